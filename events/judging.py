"""Judge what was read: the day it was held, whether it can be stored, whether it counts.

Nothing is written here. :mod:`events.intake` asks, and takes or keeps accordingly.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from campaigns.scope import Scope, scope_of
from events.device_clock import HeldOn, correct_day
from events.event_parts import Parts, Reasons
from events.flags import (
    CLOCK_CHANGED,
    CLOCK_CORRECTED,
    CLOCK_UNKNOWN,
    cannot_be_counted,
    flags_of_day,
    flags_of_position,
)
from events.models import (
    ATTENDANCE_FIELDS,
    CONTENT_COLUMNS,
    POSITION_FIELDS,
    Door,
    Event,
    Standing,
)
from events.plausibility import body_problems, find_problems
from events.recording import RELATIONS

# Doors whose forms know no correction: what they claim is only flagged.
TAKEN_AS_CLAIMED = frozenset({Door.OPENROSA, Door.SHEET})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who sends, through which door, and with which device."""

    door: Door
    person: User | None
    device: str = ""
    # The person's districts, where they were read once for many; else they are asked for.
    scope: Scope | None = None


def day_held(parts: Parts, sender: Sender, *, now: datetime) -> HeldOn:
    """Give the day that was claimed, corrected where the door's forms let it be."""
    claimed = parts.event["held_on"]
    if sender.door in TAKEN_AS_CLAIMED:
        return HeldOn(claimed, claimed, on_paper=sender.door == Door.SHEET)
    return correct_day(
        claimed, recorded_at=parts.recorded_at, client_now=parts.client_now, server_now=now
    )


def problems_of(parts: Parts, sender: Sender, *, now: datetime) -> Reasons:
    """Give what is wrong with an event of these parts, taken together."""
    draft = Event()
    fill(draft, parts, day_held(parts, sender, now=now), now=now)
    problems: dict[str, Any] = {}
    try:
        draft.clean_fields(exclude=[*RELATIONS, "version"])
    except ValidationError as error:
        problems |= error.message_dict
    of_the_whole = find_problems(draft, now=now)
    if any(name in problems for name in ATTENDANCE_FIELDS):
        # With a figure that cannot be, the sum of them says nothing.
        of_the_whole.pop("headcount", None)
    for name, problem in of_the_whole.items():
        problems.setdefault(name, [problem])
    for name, why in _out_of_scope(draft, sender).items():
        problems.setdefault(name, why)
    return {
        "position" if name in POSITION_FIELDS else name: [str(why) for why in said]
        for name, said in problems.items()
    }


def fill(event: Event, parts: Parts, held_on: HeldOn, *, now: datetime) -> None:
    """Write the content over the event, and judge anew whether it can be counted."""
    defaults = Event()
    for name in CONTENT_COLUMNS:
        setattr(event, name, getattr(defaults, name))
    for name, value in parts.event.items():
        setattr(event, name, value)
    event.held_on = held_on.day
    if body_problems(event):
        # Only the office knows of bodies: what the phone says now is no meeting of this one.
        event.body = None
    event.flags = sorted(_flags(event, held_on, now=now))
    if event.standing == Standing.SET_ASIDE or event.question:
        # A person has set it aside or asked: only a person takes that back.
        return
    uncountable = cannot_be_counted(event.flags)
    event.standing = Standing.QUESTIONED if uncountable else Standing.COUNTED


def _flags(event: Event, held_on: HeldOn, *, now: datetime) -> set[str]:
    flags = {*flags_of_day(event.held_on, received_at=now)}
    flags |= {*flags_of_position(event.latitude, event.longitude)}
    if held_on.skew is None and not held_on.on_paper:
        flags.add(CLOCK_UNKNOWN)
    if held_on.clock_changed:
        flags.add(CLOCK_CHANGED)
    if held_on.was_corrected:
        flags.add(CLOCK_CORRECTED)
    return flags


def _out_of_scope(event: Event, sender: Sender) -> Reasons:
    """Give the reasons why this person may not write in this event's district: the one place."""
    if sender.person is None:
        return {}
    scope = sender.scope or scope_of(sender.person)
    if scope.holds(event.place_id):
        return {}
    return {"place": [_("You are not assigned to the district in which this lies.")]}
