"""Posting: the only way in which a figure enters the ledger.

Two doors. :func:`post_stated` takes what somebody *states* about a cell: a
second statement supersedes the first. :func:`post_contribution` takes what one
record (an event) *adds* to cells: its newest set wins whole, and cells that
are no longer in it become void.

Order and repetition never change a total while a month is open: the statement
with the highest standing wins, wherever it comes in the row. Standing is
authority first (a poll never supersedes a person), then ``observed_at``, then
the run, then the content. The same content again writes nothing.

Locks are taken in the order that :mod:`campaigns.locks` tells. A balance, which
is compared with all months in it, holds the books alone.
"""

import datetime
from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction

from campaigns.admission import admit, covers_many_months
from campaigns.books import book_in, hold_books
from campaigns.facts import (
    Became,
    Cell,
    Fact,
    LedgerRefused,
    Outcome,
    Posting,
    Source,
    contents_digest,
)
from campaigns.locks import lock_channels, lock_contributor, lock_currents
from campaigns.models import Current, Entry, Month
from campaigns.models.entries import Confidence, Role, State
from campaigns.rollups import Change, apply_changes
from campaigns.standing import Version, are_rivals, is_outranked_as_platform, known, standing_of

__all__ = [
    "Cell",
    "Fact",
    "LedgerRefused",
    "Posting",
    "Source",
    "post_contribution",
    "post_stated",
]

MOVED_AWAY, SUPERSEDED = "moved-away", "superseded"


def post_stated(facts: Iterable[Fact], *, now: datetime.datetime) -> Posting:
    """Post what somebody states, in one transaction; all of it or nothing.

    Raises :class:`LedgerRefused` when a fact may not enter, and for two facts
    about one cell in one batch.
    """
    batch = list(facts)
    if not batch:
        return Posting()
    by_digest = _one_fact_a_cell(batch, contributor="")
    with transaction.atomic():
        hold_books(alone=any(covers_many_months(fact.cell) for fact in batch))
        lock_channels(fact.cell.channel for fact in batch)
        admit(batch, contributed=False)
        currents = lock_currents(
            {digest: fact.cell for digest, fact in by_digest.items()}, contributor=""
        )
        writing: dict[int, tuple[Current, Version]] = {}
        outcomes = [
            _judge(fact, currents[digest], list(currents.values()), writing)
            for digest, fact in by_digest.items()
        ]
        booked = _write(list(writing.values()), now=now)
    return Posting(
        written=len(writing),
        unchanged=sum(one.became == Became.SAME for one in outcomes),
        stale=sum(one.became == Became.STALE for one in outcomes),
        held=tuple(one.cell for one in outcomes if one.became == Became.HELD),
        outcomes=tuple(
            replace(one, booked=booked[one.cell.month]) if one.was_written else one
            for one in outcomes
        ),
    )


def _judge(
    fact: Fact,
    current: Current,
    rows: list[Current],
    writing: dict[int, tuple[Current, Version]],
) -> Outcome:
    """Decide what becomes of one fact; what it changes is added to ``writing``."""
    version = Version.of(fact)
    rivals = [row for row in rows if are_rivals(row, current)]
    spoken = [row for row in (current, *rivals) if row.version and row.state != State.VOID]
    before = known(max(spoken, key=standing_of)) if spoken else None
    if current.version and not rivals and version.says_the_same_as(current):
        _see_again(current, version)
        return Outcome(fact.cell, Became.SAME, before)
    if winner := _who_outranks(version, current, rivals):
        held = is_outranked_as_platform(version, winner)
        return Outcome(fact.cell, Became.HELD if held else Became.STALE, known(winner))
    writing[current.pk] = (current, version)
    for rival in rivals:
        writing[rival.pk] = (rival, _void(fact.source, SUPERSEDED))
    return Outcome(fact.cell, Became.CHANGED if before else Became.NEW, before)


def _who_outranks(version: Version, current: Current, rivals: list[Current]) -> Current | None:
    """Return the row that beats a new version, if one does."""
    rows = [current, *rivals] if current.version else rivals
    return next((row for row in rows if version.standing < standing_of(row)), None)


def _void(source: Source, reason: str) -> Version:
    return Version(State.VOID.value, None, reason, False, Confidence.SURE.value, source)


def post_contribution(
    contributor: str, facts: Iterable[Fact], *, source: Source, now: datetime.datetime
) -> Posting:
    """Post the whole set of what one record adds; an empty set takes it out of all totals.

    ``contributor`` is opaque (``event:<uuid>``). A set older than the one
    posted last is stale and changes nothing.
    """
    if not contributor:
        message = "a contribution needs a contributor"
        raise LedgerRefused(message)
    batch = list(facts)
    wanted = _one_fact_a_cell(batch, contributor=contributor)
    content = contents_digest(batch)
    with transaction.atomic():
        hold_books()
        known = lock_contributor(contributor)
        if known.observed_at and (known.observed_at, known.content) > (source.observed_at, content):
            return Posting(stale=len(batch))
        if batch:
            admit(batch, contributed=True)
        currents = lock_currents(
            {digest: fact.cell for digest, fact in wanted.items()}, contributor=contributor
        )
        writing = [
            (currents[digest], version)
            for digest, version in _versions(wanted, currents, source).items()
            if not (currents[digest].version and version.says_the_same_as(currents[digest]))
        ]
        _write(writing, now=now)
        known.observed_at, known.content = source.observed_at, content
        known.save()
    return Posting(written=len(writing), unchanged=len(currents) - len(writing))


def _versions(
    wanted: dict[str, Fact], currents: dict[str, Current], source: Source
) -> dict[str, Version]:
    """Tell what each cell of a contributor shall say now: its fact, or void."""
    void = _void(source, MOVED_AWAY)
    return {digest: Version.of(wanted[digest]) if digest in wanted else void for digest in currents}


def _one_fact_a_cell(batch: list[Fact], *, contributor: str) -> dict[str, Fact]:
    by_digest: dict[str, Fact] = {}
    for fact in batch:
        digest = fact.cell.digest(contributor)
        if digest in by_digest:
            message = f"{fact.cell}: stated twice in one batch"
            raise LedgerRefused(message)
        by_digest[digest] = fact
    _refuse_overlaps(batch)
    return by_digest


def _refuse_overlaps(batch: list[Fact]) -> None:
    """Two figures of overlapping days in one batch would be counted twice."""
    months: dict[tuple, list[Cell]] = {}
    for fact in batch:
        cell = fact.cell
        if cell.role != Role.MONTH:
            continue
        same = (cell.indicator, cell.channel, cell.campaign, cell.area, cell.sex, cell.age)
        for other in months.setdefault(same, []):
            if other.period_start <= cell.period_end and cell.period_start <= other.period_end:
                message = f"{cell}: overlaps with {other} in the same batch"
                raise LedgerRefused(message)
        months[same].append(cell)


def _see_again(current: Current, version: Version) -> None:
    """Remember the highest standing at which the same was said; no entry is written."""
    if version.standing > standing_of(current):
        _take_source(current, version.source)
        current.save(update_fields=["observed_at", "run_ref", "authority"])


def _take_source(current: Current, source: Source) -> None:
    current.observed_at = source.observed_at
    current.run_ref = source.run
    current.authority = source.authority


def _write(
    writing: list[tuple[Current, Version]], *, now: datetime.datetime
) -> dict[datetime.date, datetime.date]:
    """Write the new versions, move what is current, keep the roll-ups; give what is booked where.

    The months in the answer are those of which something new was written.
    """
    if not writing:
        return {}
    last_closed = Month.objects.last_closed()
    booked = {c.key.month: book_in(c.key.month, last_closed) for c, _ in writing}
    changes = [
        Change.between(current.key, current, version, booked[current.key.month])
        for current, version in writing
    ]
    entries = Entry.objects.bulk_create(
        Entry(
            key=current.key,
            version=current.version + 1,
            state=version.state,
            value=version.value,
            n=version.n,
            reason=version.reason,
            settled=version.settled,
            confidence=version.confidence,
            observed_at=version.source.observed_at,
            posted_at=now,
            booked_month=booked[current.key.month],
            authority=version.source.authority,
            source_ref=version.source.ref,
            payload_sha256=version.source.payload_sha256,
            run_ref=version.source.run,
            actor_ref=version.source.actor,
        )
        for current, version in writing
    )
    for (current, version), entry in zip(writing, entries, strict=True):
        current.entry = entry
        current.version = entry.version
        current.state, current.value = version.state, version.value
        current.reason, current.settled = version.reason, version.settled
        current.confidence = version.confidence
        _take_source(current, version.source)
    Current.objects.bulk_update(
        [current for current, _ in writing],
        [
            "entry", "version", "state", "value", "reason", "settled", "confidence",
            "observed_at", "run_ref", "authority",
        ],
    )  # fmt: skip
    apply_changes(changes)
    return booked
