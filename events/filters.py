"""The filters of the lists of events, volunteers and bodies."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from campaigns.books import next_month
from campaigns.models import Place
from campaigns.scope import Scope, scope_of
from events.flags import WORDS
from events.models import (
    Body,
    Event,
    EventKind,
    EventPair,
    EventPairQuerySet,
    EventQuerySet,
    PlannedEvent,
    PlannedEventQuerySet,
    PlanState,
    ReachClass,
    Sameness,
    School,
    Standing,
    Volunteer,
)
from events.verification.evidence import Evidence, at_level
from foundation.bangla import month_name
from foundation.moments import DHAKA, parse_month


def district_choices(scope: Scope) -> list[tuple[str, str]]:
    """Give a person's districts by English name, for people who look one up."""
    districts = Place.objects.filter(level=Place.Level.DISTRICT).order_by("name_en")
    return [(district.code, str(district)) for district in scope.narrow(districts, by="pk")]


def month_choices(events: EventQuerySet) -> list[tuple[str, str]]:
    """Give the months in which events are, the newest first.

    Not every month between: a phone may have claimed a day of any year.
    """
    months = events.order_by().dates("held_on", "month", order="DESC")
    return [(month.isoformat()[:7], month_name(month, get_language() or "en")) for month in months]


class InDistricts(WagtailFilterSet):
    """Offers the districts of the person who looks."""

    place = "place"
    filters: dict[str, django_filters.Filter]
    district = django_filters.ChoiceFilter(
        label=_("District"), choices=[], method="in_district", empty_label=_("All")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = scope_of(self.request.user)
        self.filters["district"].extra["choices"] = district_choices(own)

    def in_district(self, rows: "QuerySet[Any]", name: str, code: str) -> "QuerySet[Any]":
        return Scope(frozenset({code})).narrow(rows, by=self.place)


class EventFilterSet(InDistricts):
    kind = django_filters.ModelChoiceFilter(
        label=_("Kind"), queryset=EventKind.objects.all(), empty_label=_("All")
    )
    month = django_filters.ChoiceFilter(
        label=_("Month"), choices=[], method="in_month", empty_label=_("All")
    )
    held_on = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)
    standing = django_filters.ChoiceFilter(
        label=_("Standing"),
        choices=Standing.choices,
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    field_order = ["kind", "district", "month", "held_on", "standing", "flag", "evidence"]

    flag = django_filters.ChoiceFilter(
        label=_("Flag"), choices=[*WORDS.items()], method="with_flag", empty_label=_("All")
    )
    evidence = django_filters.ChoiceFilter(
        label=_("Evidence"), choices=Evidence.choices, method="at_level", empty_label=_("All")
    )

    class Meta:
        model = Event
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["month"].extra["choices"] = month_choices(self.queryset)
        self.filters = {name: self.filters[name] for name in self.field_order}

    def with_flag(self, events: EventQuerySet, name: str, flag: str) -> EventQuerySet:
        return events.with_flag(flag)

    def at_level(self, events: EventQuerySet, name: str, level: str) -> EventQuerySet:
        return at_level(events, level)

    def in_month(self, events: EventQuerySet, name: str, month: str) -> EventQuerySet:
        year, number = month.split("-")
        return events.filter(held_on__year=int(year), held_on__month=int(number))


class PlanFilterSet(InDistricts):
    kind = django_filters.ModelChoiceFilter(
        label=_("Kind"), queryset=EventKind.objects.all(), empty_label=_("All")
    )
    planned_for = django_filters.DateFromToRangeFilter(
        label=_("Date"), widget=DateRangePickerWidget
    )
    state = django_filters.ChoiceFilter(
        label=_("Standing"),
        choices=PlanState.choices,
        method="is_in_state",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = PlannedEvent
        fields: list[str] = []

    def is_in_state(
        self, plans: PlannedEventQuerySet, name: str, state: str
    ) -> PlannedEventQuerySet:
        return plans.in_state(state, localdate(timezone=DHAKA))


class VolunteerFilterSet(InDistricts):
    place = "union"
    active = django_filters.ChoiceFilter(
        label=_("Standing"),
        choices=[("yes", _("Active today")), ("no", _("Not active today"))],
        method="is_active",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Volunteer
        fields: list[str] = []

    def is_active(
        self, volunteers: "QuerySet[Volunteer]", name: str, answer: str
    ) -> "QuerySet[Volunteer]":
        active = Volunteer.objects.active_on(localdate(timezone=DHAKA))
        if answer == "yes":
            return volunteers.filter(pk__in=active)
        return volunteers.exclude(pk__in=active)


class BodyFilterSet(InDistricts):
    meets_as = django_filters.ModelChoiceFilter(
        label=_("Its meetings"),
        queryset=EventKind.objects.filter(reach_class=ReachClass.COORDINATION),
        empty_label=_("All"),
    )
    formed = django_filters.ChoiceFilter(
        label=_("Standing"),
        choices=[("yes", _("Formed")), ("no", _("Planned"))],
        method="is_formed",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Body
        fields: list[str] = []

    def is_formed(self, bodies: "QuerySet[Body]", name: str, answer: str) -> "QuerySet[Body]":
        return bodies.filter(formed_on__isnull=answer == "no")


class SchoolFilterSet(InDistricts):
    active = django_filters.BooleanFilter(label=_("Offered"))

    class Meta:
        model = School
        fields: list[str] = []


class PairFilterSet(InDistricts):
    # Both events of a pair lie in one district, or nearly always.
    place = "first__place"
    state = django_filters.ChoiceFilter(
        label=_("Standing"),
        choices=[("waiting", _("Waits for a person")), *Sameness.choices],
        method="in_state",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = EventPair
        fields: list[str] = []

    def in_state(self, pairs: EventPairQuerySet, name: str, state: str) -> EventPairQuerySet:
        return pairs.waiting() if state == "waiting" else pairs.filter(decision=state)


class InDistrictsOfEvents(InDistricts):
    class Meta:
        model = Event
        fields: list[str] = []


class InDistrictsAndMonthsOfEvents(InDistricts):
    """Of some months, by the day on which the events were held."""

    first = django_filters.ChoiceFilter(
        label=_("From month"), choices=[], method="since", empty_label=_("All")
    )
    last = django_filters.ChoiceFilter(
        label=_("To month"), choices=[], method="until", empty_label=_("All")
    )

    class Meta:
        model = Event
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = month_choices(self.queryset)
        for name in ("first", "last"):
            self.filters[name].extra["choices"] = months

    def since(self, events: EventQuerySet, name: str, month: str) -> EventQuerySet:
        return events.filter(held_on__gte=parse_month(month))

    def until(self, events: EventQuerySet, name: str, month: str) -> EventQuerySet:
        return events.filter(held_on__lt=next_month(parse_month(month)))


class OutlierFilterSet(InDistricts):
    kind = django_filters.ModelChoiceFilter(
        label=_("Kind"), queryset=EventKind.objects.all(), empty_label=_("All")
    )
    held_on = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)
    who = django_filters.ChoiceFilter(
        label=_("Look at"),
        choices=[("person", _("Who logged them"))],
        method="of_whom",
        empty_label=_("Organisers"),
    )

    class Meta:
        model = Event
        fields: list[str] = []

    def of_whom(self, events: EventQuerySet, name: str, who: str) -> EventQuerySet:
        """Leave the events: they are gathered by organiser or by person later."""
        return events
