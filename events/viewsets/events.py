"""Events in the Wagtail admin: list, form and downloads, each person's own districts."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.permissions import policy_registry

from campaigns.ledger import LedgerRefused
from campaigns.viewsets.own_districts import (
    OwnDistrictsEditView,
    OwnDistrictsIndexView,
    OwnDistrictsInspectView,
    OwnDistrictsViewSet,
)
from events.columns import (
    HEADINGS,
    DayColumn,
    export_row,
    links_to_pairs,
    list_columns,
    show_figure,
    show_position,
    show_total,
)
from events.details.showing import lines_of
from events.filters import EventFilterSet
from events.flags import in_words
from events.forms.events import EventForm
from events.known_rows import KnownRows
from events.models import (
    AMONG_FIELDS,
    ATTENDANCE_FIELDS,
    Event,
    EventQuerySet,
    PlannedEvent,
)
from events.panels import EVENT_FORM
from events.photos.frames import PhotoFrames, frames_of
from events.places import describe_place
from events.verification.evidence import evidence_of, with_evidence
from events.viewsets.after_an_event import buttons_about
from events.viewsets.photos import EventPhotoView
from foundation.bangla import UNKNOWN
from foundation.carrying_away import CarriedAway

WITHOUT_DELETION = frozenset({"delete", "usage"})


class EventIndexView(CarriedAway, OwnDistrictsIndexView):
    add_item_label = _("Log an event")
    export_permission = "events.export_event"

    def get_base_queryset(self) -> EventQuerySet:
        events: EventQuerySet = super().get_base_queryset()
        return with_evidence(events.with_names())

    def order_queryset(self, events: EventQuerySet) -> EventQuerySet:
        # Many events share a day; without the key a page would repeat some.
        ordered: EventQuerySet = super().order_queryset(events)
        return ordered.order_by(*ordered.query.order_by, "-pk")

    @cached_property
    def columns(self) -> list[Column]:
        day = self._get_title_column("held_on", DayColumn, classname="event-day")
        return [day, *list_columns()]

    def to_row_dict(self, event: Event) -> dict[str, Any]:
        return export_row(event, self.known)

    @cached_property
    def known(self) -> KnownRows:
        """Remember the schools and services that the rows name."""
        return KnownRows()


class PostsToLedger:
    """Reads the clock for the form, and shows on the form what the ledger refuses."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "now": timezone.now()}  # type: ignore[misc]

    def form_valid(self, form: EventForm) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except (LedgerRefused, ValidationError) as refusal:
            if isinstance(refusal, ValidationError):
                # It was right when the form was checked: somebody has merged it since.
                why = " ".join(refusal.messages)
            else:
                why = _("The ledger does not take this event: %(why)s.") % {"why": refusal}
            form.add_error(None, why)
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return self.form_invalid(form)  # type: ignore[attr-defined]


class EventCreateView(PostsToLedger, generic.CreateView):
    submit_button_label = _("Log the event")

    def get_initial(self) -> dict[str, Any]:
        """Take over what was planned, when the list of plans sends people here."""
        given: dict[str, Any] = super().get_initial()
        plans = policy_registry.get_by_type(PlannedEvent).instances_user_has_any_permission_for(
            self.request.user, ("add", "change", "view")
        )
        asked = self.request.GET.get("plan", "")
        plan = plans.filter(pk=asked).first() if asked.isdecimal() else None
        if plan is None:
            return given
        return {
            **given,
            "plan": plan.pk,
            "kind": plan.kind_id,
            "held_on": plan.planned_for,
            "starts_at": plan.starts_at,
            "place": plan.place_id,
            "venue": plan.venue,
        }


class EventEditView(PostsToLedger, OwnDistrictsEditView):
    pass


class EventInspectView(OwnDistrictsInspectView):
    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Add what can follow an event: an outcome that was told, or another record of it."""
        buttons: list[Any] = super().header_more_buttons
        return [*buttons, *buttons_about(self.object, self.request.user)]

    def get_place_display_value(self) -> str:
        return describe_place(self.object.place)

    def get_total_display_value(self) -> str:
        return show_total(self.object)

    def get_flags_display_value(self) -> str:
        return " ".join(in_words(self.object.flags)) or UNKNOWN

    def get_evidence_display_value(self) -> Any:
        found = evidence_of(self.object)
        there = [("+", words) for words in found.there] + [("–", words) for words in found.missing]
        lines = format_html_join("", "<li>{} {}</li>", there)
        return format_html('{}<ul class="event-evidence">{}</ul>', found.level.label, lines)

    def get_pairs_display_value(self) -> Any:
        return links_to_pairs(self.object, self.request.user) or UNKNOWN

    def get_position_display_value(self) -> str:
        return show_position(self.object)

    def get_details_display_value(self) -> Any:
        lines = lines_of(self.object.details, KnownRows()).values()
        told = format_html_join("", "<li>{}: {}</li>", lines)
        return format_html('<ul class="event-told">{}</ul>', told) if told else UNKNOWN

    def get_photos_display_value(self) -> PhotoFrames | str:
        frames = frames_of(self.object)
        return UNKNOWN if frames.is_empty else frames

    def get_field_label(self, field_name: str, field: Any) -> Any:
        labels = {"position": _("Position"), "total": HEADINGS["total"], "photos": _("Photos")}
        labels["client_uuid"] = HEADINGS["client_uuid"]
        labels["details"] = _("Quiz or fair")
        labels |= {"evidence": HEADINGS["evidence"], "pairs": _("May be the same event")}
        return labels.get(field_name) or super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        if field_name in (*ATTENDANCE_FIELDS, *AMONG_FIELDS):
            return show_figure(getattr(self.object, field_name))
        value = super().get_field_display_value(field_name, field)
        return UNKNOWN if value in {None, ""} else value


class EventViewSet(OwnDistrictsViewSet):
    model = Event
    absent = WITHOUT_DELETION
    name = "events"
    icon = "calendar-alt"
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
        "material",
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
        *AMONG_FIELDS,
        "details",
        "organiser",
        "partner",
        "body",
        "message",
        "material",
        "obstacle",
        "campaign",
        "note",
        "standing",
        "question",
        "set_aside_reason",
        "flags",
        "evidence",
        "pairs",
        "position",
        "photos",
        "client_uuid",
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the photos, each below its event."""
        photo = path("photo/<int:pk>/<int:photo>/", EventPhotoView.as_view(), name="photo")
        return [*super().get_urlpatterns(), photo]
