"""What the events app stores: kinds of event, the events, and what was sent to become one.

Totals are computed from the five attendance figures and never stored. Rows
are written by :mod:`events.recording`, which posts them to the ledger in the
same transaction; an ``Event.save()`` alone would leave the ledger behind.
"""

from events.models.attachments import Attachment
from events.models.bodies import Body
from events.models.devices import Device
from events.models.events import (
    AMONG_FIELDS,
    ATTENDANCE_FIELDS,
    CONTENT_COLUMNS,
    CONTENT_FIELDS,
    LARGEST_ATTENDANCE,
    POSITION_FIELDS,
    Event,
    EventQuerySet,
    Headcount,
    Level,
    Standing,
)
from events.models.history import EventLogEntry
from events.models.kinds import EventKind, ReachClass
from events.models.photos import EventPhoto, PhotoState
from events.models.plans import PlannedEvent, PlannedEventQuerySet, PlanState, in_state
from events.models.submissions import Cause, Decision, Door, Quarantined, Submission
from events.models.volunteers import Volunteer

__all__ = [
    "AMONG_FIELDS",
    "ATTENDANCE_FIELDS",
    "CONTENT_COLUMNS",
    "CONTENT_FIELDS",
    "LARGEST_ATTENDANCE",
    "POSITION_FIELDS",
    "Attachment",
    "Body",
    "Cause",
    "Decision",
    "Device",
    "Door",
    "Event",
    "EventKind",
    "EventLogEntry",
    "EventPhoto",
    "EventQuerySet",
    "Headcount",
    "Level",
    "PhotoState",
    "PlanState",
    "PlannedEvent",
    "PlannedEventQuerySet",
    "Quarantined",
    "ReachClass",
    "Standing",
    "Submission",
    "Volunteer",
    "in_state",
]
