"""What narrows the list of testimonies: how their consents stand."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from crm_videos.consent import RENEW_WITHIN, State, day_of
from crm_videos.models import Consent, Testimony
from crm_videos.words import Kind

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
        today = day_of(timezone.now())
        newest = Consent.objects.filter(testimony=OuterRef("pk")).newest()
        asked = {
            State.NONE: ~Exists(newest),
            State.ENDING: Exists(newest.ending(today, RENEW_WITHIN)),
            State.EXPIRED: Exists(newest.exclude(kind=Kind.WITHDRAWN).filter(ends_on__lt=today)),
            State.WITHDRAWN: Exists(newest.filter(kind=Kind.WITHDRAWN)),
        }
        return rows.filter(asked[State(state)])
