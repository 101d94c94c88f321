"""How outcome claims are listed, narrowed and carried away; no words of theirs are in any list."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, StatusTagColumn

from campaigns.models import Place
from events.columns import show_figure, show_person
from events.filters import InDistricts
from events.models import ClaimState, OutcomeClaim, OutcomeKind
from events.places import describe_place, with_surroundings
from foundation import bangla
from foundation.bangla import UNKNOWN
from foundation.moments import parse_month
from foundation.shown_moments import show_moment

# What may leave the house in a file: nothing that would lead to a person.
HEADINGS = {
    "month": _("Month"),
    "kind": _("What happened"),
    "district": _("District"),
    "amount_band": _("Amount, roughly"),
    "heard": _("How it was heard"),
    "evidence": _("Evidence"),
    "state": _("State"),
    "checked_how": _("How it was checked"),
    "uid": _("Claim id"),
}


def show_month(claim: OutcomeClaim) -> str:
    return bangla.month_name(claim.happened_on, get_language() or "en")


def show_day(claim: OutcomeClaim) -> str:
    """Write the day where it is known, else the month."""
    if claim.only_month:
        return show_month(claim)
    return bangla.day(claim.happened_on, get_language() or "en")


def show_district(claim: OutcomeClaim) -> str:
    """Name the district, whatever smaller place the claim knows."""
    named = [one.name for one in with_surroundings(claim.place)]
    return named[-1] if named else claim.place.name


def show_amount(claim: OutcomeClaim) -> str:
    """Write the amount, or its band when that is all that is left; unknown is a dash."""
    if claim.amount is None and claim.amount_band:
        return bangla.in_digits_of(claim.get_amount_band_display(), get_language() or "en")
    return show_figure(claim.amount)


def what(claim: OutcomeClaim) -> str:
    """Name a claim by kind and month: no place and no words, for the head of a page."""
    return f"{claim.kind}, {show_month(claim)}"


def facts_about(claim: OutcomeClaim) -> list[tuple[Any, Any]]:
    """Give what is said of a claim besides its words, each with its label."""
    facts: list[tuple[Any, Any]] = [
        (
            _("What happened"),
            f"{claim.kind}: {claim.other_kind}" if claim.other_kind else claim.kind,
        ),
        (_("When"), show_day(claim)),
        (_("Place"), describe_place(claim.place)),
        (_("How it was heard"), claim.get_heard_display()),
        (_("Evidence"), claim.get_evidence_display()),
        (_("What there is, and where it lies"), claim.evidence_words or UNKNOWN),
        (_("Claimed by"), f"{show_person(claim.claimed_by)}, {show_moment(claim.claimed_at)}"),
    ]
    if claim.kind.about_money:
        facts.insert(3, (_("Amount in taka"), show_amount(claim)))
    return facts


def list_columns() -> list[Column]:
    """Give every column after the first, which is the month and carries the link."""
    return [
        Column("kind", label=HEADINGS["kind"], sort_key="kind"),
        Column("place", label=_("Place"), accessor=lambda claim: describe_place(claim.place)),
        Column(
            "amount",
            label=_("Taka"),
            accessor=show_amount,
            sort_key="amount",
            classname="event-figure",
        ),
        Column("evidence", label=HEADINGS["evidence"], accessor="get_evidence_display"),
        Column(
            "claimed_by",
            label=_("Claimed by"),
            accessor=lambda claim: show_person(claim.claimed_by),
        ),
        StatusTagColumn(
            "state",
            label=HEADINGS["state"],
            accessor="get_state_display",
            primary=lambda claim: claim.is_waiting,
        ),
    ]


def export_row(claim: OutcomeClaim) -> dict[str, Any]:
    """Give one claim for a spreadsheet: no words, no names, no day, no exact amount."""
    by_level = {place.level: place.name for place in with_surroundings(claim.place)}
    return {
        "month": f"{claim.happened_on:%Y-%m}",
        "kind": str(claim.kind),
        "district": by_level.get(Place.Level.DISTRICT, ""),
        "amount_band": claim.get_amount_band_display(),
        "heard": claim.get_heard_display(),
        "evidence": claim.get_evidence_display(),
        "state": claim.get_state_display(),
        "checked_how": claim.get_checked_how_display(),
        "uid": str(claim.uid),
    }


class ClaimFilterSet(InDistricts):
    kind = django_filters.ModelChoiceFilter(
        label=HEADINGS["kind"], queryset=OutcomeKind.objects.all(), empty_label=_("All")
    )
    month = django_filters.ChoiceFilter(
        label=_("Month"), choices=[], method="in_month", empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(
        label=HEADINGS["state"],
        choices=ClaimState.choices,
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = OutcomeClaim
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = self.queryset.order_by().dates("happened_on", "month", order="DESC")
        language = get_language() or "en"
        self.filters["month"].extra["choices"] = [
            (f"{month:%Y-%m}", bangla.month_name(month, language)) for month in months
        ]

    def in_month(
        self, claims: "QuerySet[OutcomeClaim]", name: str, month: str
    ) -> "QuerySet[OutcomeClaim]":
        first = parse_month(month)
        return claims.filter(happened_on__year=first.year, happened_on__month=first.month)
