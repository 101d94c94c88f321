"""The columns of a sheet of events, and a row that explains them in the template."""

from campaigns.sheets import Layout
from events.event_parts import FIGURES, TEXTS

# What a row says of the event itself; the other three only find its id and place.
OF_THE_EVENT = (
    *("kind", "held_on", "place", "starts_at", "level"),
    *FIGURES,
    *("headcount", *TEXTS),
)
EXPLAINED = {
    "kind": "# This row explains; it is not read. Short name or exact name: ipt-show, school-quiz",
    "held_on": "the day it was held: 2026-10-31",
    "place": "code, or one exact name of union, upazila or district",
    "starts_at": "15:30, if known",
    "district": "if the name of the place is not the only one",
    "upazila": "likewise",
    "level": "workshops only: union, upazila, district",
    "venue": "for example the school or the courtyard",
    "organiser": "office, team or role; no private person",
    "women": "18 and over; blank when not known, 0 for none",
    "men": "18 and over",
    "girls": "below 18",
    "boys": "below 18",
    "not_recorded": "people who were not told apart",
    "headcount": "count, sheet, estimate, unknown or not-counted",
    "first_timers": "of those who came",
    "persons_with_disabilities": "of those who came; only what was recorded",
    "message": "topic, play or video",
    "note": "for the office; no names of visitors",
    "id": "leave blank, or a UUID of your own register",
}
_REQUIRED = ("kind", "held_on", "place")
_OPTIONAL = (
    *("starts_at", "district", "upazila", "level", "venue", "organiser", "partner"),
    *("women", "men", "girls", "boys", "not_recorded", "headcount"),
    *("first_timers", "persons_with_disabilities"),
    *("message", "material", "obstacle", "note", "id"),
)
LAYOUT = Layout(
    named="events",
    required=_REQUIRED,
    optional=_OPTIONAL,
    days=frozenset({"held_on"}),
    times=frozenset({"starts_at"}),
    counts=frozenset(FIGURES),
    examples=(tuple(EXPLAINED.get(name, "") for name in (*_REQUIRED, *_OPTIONAL)),),
)
