"""What narrows the access log."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from crm_videos.models import AccessEntry, Outcome


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
