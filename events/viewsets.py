"""Events and their kinds in the Wagtail admin: lists, forms and downloads."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic

from campaigns.ledger import LedgerRefused
from events.columns import HEADINGS, DayColumn, export_row, list_columns, show_figure, show_total
from events.filters import EventFilterSet
from events.forms import EventForm
from events.models import ATTENDANCE_FIELDS, Event, EventKind, EventQuerySet
from events.panels import EVENT_FORM, KIND_FORM
from events.places import describe_place
from foundation.bangla import UNKNOWN
from foundation.kept_rows import AllowedActionsPolicy, KeptModelViewSet

# Nobody deletes an event or a kind, administrators included: it is set aside.
POLICIES = {
    model: AllowedActionsPolicy(model, {"add", "change", "view"}) for model in (Event, EventKind)
}
WITHOUT_DELETION = frozenset({"delete", "usage"})


class EventIndexView(generic.IndexView):
    add_item_label = _("Log an event")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # To see the list is one thing, to carry it away as a file another.
        if not request.user.has_perm("events.export_event"):
            self.list_export: list[str] = []
            if "export" in request.GET:
                raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> EventQuerySet:
        return Event.objects.with_names()

    def order_queryset(self, events: EventQuerySet) -> EventQuerySet:
        # Many events share a day; without the key a page would repeat some.
        ordered: EventQuerySet = super().order_queryset(events)
        return ordered.order_by(*ordered.query.order_by, "-pk")

    @cached_property
    def columns(self) -> list[Column]:
        day = self._get_title_column("held_on", DayColumn, classname="event-day")
        return [day, *list_columns()]

    def get_list_buttons(self, event: Event) -> list[Any]:
        # The date opens the event, and there is nothing else to do with it.
        return []

    def to_row_dict(self, event: Event) -> dict[str, Any]:
        return export_row(event)

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        value = super().preprocess_field_value(field, value, export_format)
        # A spreadsheet would run a text that begins like a formula.
        if isinstance(value, str) and export_format == self.FORMAT_CSV:
            return "'" + value if value.startswith(("=", "+", "-", "@", "\t")) else value
        return value

    def stream_csv(self, events: Iterable[Event]) -> Iterator[bytes]:
        # Without this mark Excel reads Bangla as another alphabet.
        yield b"\xef\xbb\xbf"
        yield from super().stream_csv(events)


class PostsToLedger:
    """Reads the clock for the form, and shows on the form what the ledger refuses."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "now": timezone.now()}  # type: ignore[misc]

    def form_valid(self, form: EventForm) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except LedgerRefused as refusal:
            why = _("The ledger does not take this event: %(why)s.") % {"why": refusal}
            form.add_error(None, why)
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return self.form_invalid(form)  # type: ignore[attr-defined]


class EventCreateView(PostsToLedger, generic.CreateView):
    submit_button_label = _("Log the event")


class EventEditView(PostsToLedger, generic.EditView):
    pass


class EventInspectView(generic.InspectView):
    def get_place_display_value(self) -> str:
        return describe_place(self.object.place)

    def get_total_display_value(self) -> str:
        return show_total(self.object)

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        if field_name in ATTENDANCE_FIELDS:
            return show_figure(getattr(self.object, field_name))
        value = super().get_field_display_value(field_name, field)
        return UNKNOWN if value in {None, ""} else value


class EventViewSet(KeptModelViewSet):
    model = Event
    absent = WITHOUT_DELETION
    name = "events"
    icon = "calendar-alt"
    menu_order = 150
    add_to_admin_menu = True
    index_view_class = EventIndexView
    add_view_class = EventCreateView
    edit_view_class = EventEditView
    inspect_view_class = EventInspectView
    edit_handler = EVENT_FORM
    ordering = ["-held_on"]
    list_per_page = 50
    filterset_class = EventFilterSet
    search_fields = [
        "venue",
        "organiser",
        "partner",
        "message",
        "place__name_en",
        "place__name_bn",
        "place__parent__name_en",
        "place__parent__name_bn",
    ]
    list_export = list(HEADINGS)
    export_headings = HEADINGS
    export_filename = "events"
    inspect_view_enabled = True
    inspect_view_fields = [
        "kind",
        "level",
        "held_on",
        "starts_at",
        "place",
        "venue",
        *ATTENDANCE_FIELDS,
        "total",
        "headcount",
        "organiser",
        "partner",
        "message",
        "campaign",
        "note",
        "standing",
        "set_aside_reason",
    ]


class EventKindViewSet(KeptModelViewSet):
    model = EventKind
    absent = WITHOUT_DELETION
    name = "event_kinds"
    icon = "tag"
    menu_order = 700
    add_to_settings_menu = True
    edit_handler = KIND_FORM
    list_display = [
        "__str__",
        Column("reach_class", label=_("Class"), accessor="get_reach_class_display"),
        BooleanColumn("has_level", label=_("Has a level")),
        BooleanColumn("active", label=_("Offered")),
    ]
