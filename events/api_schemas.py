"""The shapes of the field API, as OpenAPI shows them.

They describe; :mod:`events.event_parts` judges. What is sent is read as bytes
first, so that nothing is lost for not fitting a shape.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from events.details.fair import LONGEST_PROVIDER, MOST_PROVIDERS
from events.details.quiz import LONGEST_SCHOOL_NAME, MOST_QUESTIONS
from events.event_parts import LONGEST_NOTE, MOST_PHOTOS
from events.models import LARGEST_ATTENDANCE, Headcount, Level

ID = "4f9c1c1e-52c2-4c1b-9a55-6a1c7d6f0b11"
SENT: dict[str, Any] = {
    "id": ID,
    "kind": "ipt-show",
    "held_on": "2026-11-20",
    "starts_at": "15:30",
    "place": "BD40470012-U1922",
    "venue": "স্কুলের মাঠ",
    "women": 34,
    "men": 12,
    "girls": 8,
    "boys": 5,
    "headcount": "count",
    "first_timers": 41,
    "message": "দালাল ছাড়া বিদেশ যাত্রা",
    "position": {"latitude": 22.81, "longitude": 89.55, "accuracy_m": 12.5},
    "recorded_at": "2026-11-20T18:05:00+06:00",
    "client_now": "2026-11-22T09:00:00+06:00",
}
QUIZ: dict[str, Any] = {
    "school": 12,
    "classes": [8, 9],
    "winner_girls": 2,
    "winner_boys": 1,
    "hands": [
        {
            "question": 3,
            "asked_before": 60,
            "right_before": 21,
            "asked_after": 58,
            "right_after": 49,
        }
    ],
}
COUNTED = {
    "id": ID,
    "state": "counted",
    "event": ID,
    "version": ID,
    "flags": [],
    "reasons": {},
    "conflict": False,
    "photos_missing": 0,
}
WAITS = {
    **COUNTED,
    "state": "quarantined",
    "event": None,
    "version": None,
    "reasons": {"women": ["This is below zero."]},
}


def _figure(of: str) -> Any:
    return Field(None, ge=0, le=LARGEST_ATTENDANCE, description=f"{of}; null when nobody knows")


class ReplacedIn(Schema):
    id: UUID = Field(description="the event's first id, as `event` in the answer to it")
    version: UUID = Field(description="the version that was edited, as `version` in the answer")


class PositionIn(Schema):
    latitude: float = Field(ge=-90, le=90, description="degrees, WGS 84")
    longitude: float = Field(ge=-180, le=180, description="degrees, WGS 84")
    accuracy_m: float | None = Field(None, ge=0, description="metres")


class HandsIn(Schema):
    """Hands for one question. It counts for the gain only with all four figures."""

    model_config = ConfigDict(extra="forbid")

    question: int = Field(description="id of a question of the bank, as `choices` gives it")
    asked_before: int | None = _figure("pupils who could answer before")
    right_before: int | None = _figure("of these, who were right")
    asked_after: int | None = _figure("pupils who could answer after")
    right_after: int | None = _figure("of these, who were right")


class PollIn(Schema):
    """The overlap poll, which any event may hold: a show of hands. It counts only when whole."""

    model_config = ConfigDict(extra="forbid")

    poll_asked: int | None = _figure("people who could have raised a hand")
    poll_facebook: int | None = _figure("of these, who had seen us on Facebook before")
    poll_youtube: int | None = _figure("of these, who had seen us on YouTube before")
    poll_any: int | None = _figure("of these, who had seen us on any of them, each once")


class QuizIn(PollIn):
    """What a school quiz says besides. Pupils are numbers: no name of one belongs here."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [QUIZ]})

    school: int | None = Field(None, description="id of a school in the event's district")
    school_name: str | None = Field(
        None, max_length=LONGEST_SCHOOL_NAME, description="typed, when the list lacks the school"
    )
    classes: list[int] = Field([], description="class or classes, 1 to 12")
    winner_girls: int | None = _figure("winners among the girls")
    winner_boys: int | None = _figure("winners among the boys")
    hands: list[HandsIn] = Field([], max_length=MOST_QUESTIONS, description="a line a question")


class ProviderIn(Schema):
    model_config = ConfigDict(extra="forbid")

    provider: str = Field(max_length=LONGEST_PROVIDER, description="an institution, no person")
    service: str | None = Field(None, description="key of a kind of service")


class FairIn(PollIn):
    """What a fair says besides. All linkages are the sum of the three figures."""

    model_config = ConfigDict(extra="forbid")

    providers: list[ProviderIn] = Field([], max_length=MOST_PROVIDERS)
    linkages_women: int | None = _figure("women who were linked to a provider")
    linkages_men: int | None = _figure("men who were linked to a provider")
    linkages_not_recorded: int | None = _figure("linked, and not told apart")


class EventIn(Schema):
    """One event. What is absent, null or empty is not known; nothing is guessed."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [SENT]})

    id: UUID = Field(description="made by the phone when the form is opened; never all zeros")
    replaces: ReplacedIn | None = Field(
        None, description="an edit has an id of its own and names what it replaces, whole"
    )
    kind: str = Field(description="key of an event kind")
    level: Level | None = Field(None, description="workshops only")
    held_on: date = Field(description="as chosen on the phone's calendar, in Asia/Dhaka")
    starts_at: str | None = Field(None, description="HH:MM")
    place: str = Field(description="place code: union, upazila, city corporation or district")
    venue: str | None = Field(None, max_length=200)
    organiser: str | None = Field(None, max_length=200)
    partner: str | None = Field(None, max_length=200)
    women: int | None = _figure("women of 18 and older")
    men: int | None = _figure("men of 18 and older")
    girls: int | None = _figure("girls younger than 18")
    boys: int | None = _figure("boys younger than 18")
    not_recorded: int | None = _figure("people not told apart")
    headcount: Headcount | None = Field(
        None, description="needed when there are no figures; else `unknown` when absent"
    )
    first_timers: int | None = _figure("of those who came, who saw our show for the first time")
    persons_with_disabilities: int | None = _figure("of those who came, only where recorded")
    message: str | None = Field(None, max_length=200)
    material: str | None = Field(None, max_length=200)
    obstacle: str | None = Field(None, max_length=300)
    note: str | None = Field(None, max_length=LONGEST_NOTE)
    campaign: str | None = None
    details: QuizIn | FairIn | PollIn | None = Field(
        None,
        description="of kinds that ask for more, as `choices` says; the poll at any event",
    )
    position: PositionIn | None = Field(None, description="only if granted")
    photos: list[str] = Field([], max_length=MOST_PHOTOS, description="SHA-256 of each, in hex")
    recorded_at: datetime | None = Field(None, description="the phone's time at recording")
    client_now: datetime | None = Field(
        None, description="the phone's time at this send; changes with each, with no meaning else"
    )


class HeldOut(Schema):
    """What the server holds under an id, and what became of it."""

    id: UUID
    state: str = Field(description="counted, questioned, set-aside or quarantined")
    event: UUID | None = Field(description="the event that it became, or a version of which")
    version: UUID | None = Field(description="the event's current version; an edit names it")
    flags: list[str] = Field(description="codes of what looked odd; none of them is a refusal")
    reasons: dict[str, list[str]] = Field(description="by field, in the reader's language")
    conflict: bool = Field(description="other content under this id waits for a person")
    photos_missing: int = Field(description="photos that it names and that are not here yet")


class HeldList(Schema):
    as_of: datetime = Field(description="send it as `since` next time")
    held: list[HeldOut]


class PhotoOut(Schema):
    """How far one photo has come."""

    sha256: str = Field(description="of the photo as the phone has it, in small hex letters")
    state: str = Field(
        description="missing, partial, held, or unreadable: kept as it came, but no picture. "
        "After the last two the phone may forget it"
    )
    offset: int = Field(description="bytes that are here; the next piece begins there")


class PhotoList(Schema):
    photos: list[PhotoOut]


class SessionOut(Schema):
    """Who is signed in, the token for the next send, and the true time."""

    signed_in: bool
    person: str = Field(description="user name; empty when nobody is signed in")
    may_log: bool = Field(description="whether this person may send events")
    csrf_token: str = Field(description="send it back as X-CSRFToken")
    server_time: datetime


class Problem(Schema):
    """Why nothing was taken. Keep the record: only 201, 202 and 409 speak of it."""

    code: str
    message: str


class OffsetProblem(Problem):
    """Why a piece was not taken, and where the next one has to begin."""

    offset: int
