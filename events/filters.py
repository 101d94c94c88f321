"""The filters of the list of events."""

import django_filters
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from campaigns.models import Place
from events.flags import WORDS
from events.models import Event, EventKind, EventQuerySet, Standing


def district_choices() -> list[tuple[str, str]]:
    """Give the districts by English name, for people who look one up."""
    districts = Place.objects.filter(level=Place.Level.DISTRICT).order_by("name_en")
    return [(district.code, str(district)) for district in districts]


def month_choices() -> list[tuple[str, str]]:
    """Give the months in which events are, the newest first.

    Not every month between: a phone may have claimed a day of any year.
    """
    months = Event.objects.order_by().dates("held_on", "month", order="DESC")
    return [(month.isoformat()[:7], date_format(month, "F Y")) for month in months]


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

    flag = django_filters.ChoiceFilter(
        label=_("Flag"), choices=[*WORDS.items()], method="with_flag", empty_label=_("All")
    )

    class Meta:
        model = Event
        fields: list[str] = []

    def in_district(self, events: EventQuerySet, name: str, code: str) -> EventQuerySet:
        return events.in_area(code)

    def with_flag(self, events: EventQuerySet, name: str, flag: str) -> EventQuerySet:
        return events.with_flag(flag)

    def in_month(self, events: EventQuerySet, name: str, month: str) -> EventQuerySet:
        year, number = month.split("-")
        return events.filter(held_on__year=int(year), held_on__month=int(number))
