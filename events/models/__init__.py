"""What the events app stores: kinds of event, the events, and what was sent to become one.

Totals are computed from the five attendance figures and never stored. Rows
are written by :mod:`events.recording`, which posts them to the ledger in the
same transaction; an ``Event.save()`` alone would leave the ledger behind.
"""

from events.models.attachments import Attachment
from events.models.bodies import Body
from events.models.devices import Device
from events.models.draws import MOST_TRIES, CallBack, Draw, DrawnEvent
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
from events.models.kinds import DetailQuestions, EventKind, ReachClass
from events.models.outcomes import (
    AmountBand,
    Checked,
    ClaimEvidence,
    ClaimState,
    ClaimStep,
    Heard,
    OutcomeClaim,
    OutcomeClaimQuerySet,
    OutcomeKind,
    Step,
)
from events.models.photos import EventPhoto, PhotoState
from events.models.plans import PlannedEvent, PlannedEventQuerySet, PlanState, in_state
from events.models.questions import ANSWERS, WORDING, Question, QuestionQuerySet, Topic
from events.models.sameness import EventPair, EventPairQuerySet, Merge, Sameness
from events.models.schools import School
from events.models.service_kinds import ServiceKind
from events.models.submissions import Cause, Decision, Door, Quarantined, Submission
from events.models.volunteers import Volunteer

__all__ = [
    "AMONG_FIELDS",
    "ANSWERS",
    "ATTENDANCE_FIELDS",
    "CONTENT_COLUMNS",
    "CONTENT_FIELDS",
    "LARGEST_ATTENDANCE",
    "MOST_TRIES",
    "POSITION_FIELDS",
    "WORDING",
    "AmountBand",
    "Attachment",
    "Body",
    "CallBack",
    "Cause",
    "Checked",
    "ClaimEvidence",
    "ClaimState",
    "ClaimStep",
    "Decision",
    "DetailQuestions",
    "Device",
    "Door",
    "Draw",
    "DrawnEvent",
    "Event",
    "EventKind",
    "EventLogEntry",
    "EventPair",
    "EventPairQuerySet",
    "EventPhoto",
    "EventQuerySet",
    "Headcount",
    "Heard",
    "Level",
    "Merge",
    "OutcomeClaim",
    "OutcomeClaimQuerySet",
    "OutcomeKind",
    "PhotoState",
    "PlanState",
    "PlannedEvent",
    "PlannedEventQuerySet",
    "Quarantined",
    "Question",
    "QuestionQuerySet",
    "ReachClass",
    "Sameness",
    "School",
    "ServiceKind",
    "Standing",
    "Step",
    "Submission",
    "Topic",
    "Volunteer",
    "in_state",
]
