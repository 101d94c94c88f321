"""Two reports on outcome claims: what awaits a second person, and what money they are about."""

from dataclasses import dataclass
from typing import Any, cast

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from events.columns import show_figure, show_person
from events.models import ClaimState, ClaimStep, OutcomeClaim, OutcomeKind
from events.outcomes.amounts import LEAST_SHOWN, Sum, sum_of
from events.outcomes.claiming import WROTE
from events.places import describe_place
from events.viewsets.outcome_list import ClaimFilterSet, show_month
from foundation import bangla


class ClaimReport(ReportView):
    """For those who verify, of their districts."""

    any_permission_required = ["verify"]
    filterset_class = ClaimFilterSet
    list_export: list[str] = []
    default_ordering = None

    @cached_property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(OutcomeClaim)

    def own_claims(self) -> Any:
        """Select the claims of the person's districts that the filters leave."""
        policy = self.permission_policy
        own = policy.instances_user_has_any_permission_for(self.request.user, ["verify"])
        return self.filter_queryset(own.with_names())

    def get_list_buttons(self, row: Any) -> list[Any]:
        return []


class WaitingClaimsView(ClaimReport):
    page_title = _("Claims that await verification")
    header_icon = "pick"
    index_url_name = "waiting_claims"
    index_results_url_name = "waiting_claims_results"

    def get_filtered_queryset(self) -> Any:
        """Give the oldest first: it is the one that is forgotten."""
        return self.own_claims().waiting().order_by("claimed_at", "pk")

    @cached_property
    def written(self) -> set[int]:
        """Find the claims in which this person wrote, and which another has to decide."""
        person = cast("User", self.request.user)
        mine = ClaimStep.objects.filter(by=person, step__in=WROTE)
        return set(mine.values_list("claim", flat=True))

    def days(self, claim: OutcomeClaim) -> str:
        return show_figure((timezone.now() - claim.claimed_at).days)

    def for_whom(self, claim: OutcomeClaim) -> Any:
        return _("Somebody else: you wrote in it") if claim.pk in self.written else _("You may")

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with what it is, which opens it."""
        return [
            TitleColumn(
                "kind",
                label=_("What happened"),
                get_url=lambda claim: reverse("outcomes:inspect", args=[claim.pk]),
            ),
            Column("month", label=_("Month"), accessor=show_month),
            Column("place", label=_("Place"), accessor=lambda one: describe_place(one.place)),
            Column(
                "claimed_by",
                label=_("Claimed by"),
                accessor=lambda one: show_person(one.claimed_by),
            ),
            Column("days", label=_("Days waiting"), accessor=self.days, classname="event-figure"),
            Column("for_whom", label=_("Who decides"), accessor=self.for_whom),
        ]


@dataclass(frozen=True, slots=True)
class KindSum:
    """One line: a kind of outcome, and what its verified claims come to."""

    kind: OutcomeKind
    sum: Sum


class AmountsView(ClaimReport):
    page_title = _("Money in verified outcomes")
    header_icon = "table"
    index_url_name = "claim_amounts"
    index_results_url_name = "claim_amounts_results"

    def get_filtered_queryset(self) -> list[KindSum]:
        """Give the kinds that are about money, each with its sum or with too few for one."""
        by_kind: dict[OutcomeKind, list[OutcomeClaim]] = {}
        verified = self.own_claims().filter(state=ClaimState.VERIFIED, kind__about_money=True)
        for claim in verified.order_by("kind__sort_order", "kind"):
            by_kind.setdefault(claim.kind, []).append(claim)
        return [KindSum(kind, sum_of(claims)) for kind, claims in by_kind.items()]

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the kind."""
        return [
            Column("kind", label=_("What happened")),
            Column(
                "claims",
                label=_("Verified claims"),
                accessor=lambda row: show_figure(row.sum.claims),
                classname="event-figure",
            ),
            Column(
                "known",
                label=_("With a known amount"),
                accessor=lambda row: show_figure(row.sum.known),
                classname="event-figure",
            ),
            Column("sum", label=_("Taka together"), accessor=lambda row: show_sum(row.sum)),
        ]


def show_sum(found: Sum) -> str:
    """Write a sum, by its ends where only bands are left; nothing of fewer than five."""
    language = get_language() or "en"
    if not found.is_shown:
        words = _("Fewer than %(least)s amounts: no sum is shown")
        return str(words) % {"least": bangla.figure(LEAST_SHOWN, language)}
    least = bangla.figure(found.least, language)
    if found.most == found.least:
        return least
    if found.most is None:
        return str(_("at least %(least)s")) % {"least": least}
    most = bangla.figure(found.most, language)
    return str(_("%(least)s to %(most)s")) % {"least": least, "most": most}
