"""What the events app stores: the kinds of event, and below them the events themselves.

Totals are computed from the five attendance figures and never stored. Rows
are written by :mod:`events.recording`, which posts them to the ledger in the
same transaction; an ``Event.save()`` alone would leave the ledger behind.
"""

from events.models.bodies import Body
from events.models.events import (
    ATTENDANCE_FIELDS,
    LARGEST_ATTENDANCE,
    Event,
    EventQuerySet,
    Headcount,
    Level,
    Standing,
)
from events.models.history import EventLogEntry
from events.models.kinds import EventKind, ReachClass
from events.models.plans import PlannedEvent, PlannedEventQuerySet, PlanState, in_state
from events.models.volunteers import Volunteer

__all__ = [
    "ATTENDANCE_FIELDS",
    "LARGEST_ATTENDANCE",
    "Body",
    "Event",
    "EventKind",
    "EventLogEntry",
    "EventQuerySet",
    "Headcount",
    "Level",
    "PlanState",
    "PlannedEvent",
    "PlannedEventQuerySet",
    "ReachClass",
    "Standing",
    "Volunteer",
    "in_state",
]
