"""What narrows the lists of testimonies, copies and withdrawals, and the access log."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from crm_videos.consent import RENEW_WITHIN, State
from crm_videos.models import AccessEntry, Consent, Copy, Outcome, Testimony, Withdrawal
from crm_videos.words import CopyKind, Kind
from foundation.moments import dhaka_day

CHOICES = [
    (State.NONE, _("No consent")),
    (State.ENDING, _("Ends within 60 days")),
    (State.EXPIRED, _("Has ended")),
    (State.WITHDRAWN, _("Withdrawn")),
]


class TestimonyFilterSet(WagtailFilterSet):
    consent = django_filters.ChoiceFilter(
        label=_("Consent"), choices=CHOICES, method="by_consent", empty_label=_("All")
    )

    class Meta:
        model = Testimony
        fields: list[str] = []

    def by_consent(self, rows: "QuerySet[Any]", name: str, state: str) -> "QuerySet[Any]":
        """Ask of the newest version alone."""
        today = dhaka_day(timezone.now())
        newest = Consent.objects.filter(testimony=OuterRef("pk")).newest()
        asked = {
            State.NONE: ~Exists(newest),
            State.ENDING: Exists(newest.ending(today, RENEW_WITHIN)),
            State.EXPIRED: Exists(newest.exclude(kind=Kind.WITHDRAWN).filter(ends_on__lt=today)),
            State.WITHDRAWN: Exists(newest.filter(kind=Kind.WITHDRAWN)),
        }
        return rows.filter(asked[State(state)])


class CopyFilterSet(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=CopyKind.choices, empty_label=_("All")
    )
    stands = django_filters.BooleanFilter(
        label=_("Still there"), field_name="gone_at", lookup_expr="isnull"
    )

    class Meta:
        model = Copy
        fields: list[str] = []


class WithdrawalFilterSet(WagtailFilterSet):
    left = django_filters.BooleanFilter(label=_("Something is left"), method="by_what_is_left")

    class Meta:
        model = Withdrawal
        fields: list[str] = []

    def by_what_is_left(self, rows: "QuerySet[Any]", name: str, left: bool) -> "QuerySet[Any]":
        """Keep the open cases, or the others."""
        still_open = Withdrawal.objects.open().values("pk")
        return rows.filter(pk__in=still_open) if left else rows.exclude(pk__in=still_open)


class AccessFilterSet(WagtailFilterSet):
    filters: dict[str, django_filters.Filter]
    person = django_filters.ChoiceFilter(label=_("Person"), choices=[], empty_label=_("All"))
    testimony = django_filters.CharFilter(
        label=_("Code of the testimony"), field_name="testimony__code", lookup_expr="iexact"
    )
    at = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)
    outcome = django_filters.ChoiceFilter(
        label=_("What came of it"), choices=Outcome.choices, empty_label=_("All")
    )
    field_order = ["person", "testimony", "at", "outcome"]

    class Meta:
        model = AccessEntry
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # From the log itself: an account may be gone that is in it.
        people = AccessEntry.objects.order_by("username").values_list("person_id", "username")
        self.filters["person"].extra["choices"] = list(people.distinct())
        self.filters = {name: self.filters[name] for name in self.field_order}
