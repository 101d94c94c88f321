"""The columns of the list of events, on screen and in its downloads."""

from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.permissions import policy_registry

from campaigns.models import Campaign, Place
from campaigns.overlap_poll import ANSWERS as OF_THE_POLL
from events.details.exporting import export_details
from events.details.showing import LABELS
from events.flags import in_words
from events.known_rows import KnownRows
from events.models import ATTENDANCE_FIELDS, Event, EventPair, Standing
from events.places import describe_place, with_surroundings
from events.verification.evidence import level_of
from events.verification.likeness import strength
from foundation.bangla import UNKNOWN, to_bangla_digits
from foundation.bangla import figure as write_figure

HEADINGS = {
    "held_on": gettext_lazy("Date"),
    "starts_at": gettext_lazy("Start time"),
    "kind": gettext_lazy("Kind"),
    "level": gettext_lazy("Level"),
    "district": gettext_lazy("District"),
    "upazila": gettext_lazy("Upazila or city corporation"),
    "union": gettext_lazy("Union"),
    "place_code": gettext_lazy("Place code"),
    "venue": gettext_lazy("Venue"),
    "organiser": gettext_lazy("Organiser"),
    "partner": gettext_lazy("Partner"),
    "women": gettext_lazy("Women"),
    "men": gettext_lazy("Men"),
    "girls": gettext_lazy("Girls"),
    "boys": gettext_lazy("Boys"),
    "not_recorded": gettext_lazy("Not recorded"),
    "total": gettext_lazy("Total"),
    "headcount": gettext_lazy("How counted"),
    "first_timers": gettext_lazy("First-timers"),
    "persons_with_disabilities": gettext_lazy("Persons with disabilities"),
    "message": gettext_lazy("Topic or message"),
    "material": gettext_lazy("Material used"),
    "obstacle": gettext_lazy("Obstacle"),
    "school": gettext_lazy("School"),
    "classes": gettext_lazy("Classes"),
    "winner_girls": gettext_lazy("Winners: girls"),
    "winner_boys": gettext_lazy("Winners: boys"),
    "questions_measured": gettext_lazy("Questions counted before and after"),
    "asked_before": gettext_lazy("Hands: could answer before"),
    "right_before": gettext_lazy("Hands: right before"),
    "asked_after": gettext_lazy("Hands: could answer after"),
    "right_after": gettext_lazy("Hands: right after"),
    "providers": gettext_lazy("Service providers"),
    "linkages_women": gettext_lazy("Linkages: women"),
    "linkages_men": gettext_lazy("Linkages: men"),
    "linkages_not_recorded": gettext_lazy("Linkages: not told apart"),
    "linkages": gettext_lazy("Linkages"),
    **{name: LABELS[name] for name in OF_THE_POLL},
    "campaign": gettext_lazy("Campaign"),
    "standing": gettext_lazy("Standing"),
    "set_aside_reason": gettext_lazy("Reason for setting aside"),
    "question": gettext_lazy("Question"),
    "flags": gettext_lazy("Flags"),
    "evidence": gettext_lazy("Evidence"),
    "client_uuid": gettext_lazy("Event id"),
}


def show_figure(figure: int | None) -> str:
    """Print one attendance figure; a blank one never looks like 0."""
    return write_figure(figure, get_language() or "en")


def show_total(event: Event) -> str:
    """Print the sum of what is known, and say when somebody may be missing from it."""
    shown = show_figure(event.total)
    return _("at least %(total)s") % {"total": shown} if event.total_is_at_least else shown


class FigureColumn(Column):
    """One attendance figure, aligned as numbers are."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(name, classname="event-figure", **kwargs)

    def get_value(self, event: Event) -> str:
        return show_figure(getattr(event, self.name))


class DayColumn(TitleColumn):
    """The day an event was held, short enough for a phone; it opens the event."""

    def get_value(self, event: Event) -> str:
        short = date_format(event.held_on, "j M Y")
        return to_bangla_digits(short) if get_language() == "bn" else short


def show_person(person: User | None) -> str:
    """Name somebody as colleagues do; a dash where nobody is known."""
    return (person.get_full_name() or person.get_username()) if person else UNKNOWN


def show_position(event: Event) -> str:
    """Print where the phone was; without a position a dash, for it is granted or not."""
    if event.latitude is None or event.longitude is None:
        return UNKNOWN
    shown = f"{event.latitude:.5f}, {event.longitude:.5f}"
    if event.accuracy_m is not None:
        metres = show_figure(round(event.accuracy_m))
        shown = _("%(position)s (within %(metres)s m)") % {"position": shown, "metres": metres}
    return shown


def show_evidence(event: Any) -> str:
    """Name the step of an event that was read with its evidence (``with_evidence``)."""
    return str(level_of(event.evidence_points).label)


class TotalColumn(Column):
    def get_value(self, event: Event) -> str:
        return show_total(event)


def list_columns() -> list[Column]:
    """Give every column after the first, which is the date and carries the link."""
    return [
        Column("kind", label=HEADINGS["kind"], sort_key="kind"),
        Column("place", label=gettext_lazy("Place"), accessor=lambda e: describe_place(e.place)),
        *(FigureColumn(name, label=HEADINGS[name]) for name in ATTENDANCE_FIELDS),
        TotalColumn("total", label=HEADINGS["total"], classname="event-figure"),
        StatusTagColumn(
            "standing",
            label=HEADINGS["standing"],
            accessor="get_standing_display",
            primary=lambda event: event.standing == Standing.COUNTED,
        ),
        Column("evidence", label=HEADINGS["evidence"], accessor=show_evidence),
        Column(
            "flags",
            label=HEADINGS["flags"],
            accessor=lambda event: " ".join(in_words(event.flags)),
            classname="event-flags",
        ),
    ]


def export_row(event: Event, rows: KnownRows) -> dict[str, Any]:
    """Give one event for a spreadsheet. The note stays in the office: it is not exported."""
    by_level: dict[str, str] = {place.level: place.name for place in with_surroundings(event.place)}
    return {
        "held_on": event.held_on,
        "starts_at": event.starts_at,
        "kind": str(event.kind),
        "level": event.get_level_display(),
        "district": by_level.get(Place.Level.DISTRICT, ""),
        "upazila": by_level.get(Place.Level.UPAZILA)
        or by_level.get(Place.Level.CITY_CORPORATION, ""),
        "union": by_level.get(Place.Level.UNION, ""),
        "place_code": event.place_id,
        "venue": event.venue,
        "organiser": event.organiser,
        "partner": event.partner,
        **event.figures,
        "total": event.total,
        "headcount": event.get_headcount_display(),
        "first_timers": event.first_timers,
        "persons_with_disabilities": event.persons_with_disabilities,
        "message": event.message,
        "material": event.material,
        "obstacle": event.obstacle,
        **export_details(event.details, rows),
        "campaign": "" if event.campaign_id == Campaign.NONE else event.campaign_id,
        "standing": event.get_standing_display(),
        "set_aside_reason": event.set_aside_reason,
        "question": event.question,
        "flags": " ".join(in_words(event.flags)),
        "evidence": show_evidence(event),
        "client_uuid": str(event.client_uuid),
    }


def say_decision(pair: EventPair) -> str:
    """Say what a person made of a pair, or that it waits."""
    return pair.get_decision_display() if pair.decision else str(_("Waits for a person"))


def links_to_pairs(event: Event, person: Any) -> Any:
    """Link to the pairs in which an event is, as far as this person may see them."""
    policy = policy_registry.get_by_type(EventPair)
    seen = policy.instances_user_has_any_permission_for(person, ("change", "view"))
    pairs = seen.to_show().of(event) if policy.user_has_permission(person, "view") else []
    return format_html_join(
        " · ",
        '<a href="{}">{}: {}</a>',
        (
            (
                reverse("same_events:inspect", args=[pair.pk]),
                strength(pair.score),
                say_decision(pair),
            )
            for pair in pairs
        ),
    )
