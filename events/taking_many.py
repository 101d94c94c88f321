"""Many rows of a file at once: the answers of :mod:`events.taking_one`, in few queries.

What is here already, what the ledger would refuse and the rows of our register
are each asked for once, and what can be taken is stored in one transaction. If
that fails, because another import was quicker with one of the rows or a month
was closed meanwhile, nothing of it is stored and each row is taken by itself:
so a row takes back no other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model

from campaigns.admission import find_refused
from campaigns.ledger import LedgerRefused
from campaigns.models import Campaign, Place
from events.content import Content
from events.event_parts import Parts, read_parts
from events.intake import ForAPerson, Taken, compare_with_known, submission_columns
from events.judging import Sender, day_held
from events.known_rows import KnownRows
from events.models import Event, EventKind, Quarantined, Submission
from events.quarantine import find_many_kept, taken_after_all
from events.recording import record_events
from events.taking_one import (
    Refused,
    contribution_asked,
    drafted,
    refused_by_ledger,
    refused_for,
    take_or_refuse,
    taken_before,
)

NAMED: dict[str, type[Model]] = {"kind": EventKind, "place": Place, "campaign": Campaign}
Answer = Taken | Refused


@dataclass(frozen=True, slots=True)
class _Draft:
    """A row that can be taken as far as it was judged."""

    content: Content
    parts: Parts
    event: Event


@dataclass(frozen=True, slots=True)
class _Here:
    """What stands under the ids of some contents."""

    kept: dict[str, Quarantined]
    events: dict[UUID, Event]
    submissions: dict[UUID, Submission]

    @classmethod
    def read(cls, contents: Sequence[Content], sender: Sender) -> Self:
        ids = [one.id for one in contents]
        kept = find_many_kept(contents, sender.person)
        # The events first, as the intake does: both are of one commit.
        events = Event.objects.filter(client_uuid__in=ids)
        by_id = {event.client_uuid: event for event in events}
        sent = Submission.objects.select_related("event").filter(client_uuid__in=ids)
        return cls(kept, by_id, {one.client_uuid: one for one in sent})

    def find(self, content: Content) -> Taken | None:
        """Give the event that it is. Raises :class:`Refused` and ``ForAPerson``."""
        known = compare_with_known(
            content,
            kept=self.kept.get(content.digest),
            event=self.events.get(content.id),
            here=self.submissions.get(content.id),
        )
        return None if known is None else taken_before(known)


def take_or_refuse_many(
    contents: Sequence[Content],
    *,
    sender: Sender,
    now: datetime,
    rows: KnownRows,
    dry_run: bool = False,
) -> dict[UUID, Answer]:
    """Take what can be taken and say of the rest why not, by id; no id may come twice."""
    here = _Here.read(contents, sender)
    _read_rows(contents, rows)
    answers: dict[UUID, Answer] = {}
    drafts: list[_Draft] = []
    for content in contents:
        try:
            if known := here.find(content):
                answers[content.id] = known
                continue
            parts = read_parts(content, find=rows)
            drafts.append(_Draft(content, parts, drafted(content, parts, sender, now=now)))
        except Refused as refused:
            answers[content.id] = refused
        except ForAPerson as waits:
            answers[content.id] = refused_for(waits, content, sender, now=now)
    if dry_run:
        return answers | _ask(drafts, now=now)
    return answers | _take(drafts, sender, now=now)


def _ask(drafts: list[_Draft], *, now: datetime) -> dict[UUID, Answer]:
    """Tell what the ledger would say to each."""
    refusals = find_refused(contribution_asked(one.event, now=now) for one in drafts)
    answers: dict[UUID, Answer] = {}
    for one in drafts:
        refusal = refusals.get(one.event.contributor)
        answers[one.content.id] = (
            refused_by_ledger(refusal) if refusal else Taken(id=one.content.id, event=one.event)
        )
    return answers


def _read_rows(contents: Sequence[Content], rows: KnownRows) -> None:
    for name, model in NAMED.items():
        named = (one.fields.get(name) for one in contents)
        rows.read(model, (key for key in named if isinstance(key, str)))


def _take(drafts: list[_Draft], sender: Sender, *, now: datetime) -> dict[UUID, Answer]:
    try:
        _store(drafts, sender, now=now)
    except LedgerRefused:
        # It refuses the whole batch: ask which, and take the others.
        asked = _ask(drafts, now=now)
        refused = {id_: one for id_, one in asked.items() if isinstance(one, Refused)}
        if not refused:  # the books have moved between the two
            return _each_alone(drafts, sender, now=now)
        others = [one for one in drafts if one.content.id not in refused]
        for one in others:
            # They were stored for a moment, and are not any more.
            one.event.pk, one.event._state.adding = None, True
        return refused | _take(others, sender, now=now)
    except IntegrityError:
        return _each_alone(drafts, sender, now=now)
    return {
        one.content.id: Taken(id=one.content.id, event=one.event, is_new=True) for one in drafts
    }


def _each_alone(drafts: list[_Draft], sender: Sender, *, now: datetime) -> dict[UUID, Answer]:
    return {one.content.id: _take_alone(one.content, sender, now=now) for one in drafts}


def _take_alone(content: Content, sender: Sender, *, now: datetime) -> Answer:
    try:
        return take_or_refuse(content, sender=sender, now=now)
    except Refused as refused:
        return refused


def _store(drafts: list[_Draft], sender: Sender, *, now: datetime) -> None:
    if not drafts:
        return
    payloads = {one.content.id: one.content.digest for one in drafts}
    # By their ids, so that two imports of one sheet never wait for each other in a circle.
    drafts = sorted(drafts, key=lambda one: one.content.id)
    with transaction.atomic(durable=True):
        record_events((one.event for one in drafts), by=sender.person, now=now, payloads=payloads)
        Submission.objects.bulk_create(
            Submission(event=one.event, **_columns(one, sender, now=now)) for one in drafts
        )
        waiting = find_many_kept((one.content for one in drafts), sender.person)
        for one in drafts:
            if one.content.digest in waiting:
                taken_after_all(one.content, sender.person, one.event, now=now)


def _columns(one: _Draft, sender: Sender, *, now: datetime) -> dict[str, object]:
    held_on = day_held(one.parts, sender, now=now)
    return submission_columns(one.content, one.parts, held_on, sender=sender, now=now)
