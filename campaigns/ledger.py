"""Posting: the only way in which a figure enters the ledger.

Two doors. :func:`post_stated` takes what somebody *states* about a cell: a
second statement supersedes the first. :func:`post_contribution` takes what one
record (an event) *adds* to cells: its newest set wins whole, and cells that
are no longer in it become void. :func:`post_contributions` takes those of many
records in the statements of one.

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
    Contribution,
    Fact,
    LedgerRefused,
    Outcome,
    Posting,
    Source,
    contents_digest,
)
from campaigns.locks import lock_channels, lock_contributed, lock_contributors, lock_stated
from campaigns.models import Contributor, Current, Entry, Month
from campaigns.models.entries import Confidence, Role, State
from campaigns.rollups import Change, apply_changes
from campaigns.standing import Version, are_rivals, is_outranked_as_platform, known, standing_of

__all__ = [
    "Cell",
    "Contribution",
    "Fact",
    "LedgerRefused",
    "Posting",
    "Source",
    "post_contribution",
    "post_contributions",
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
        currents = lock_stated({digest: fact.cell for digest, fact in by_digest.items()})
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
    whole = Contribution(contributor=contributor, facts=tuple(facts), source=source)
    return post_contributions([whole], now=now)


def post_contributions(contributions: Iterable[Contribution], *, now: datetime.datetime) -> Posting:
    """Post the sets of many records in one transaction; all of it or nothing.

    Each set is judged by itself, as :func:`post_contribution` does: a stale one
    changes nothing and stops none. Two sets of one record are refused.
    """
    sets = _one_set_a_record(contributions)
    wanted = {ref: _one_fact_a_cell(list(one.facts), contributor=ref) for ref, one in sets.items()}
    contents = {ref: contents_digest(list(one.facts)) for ref, one in sets.items()}
    with transaction.atomic():
        hold_books()
        records = lock_contributors(sets)
        stale = {
            ref for ref, one in sets.items() if _is_older(one.source, contents[ref], records[ref])
        }
        newest = {ref: one for ref, one in sets.items() if ref not in stale}
        if facts := [fact for one in newest.values() for fact in one.facts]:
            admit(facts, contributed=True)
        currents = lock_contributed(
            {ref: {digest: fact.cell for digest, fact in wanted[ref].items()} for ref in newest}
        )
        writing = [
            (currents[ref][digest], version)
            for ref, one in newest.items()
            for digest, version in _versions(wanted[ref], currents[ref], one.source).items()
            if not _is_said_already(version, currents[ref][digest])
        ]
        _write(writing, now=now)
        for ref, one in newest.items():
            records[ref].observed_at, records[ref].content = one.source.observed_at, contents[ref]
        _remember([records[ref] for ref in newest])
    return Posting(
        written=len(writing),
        unchanged=sum(map(len, currents.values())) - len(writing),
        stale=sum(len(sets[ref].facts) for ref in stale),
    )


def _one_set_a_record(contributions: Iterable[Contribution]) -> dict[str, Contribution]:
    every = list(contributions)
    sets = {one.contributor: one for one in every}
    if "" in sets:
        message = "a contribution needs a contributor"
        raise LedgerRefused(message)
    if len(sets) != len(every):
        message = "two sets of one contributor in one batch"
        raise LedgerRefused(message)
    return sets


def _is_older(source: Source, content: str, posted: Contributor) -> bool:
    """Tell whether a set stands back behind the one that was posted last."""
    if posted.observed_at is None:
        return False
    return (posted.observed_at, posted.content) > (source.observed_at, content)


def _is_said_already(version: Version, current: Current) -> bool:
    return bool(current.version) and version.says_the_same_as(current)


def _remember(records: list[Contributor]) -> None:
    Contributor.objects.bulk_create(
        records,
        update_conflicts=True,
        unique_fields=["ref"],
        update_fields=["observed_at", "content"],
    )


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
    # The rows are here and locked: an upsert only changes them, in one plain statement.
    Current.objects.bulk_create(
        [current for current, _ in writing],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=[
            "entry", "version", "state", "value", "reason", "settled", "confidence",
            "observed_at", "run_ref", "authority",
        ],
    )  # fmt: skip
    apply_changes(changes)
    return booked
