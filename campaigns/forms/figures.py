"""The admin's forms: one figure, a sheet of figures, a channel. The rules are elsewhere."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from campaigns.facts import Became, Fact, LedgerRefused, Outcome
from campaigns.importing import whole_number
from campaigns.models import Channel, Definition, Indicator, Month, Term
from campaigns.models.entries import Authority, Confidence
from campaigns.sheets import LARGEST_FILE
from campaigns.sheets.reading import LATIN
from campaigns.statements import Statement, days_of_month, try_posting
from campaigns.terms import current_rule, declare_term, may_be_a_term
from foundation.moments import DHAKA, dhaka_day, parse_month

REASONS = [
    ("", _("It is known")),
    ("not-in-source", _("The source does not say")),
    ("not-counted", _("Nobody counted it")),
    ("withheld", _("It is kept from us")),
    ("source-lost", _("The source is lost")),
]
# Where a refusal of the ledger is shown; anything else stands above the form.
FIELD_OF = {
    "period_start": "month", "period_end": "month", "observed_at": "observed_on",
    "channel": "channel", "indicator": "indicator", "definition": "definition",
    "value": "value", "reason": "reason", "confidence": "confidence", "source": "source",
}  # fmt: skip


class MonthField(forms.CharField):
    """A month, picked or typed as 2026-10."""

    widget = forms.TextInput(attrs={"type": "month", "placeholder": "2026-10"})

    def prepare_value(self, value: Any) -> Any:
        """Show a month that is stored as it is typed."""
        return f"{value:%Y-%m}" if isinstance(value, datetime.date) else value

    def clean(self, value: Any) -> datetime.date | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_month(text.translate(LATIN))
        except ValueError as error:
            raise ValidationError(
                _("“%(text)s” is not a month such as 2026-10") % {"text": text}
            ) from error


class CountField(forms.CharField):
    """A count, with or without commas, in Latin or Bangla digits; a zero is a count."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 14})

    def clean(self, value: Any) -> int | None:
        text = super().clean(value).translate(LATIN)
        if not text:
            return None
        try:
            return whole_number(text)
        except ValueError as error:
            raise ValidationError(_("“%(text)s” is not a whole number") % {"text": text}) from error


def _day_field(**more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, input_formats=["%Y-%m-%d", "%d.%m.%Y"], **more)


class FigureForm(forms.Form):
    """One month's figure of a channel and an indicator, as a person states it."""

    channel = forms.ModelChoiceField(Channel.objects.filter(event_kind=False), label=_("Channel"))
    indicator = forms.ModelChoiceField(
        Indicator.objects.filter(nature=Indicator.Nature.STATED), label=_("What is counted")
    )
    month = MonthField(label=_("Month"))
    value = CountField(
        label=_("Figure"),
        required=False,
        help_text=_("0 is a figure. Leave it empty only when it is not known, and say why below."),
    )
    reason = forms.ChoiceField(label=_("Why it is not known"), choices=REASONS, required=False)
    confidence = forms.ChoiceField(label=_("Certainty"), choices=Confidence)
    source = forms.CharField(
        label=_("Where it comes from"),
        max_length=200,
        help_text=_("A document, a screen, a letter; no name of a person."),
    )
    observed_on = _day_field(
        label=_("Read on"), help_text=_("The day on which you saw the figure in its source.")
    )
    definition = forms.ModelChoiceField(
        Definition.objects.all(),
        label=_("Definition"),
        required=False,
        help_text=_("Needed only when the meaning changed within the month."),
    )
    first_day = _day_field(
        label=_("First day"),
        required=False,
        help_text=_(
            "Only when the figure is not of the whole month, such as 28 days up to its end."
        ),
    )
    last_day = _day_field(label=_("Last day"), required=False)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For colleagues; it is kept beside the ledger and can be erased."),
    )

    def __init__(self, *args: Any, now: datetime.datetime, actor: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.actor = now, actor
        self.fields["observed_on"].initial = dhaka_day(now)
        self.fact: Fact | None = None
        self.outcome: Outcome | None = None

    def clean(self) -> dict[str, Any]:
        """Ask the ledger what it would do with the figure; its refusals stand beside the fields."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("value") is not None and cleaned.get("reason"):
            self.add_error("reason", _("There is a figure: then it is known."))
        elif "value" in cleaned and cleaned["value"] is None and not cleaned.get("reason"):
            self.add_error("value", _("Type a figure, or say why it is not known."))
        if not self.errors:
            try:
                self.fact = self._statement(cleaned).fact(now=self.now)
                self._weigh(try_posting(self.fact, now=self.now).outcomes[0])
            except LedgerRefused as refusal:
                self.add_error(FIELD_OF.get(refusal.field), refusal.why)
        return cleaned

    def _weigh(self, outcome: Outcome) -> None:
        self.outcome = outcome
        if outcome.became == Became.SAME:
            self.add_error(None, _("The books say exactly this already."))
        elif outcome.became == Became.STALE:
            self.add_error(
                "observed_on", _("What the books say was read later than this; it stays.")
            )

    def _statement(self, cleaned: dict[str, Any]) -> Statement:
        channel, definition = cleaned["channel"], cleaned["definition"]
        start, end = days_of_month(cleaned["month"], channel, definition)
        return Statement(
            channel=channel.pk,
            indicator=cleaned["indicator"].pk,
            period_start=cleaned["first_day"] or start,
            period_end=cleaned["last_day"] or end,
            value=cleaned["value"],
            reason=cleaned["reason"],
            definition=definition.pk if definition else "",
            confidence=cleaned["confidence"],
            source=cleaned["source"],
            observed_at=self._observed_at(cleaned["observed_on"]),
            actor=self.actor,
        )

    def _observed_at(self, day: datetime.date) -> datetime.datetime:
        """Take the end of a day that is over, and now of today."""
        end = datetime.datetime.combine(day, datetime.time(23, 59, 59), tzinfo=DHAKA)
        return self.now if day == dhaka_day(self.now) else end

    @property
    def against_platform(self) -> bool:
        """Whether a platform's own figure would have to stand back."""
        before = self.outcome.before if self.outcome else None
        return before is not None and before.authority == Authority.PLATFORM


class SheetForm(forms.Form):
    """A sheet of figures to look through."""

    sheet = forms.FileField(
        label=_("Sheet"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=_(
            "CSV (UTF-8) or Excel (.xlsx). Nothing is imported yet: you see every row first."
        ),
    )

    def clean_sheet(self) -> Any:
        """Refuse what is too large before it is read."""
        sheet = self.cleaned_data["sheet"]
        if sheet.size > LARGEST_FILE:
            size = {"size": LARGEST_FILE // 2**20}
            raise ValidationError(_("The file is larger than %(size)s MB.") % size)
        return sheet


class ChannelForm(WagtailAdminModelForm):
    """A channel, and from which month on one of its figures is part of the headline."""

    counts_indicator = forms.ModelChoiceField(
        Indicator.objects.filter(nature=Indicator.Nature.STATED),
        label=_("Counts in the headline"),
        required=False,
        help_text=_("Leave it empty when its figures are only to be shown beside the total."),
    )
    counts_from = MonthField(label=_("from month"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a term that the headline cannot have."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        indicator, month = cleaned.get("counts_indicator"), cleaned.get("counts_from")
        if bool(indicator) != bool(month) and "counts_from" not in self.errors:
            missing = "counts_from" if indicator else "counts_indicator"
            self.add_error(missing, _("The headline needs both: what counts, and from when."))
        elif indicator:
            for field, why in self._against(cleaned.get("group"), indicator, month).items():
                self.add_error(field, why)
        return cleaned

    def _against(
        self, group: str | None, indicator: Indicator, month: datetime.date | None
    ) -> dict[str, Any]:
        group = group or self.instance.group
        closed = Month.objects.last_closed()
        if not may_be_a_term(group, indicator):
            return {
                "counts_indicator": _("This group has no headline to which this could be added.")
            }
        known = Term.objects.filter(rule=current_rule(group), channel=self.instance.pk or None)
        if self.instance.pk and known.filter(indicator=indicator).exists():
            return {"counts_indicator": _("It counts in the headline already.")}
        if month and closed and month <= closed:
            return {
                "counts_from": _("That month is closed: its total was printed and does not move.")
            }
        return {}

    def save(self, commit: bool = True) -> Channel:
        channel: Channel = super().save(commit=commit)
        if commit and self.cleaned_data.get("counts_indicator"):
            declare_term(
                channel, self.cleaned_data["counts_indicator"].pk, self.cleaned_data["counts_from"]
            )
        return channel
