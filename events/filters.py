"""The filters of the list of events."""

from collections.abc import Iterator
from datetime import date

import django_filters
from django import forms
from django.db.models import Max, Min
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from campaigns.models import Place
from events.models import Event, EventKind, EventQuerySet, Standing


def district_choices() -> list[tuple[str, str]]:
    """Give the districts by English name, for people who look one up."""
    districts = Place.objects.filter(level=Place.Level.DISTRICT).order_by("name_en")
    return [(district.code, str(district)) for district in districts]


def month_choices() -> list[tuple[str, str]]:
    """Give the months from the newest event back to the oldest."""
    span = Event.objects.aggregate(first=Min("held_on"), last=Max("held_on"))
    if span["first"] is None:
        return []
    return [
        (f"{month:%Y-%m}", date_format(month, "F Y"))
        for month in _months_back(span["last"], span["first"])
    ]


def _months_back(last: date, first: date) -> Iterator[date]:
    for number in range(last.year * 12 + last.month, first.year * 12 + first.month - 1, -1):
        year, month = divmod(number - 1, 12)
        yield date(year, month + 1, 1)


class EventFilterSet(WagtailFilterSet):
    kind = django_filters.ModelChoiceFilter(
        label=_("Kind"), queryset=EventKind.objects.all(), empty_label=_("All")
    )
    district = django_filters.ChoiceFilter(
        label=_("District"), choices=district_choices, method="in_district", empty_label=_("All")
    )
    month = django_filters.ChoiceFilter(
        label=_("Month"), choices=month_choices, method="in_month", empty_label=_("All")
    )
    held_on = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)
    standing = django_filters.ChoiceFilter(
        label=_("Standing"),
        choices=Standing.choices,
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Event
        fields: list[str] = []

    def in_district(self, events: EventQuerySet, name: str, code: str) -> EventQuerySet:
        return events.in_area(code)

    def in_month(self, events: EventQuerySet, name: str, month: str) -> EventQuerySet:
        year, number = month.split("-")
        return events.filter(held_on__year=int(year), held_on__month=int(number))
