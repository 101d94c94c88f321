"""Noting calls by hand: quick enough for somebody who has the next caller on the line."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from foundation.moments import dhaka_day
from portal.hotline_calls.models import LONGEST_NUMBER, MOST_CALLS, Calls, PageNumber


class CallsForm(forms.ModelForm):
    """The number of a page, or that none was named; how many calls; today, unless told."""

    code = forms.CharField(
        label=_("Number of the page"),
        required=False,
        max_length=2 * LONGEST_NUMBER,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Ask the caller: it stands at the foot of each page, beside the hotline."),
    )
    no_code = forms.BooleanField(label=_("The caller named no page"), required=False)
    calls = forms.IntegerField(
        label=_("Calls"),
        min_value=0,
        max_value=MOST_CALLS,
        initial=1,
        help_text=_("0 says that nobody called on that day."),
    )
    day = forms.DateField(label=_("Day"), widget=AdminDateInput())

    class Meta:
        model = Calls
        fields = ["code", "no_code", "calls", "day"]
        field_classes: dict[str, Any] = {}

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = dhaka_day(now)
        self.initial.setdefault("day", self.today)
        if self.instance.pk:
            page = self.instance.page
            self.initial["code"] = page.written(get_language() or "en") if page else ""
            self.initial["no_code"] = page is None

    def clean_day(self) -> Any:
        """Refuse a day that has not come yet in Dhaka."""
        if self.cleaned_data["day"] > self.today:
            raise ValidationError(_("That day has not come yet."))
        return self.cleaned_data["day"]

    def clean(self) -> Any:
        """Find the page; nothing is guessed where no page has the number, or nothing was said."""
        cleaned = super().clean() or self.cleaned_data
        typed, none = cleaned.get("code", ""), cleaned.get("no_code")
        if typed and none:
            self.add_error("no_code", _("Either a number, or no page: take one of them away."))
        elif not typed and not none:
            self.add_error("code", _("Write the number, or tick that the caller named no page."))
        elif typed and (page := PageNumber.objects.read(typed)) is None:
            self.add_error(
                "code",
                _(
                    "No page has the number “%(number)s”. Ask the caller to read it once more; if "
                    "it stays wrong, tick that no page was named."
                )
                % {"number": typed},
            )
        else:
            self.instance.page = page if typed else None
        return cleaned
