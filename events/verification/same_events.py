"""The finder of events that may be one: looks at what was saved since it last looked.

``Event.to_compare`` is the list of what is to be done, so nothing stands in the
way of a phone that sends, and a look that is killed is taken up again. Events
are read by kind and stretch of days and compared within their district only: the cost
grows with what is new, never with the square of what is there.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log

from campaigns.models.places import DISTRICT_CODE_LENGTH
from events.models import (
    ATTENDANCE_FIELDS,
    Event,
    EventPair,
    EventPhoto,
    Sameness,
    Standing,
    Submission,
)
from events.verification.likeness import NAMED, Likeness, Seen, compare

AT_A_TIME = 500
DAY = timedelta(days=1)
# Days between two new events up to which one query reads what lies between.
ONE_STRETCH = timedelta(days=7)
COLUMNS = (
    *("pk", "kind_id", "place_id", "held_on", "starts_at", "venue", "latitude", "longitude"),
    *("flags", "recorded_by_id"),
    *ATTENDANCE_FIELDS,
)
Between = tuple[int, int]


class AlreadySaid(Exception):
    """Somebody else was quicker."""


def find_same_events(*, now: datetime, at_most: int = AT_A_TIME) -> int:
    """Compare the events that were saved since the last look; give how many there were.

    Fewer than ``at_most`` means that none is left.
    """
    with transaction.atomic():
        # What is being saved at this moment is left for the next look.
        todo = Event.objects.filter(to_compare=True).order_by("kind", "held_on", "pk")
        new = list(todo.select_for_update(skip_locked=True).values_list("pk", flat=True)[:at_most])
        if not new:
            return 0
        Event.objects.filter(pk__in=new).update(to_compare=False)
        _remember(new, _pairs_among(new), now=now)
    return len(new)


def find_all_same_events(*, now: datetime) -> int:
    """Look until nothing is left; give how many events were compared."""
    compared = 0
    while looked_at := find_same_events(now=now):
        compared += looked_at
    return compared


def look_again(submission: UUID) -> None:
    """Have the event of a submission compared anew: a photo of it has come."""
    Event.objects.filter(submissions__client_uuid=submission).update(to_compare=True)


def say_different(pair: EventPair, *, reason: str, by: User, now: datetime) -> None:
    """Write down that these are two events; no later look brings the pair back.

    Raises :class:`AlreadySaid`.
    """
    with transaction.atomic():
        row = EventPair.objects.select_for_update().get(pk=pair.pk)
        if not row.is_waiting:
            raise AlreadySaid
        row.decision, row.decision_reason = Sameness.DIFFERENT, reason
        row.decided_at, row.decided_by = now, by
        row.save(update_fields=["decision", "decision_reason", "decided_at", "decided_by"])
        for event, other in ((row.first, row.second), (row.second, row.first)):
            log(
                event,
                "events.different",
                user=by,
                data={"from": other.contributor, "reason": reason},
            )


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Days of one kind that are read together."""

    kind: str
    first: date
    last: date


def _pairs_among(new: list[int]) -> dict[Between, Likeness]:
    """Compare each new event with its neighbours, new or not."""
    fresh = set(new)
    found: dict[Between, Likeness] = {}
    for stretch in _stretches(new):
        days = _by_district_and_day(_read(stretch))
        for (district, day), events in days.items():
            # Each pair of days once: the day itself, and the next.
            _, after = _around(day)
            next_day = days.get((district, after), []) if after > day else []
            for number, one in enumerate(events):
                for other in (*events[number + 1 :], *next_day):
                    if fresh.isdisjoint((one.id, other.id)):
                        continue
                    if likeness := compare(one, other):
                        found[min(one.id, other.id), max(one.id, other.id)] = likeness
    return found


def _stretches(new: list[int]) -> Iterator[_Stretch]:
    """Give the days around the new events, few stretches for many events."""
    rows = Event.objects.filter(pk__in=new).order_by("kind", "held_on")
    open_: _Stretch | None = None
    for kind, day in rows.values_list("kind_id", "held_on").distinct():
        first, last = _around(day)
        if open_ and kind == open_.kind and day - open_.last <= ONE_STRETCH:
            open_ = _Stretch(kind, open_.first, last)
            continue
        if open_:
            yield open_
        open_ = _Stretch(kind, first, last)
    if open_:
        yield open_


def _around(day: date) -> tuple[date, date]:
    """Give the days before and after; a phone may claim the last day that there is."""
    return max(day, date.min + DAY) - DAY, min(day, date.max - DAY) + DAY


def _read(stretch: _Stretch) -> list[Seen]:
    events = Event.objects.filter(
        ~Q(standing=Standing.SET_ASIDE),
        kind=stretch.kind,
        held_on__range=(stretch.first, stretch.last),
    )
    rows = list(events.order_by("pk").values(*COLUMNS))
    photos = _photos_of([row["pk"] for row in rows])
    return [_seen(row, photos.get(row["pk"], [])) for row in rows]


def _seen(row: dict[str, Any], photos: list[str]) -> Seen:
    placed = row["latitude"] is not None
    return Seen(
        id=row["pk"],
        kind=row["kind_id"],
        place=row["place_id"],
        day=row["held_on"],
        starts_at=row["starts_at"],
        figures=tuple(row[name] for name in ATTENDANCE_FIELDS),
        venue=row["venue"],
        position=(row["latitude"], row["longitude"]) if placed else None,
        flags=frozenset(row["flags"]),
        person=row["recorded_by_id"],
        photos=tuple(photos),
    )


def _photos_of(events: list[int]) -> dict[int, list[str]]:
    """Give the hashes of the photos of events; two queries."""
    hashes: dict[int, list[str]] = defaultdict(list)
    # A photo belongs to the submission that named or brought it.
    sent = Submission.objects.filter(event__in=events).order_by()
    event_of = dict(sent.values_list("client_uuid", "event_id"))
    photos = EventPhoto.objects.filter(submission__in=sent.values("client_uuid")).order_by("pk")
    found = photos.exclude(difference_hash="").values_list("submission", "difference_hash")
    for submission, difference_hash in found:
        hashes[event_of[submission]].append(difference_hash)
    return hashes


def _by_district_and_day(events: list[Seen]) -> dict[tuple[str, date], list[Seen]]:
    blocks: dict[tuple[str, date], list[Seen]] = defaultdict(list)
    for event in events:
        blocks[event.place[:DISTRICT_CODE_LENGTH], event.day].append(event)
    return blocks


def _remember(new: list[int], found: dict[Between, Likeness], *, now: datetime) -> None:
    """Keep what was found; drop what is no longer so, unless a person has named or decided it."""
    known = EventPair.objects.filter(Q(first__in=new) | Q(second__in=new))
    changed, gone = [], []
    for pair in known:
        likeness = found.pop((pair.first_id, pair.second_id), None)
        named = [NAMED] if NAMED in pair.reasons else []
        if likeness is None and not named:
            gone.append(pair.pk)
            continue
        seen = likeness or Likeness(0, [])
        if (pair.score, pair.reasons) != (seen.score, [*seen.reasons, *named]):
            pair.score, pair.reasons = seen.score, [*seen.reasons, *named]
            changed.append(pair)
    # What a person said meanwhile stays too.
    EventPair.objects.filter(pk__in=gone, decision="").delete()
    EventPair.objects.bulk_update(changed, ["score", "reasons"])
    EventPair.objects.bulk_create(
        (
            EventPair(
                first_id=first,
                second_id=second,
                score=likeness.score,
                reasons=likeness.reasons,
                found_at=now,
            )
            for (first, second), likeness in sorted(found.items())
        ),
        # Another look, at the other of the two, may have been quicker.
        ignore_conflicts=True,
    )
