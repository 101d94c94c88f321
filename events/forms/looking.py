"""What narrows the map and the calendar: plain forms that are sent with the address."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.figures import MonthField
from campaigns.scope import Scope
from events.filters import district_choices
from events.models import EventKind

EVENTS_HELD, ATTENDANCE = "events", "attendance"
MONTHS_SHOWN = 12


class AskedInAddress(forms.Form):
    """Reads what the address asks for; what it does not ask, or cannot be read, has a default."""

    kind = forms.ModelChoiceField(
        EventKind.objects.all(), label=_("Kind"), required=False, empty_label=_("All")
    )

    def __init__(self, asked: Any, **defaults: str) -> None:
        super().__init__({**defaults, **{name: asked[name] for name in asked}})
        self.defaults = defaults

    def answer(self, name: str) -> Any:
        """Give what was asked for, else the default."""
        self.is_valid()
        value = self.cleaned_data.get(name)
        if value not in {None, ""} or name not in self.defaults:
            return value
        return self.fields[name].clean(self.defaults[name])


class MapForm(AskedInAddress):
    """What the map shows, of which kind and which months."""

    show = forms.ChoiceField(
        label=_("Show"),
        choices=[(EVENTS_HELD, _("Events held")), (ATTENDANCE, _("Attendances"))],
        required=False,
    )
    first = MonthField(label=_("From month"), required=False)
    last = MonthField(label=_("To month"), required=False)
    field_order = ["show", "kind", "first", "last"]

    def __init__(self, asked: Any, *, today: datetime.date) -> None:
        first = _months_before(today, MONTHS_SHOWN - 1)
        super().__init__(asked, show=EVENTS_HELD, first=f"{first:%Y-%m}", last=f"{today:%Y-%m}")

    @property
    def months(self) -> tuple[datetime.date, datetime.date]:
        """The first and the last month, in order: who turns them round means the same."""
        first, last = sorted((self.answer("first"), self.answer("last")))
        return first, last


class CalendarForm(AskedInAddress):
    """Which month the calendar shows, and what of it."""

    month = MonthField(label=_("Month"), required=False)
    field_order = ["month", "kind"]

    def __init__(self, asked: Any, *, today: datetime.date, scope: Scope) -> None:
        super().__init__(asked, month=f"{today:%Y-%m}")
        offered = forms.ChoiceField(
            label=_("District"),
            required=False,
            choices=[("", _("All")), *district_choices(scope)],
        )
        self.fields["district"] = offered


def _months_before(day: datetime.date, number: int) -> datetime.date:
    month = day.year * 12 + day.month - 1 - number
    return datetime.date(month // 12, month % 12 + 1, 1)
