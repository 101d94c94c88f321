"""The forms of what a person decides: one event or two, a draw, and what a call brought."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from events.models import MOST_TRIES, CallBack, Draw, DrawnEvent, Event, Standing
from events.verification.draws import DrawRefused, draw_month, refuse_draw
from foundation.bangla import figure, month_name
from foundation.moments import dhaka_day, parse_month

FIRST, SECOND = "first", "second"
OWN, OTHERS = "own", "other"
MONTHS_BACK = 24


class MergeForm(forms.Form):
    """Which of two events stays, and whose figures count."""

    kept = forms.ChoiceField(
        label=_("Which one stays?"),
        choices=[(FIRST, _("The first")), (SECOND, _("The second"))],
        widget=forms.RadioSelect,
        help_text=_("The other is set aside and kept as it is; whoever sent it reads why."),
    )
    figures = forms.ChoiceField(
        label=_("Which figures count?"),
        choices=[(OWN, _("Those of the one that stays")), (OTHERS, _("Those of the other"))],
        initial=OWN,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        required=False,
        help_text=_("For example: both were at the show. The field team reads it."),
        widget=forms.TextInput(attrs={"size": 40}),
    )


class DifferentForm(forms.Form):
    """Why two events are two."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("For example: one was in the morning, the other in the afternoon."),
        widget=forms.TextInput(attrs={"size": 40}),
    )


class UndoForm(forms.Form):
    """Asks nothing but the button."""


class DrawForm(WagtailAdminModelForm):
    """Which month is drawn, and how many of its events."""

    month = forms.TypedChoiceField(label=_("Month"), coerce=parse_month)

    def __init__(self, *args: Any, now: datetime, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["month"].choices = [
            (f"{month:%Y-%m}", month_name(month, language)) for month in months_to_draw(now)
        ]
        # Blank, it is made of the ids.
        self.fields["seed"].required = False

    def clean_month(self) -> date:
        month: date = self.cleaned_data["month"]
        try:
            refuse_draw(month, now=self.now)
        except DrawRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return month

    def _get_validation_exclusions(self) -> set[str]:
        # The rule fills these; the month was asked about above.
        return {*super()._get_validation_exclusions(), "population", "digest", "seed", "month"}

    def validate_constraints(self) -> None:
        """Leave the constraints to the rule, which makes the seed."""

    def save(self, commit: bool = True) -> Draw:
        given = self.cleaned_data
        self.instance = draw_month(
            given["month"],
            by=self.for_user,
            now=self.now,
            seed=given["seed"],
            share=given["share"],
        )
        return self.instance


def months_to_draw(now: datetime) -> list[date]:
    """Give the months that are over, have events that count and were not drawn; newest first."""
    this_month = dhaka_day(now).replace(day=1)
    counted = Event.objects.filter(standing=Standing.COUNTED, held_on__lt=this_month)
    drawn = set(Draw.objects.values_list("month", flat=True))
    months = counted.order_by().dates("held_on", "month", order="DESC")
    return [month for month in months if month not in drawn][:MONTHS_BACK]


class CallForm(forms.Form):
    """What one call brought."""

    result = forms.ChoiceField(
        label=_("What did the call bring?"),
        widget=forms.RadioSelect,
        choices=[
            (CallBack.CONFIRMED, _("Confirmed: it was held, and the figures can be right")),
            (CallBack.DIFFERS, _("It differs")),
            (CallBack.NOT_REACHED, _("Nobody answered")),
            (CallBack.REFUSED, _("Refused to answer")),
        ],
    )
    differs_how = forms.CharField(
        label=_("How it differs"),
        max_length=DrawnEvent._meta.get_field("differs_how").max_length,
        required=False,
        help_text=_("For example: held a day later, about 20 people. No names."),
        widget=forms.TextInput(attrs={"size": 40}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _("Nobody answered: after %(most)s tries the result is “not reached”.")
        most = figure(MOST_TRIES, get_language() or "en")
        self.fields["result"].help_text = words % {"most": most}
