"""What a fact needs today: the words, the filter of the lists, and the same as a query."""

import datetime
from typing import Any, assert_never

import django_filters
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from foundation.moments import dhaka_day
from portal.facts.models import FIELDS, Fact
from portal.facts.words import Kind

SOON = datetime.timedelta(days=30)


class State(models.TextChoices):
    OVERDUE = "overdue", _("Overdue")
    DUE = "due", _("Due within 30 days")
    EMPTY = "empty", _("To be filled in")
    UNCONFIRMED = "unconfirmed", _("Nobody has confirmed it")
    GOOD = "good", _("In order")


def state_of(fact: Fact, today: datetime.date) -> State:
    """Say what one fact needs."""
    if not fact.is_filled:
        return State.EMPTY
    if not fact.live:
        return State.UNCONFIRMED
    if fact.is_overdue(today):
        return State.OVERDUE
    if fact.review_by and fact.review_by <= today + SOON:
        return State.DUE
    return State.GOOD


def in_state(state: State, today: datetime.date) -> Q:
    """Select the facts of which :func:`state_of` says this."""
    match state:
        case State.EMPTY:
            return _is_empty()
        case State.UNCONFIRMED:
            return ~_is_empty() & Q(live=False)
        case State.OVERDUE:
            return ~_is_empty() & Q(live=True, review_by__lt=today)
        case State.DUE:
            return ~_is_empty() & Q(live=True, review_by__range=(today, today + SOON))
        case State.GOOD:
            later = Q(review_by__gt=today + SOON) | Q(review_by=None)
            return ~_is_empty() & Q(live=True) & later
        case _:
            assert_never(state)


def _is_empty() -> Q:
    empty = Q()
    for kind, names in FIELDS.items():
        for name in names:
            is_text = isinstance(Fact._meta.get_field(name), models.CharField | models.TextField)
            nothing = Q(**{name: ""}) if is_text else Q(**{f"{name}__isnull": True})
            empty |= Q(kind=kind) & nothing
    return empty


class StateFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=State.choices, method="filter_state"
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Kind.choices)

    class Meta:
        model = Fact
        fields = ["state", "kind", "owner"]

    def filter_state(self, queryset: Any, _name: str, value: str) -> Any:
        """Keep the facts in a state, by Dhaka's day."""
        return queryset.filter(in_state(State(value), dhaka_day(timezone.now())))
