"""The growth of an account's video counters, by day; and the months that it makes in the ledger.

A second look at YouTube beside Analytics: it knows today, Analytics lags by
days. Kept per account, so it outlives a video that the terms make us forget,
and a video that is taken down lowers nothing.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db.models import Min

from campaigns.facts import Cell, Fact, Source
from campaigns.ledger import LedgerRefused, post_stated
from campaigns.models import Definition, Entry
from campaigns.models.entries import Confidence, Role
from media_ingest.answers import Counted, PostAnswer
from media_ingest.counter_rules import (
    Look,
    Move,
    is_doubtful,
    moves_between,
)
from media_ingest.models import Account, CounterGrowth, ForgottenPost, PollRun, Post, PostReading
from media_ingest.months import DAYS_MISSING, DAYS_SETTLE_ON_DAY, Span, months_between, span_of
from media_ingest.pacific import ZONE, midnight, pacific_day
from media_ingest.post_counts import Counts, latest_counts
from media_ingest.post_plan import Written

METRIC, INDICATOR = "viewCount", "D7"
READ_AT = timedelta(minutes=5)
READ_A_DOUBTFUL_ONE_AGAIN = timedelta(minutes=30)
# Longer than a counter can go without a look: what nobody confirms for 30 days is forgotten.
STATED_BACK = timedelta(days=70)
ESTIMATED, TAKEN_BACK = "estimated", "platform-correction"


def next_look(post: Post, now: datetime) -> datetime:
    """Say when a video's counters are read again: each day at 00:05 Pacific, a doubtful one soon.

    So the first look of a month comes just after it turns.
    """
    if post.held_views is not None:
        return now + READ_A_DOUBTFUL_ONE_AGAIN
    today = pacific_day(now)
    next_one = midnight(today) + READ_AT
    return next_one if next_one > now else midnight(today + timedelta(days=1)) + READ_AT


def note_growth(account: Account, counts: Counts, run: PollRun, now: datetime) -> Written:
    """Book what the counters of a batch moved by; after the last batch, state the months.

    Called before the counts are kept, inside their transaction. A doubtful
    count is taken out of the batch: it is not kept until it was seen twice.
    """
    definitions = list(Definition.objects.filter(indicator=INDICATOR, metric=METRIC))
    looked, moves = _moves(account, counts, definitions)
    if looked:
        # A day on which nothing moved is a zero that we know of, not a gap.
        _book(account, [Move(pacific_day(counts.asked_at)), *moves])
    others_due = account.posts.all().due(counts.asked_at)
    if others_due.exclude(pk__in=[post.pk for post in counts.posts.values()]).exists():
        return Written()
    return _state_months(account, run, definitions, asked_at=counts.asked_at, now=now)


def _moves(
    account: Account, counts: Counts, definitions: list[Definition]
) -> tuple[bool, list[Move]]:
    last = _last_looks(counts)
    begun = _begun(account)
    breaks = [one.valid_from for one in definitions if one.valid_from]
    forgotten = set(
        account.forgotten_posts.filter(
            digest__in=[ForgottenPost.digest_of(key) for key in counts.posts]
        ).values_list("digest", flat=True)
    )
    looked, moves, touched = False, [], []
    for number, answer in enumerate(counts.answers):
        post, count = counts.posts[answer.external_id], _count_of(answer)
        before = last.get(post.pk)
        if count is None or (before and before.at > counts.asked_at):
            continue
        looked = True
        if before and post.held_views is None and is_doubtful(before.count, count):
            post.held_views = count
            counts.answers[number] = _without_views(answer)
            touched.append(post)
            continue
        if post.held_views is not None:
            post.held_views = None
            touched.append(post)
        new = ForgottenPost.digest_of(answer.external_id) not in forgotten
        before = before or (_from_nothing(post, begun, counts.asked_at) if new else None)
        if before:
            moves += moves_between(before, Look(count, counts.asked_at), breaks)
    Post.objects.bulk_update(touched, ["held_views"])
    return looked, moves


def _count_of(answer: PostAnswer) -> int | None:
    return next((one.value for one in answer.counted if one.metric == METRIC), None)


def _without_views(answer: PostAnswer) -> PostAnswer:
    kept: tuple[Counted, ...] = tuple(one for one in answer.counted if one.metric != METRIC)
    return replace(answer, counted=kept)


def _last_looks(counts: Counts) -> dict[int, Look]:
    """Give the last known count of each video, and when it was last seen to be that."""
    # An unknown count is never kept over a known one: the newest is the last known.
    rows = latest_counts(list(counts.posts.values())).values()
    return {
        row.post_id: Look(row.value, row.last_seen_at)
        for row in rows
        if row.metric == METRIC and row.value is not None
    }


def _begun(account: Account) -> datetime | None:
    """Give the first look at any counter of the account."""
    begun: datetime | None = PostReading.objects.filter(
        post__account=account, metric=METRIC
    ).aggregate(begun=Min("observed_at"))["begun"]
    return begun


def _from_nothing(post: Post, begun: datetime | None, asked_at: datetime) -> Look | None:
    """Count a video that came out while we were looking from its first moment (rule 3).

    Any other first look is a baseline, and so is that at one which came back
    after it had to be forgotten: its views were counted then.
    """
    if begun is None or post.published_at is None or post.published_at < begun:
        return None
    return Look(0, min(post.published_at, asked_at))


def _book(account: Account, moves: list[Move]) -> None:
    days = {move.day for move in moves}
    rows = {row.day: row for row in account.growth.filter(metric=METRIC, day__in=days)}
    for move in moves:
        row = rows.setdefault(move.day, CounterGrowth(account=account, metric=METRIC, day=move.day))
        row.growth += move.growth
        row.correction += move.correction
        row.estimated = row.estimated or move.estimated
    for row in rows.values():
        row.save()


def _state_months(
    account: Account,
    run: PollRun,
    definitions: list[Definition],
    *,
    asked_at: datetime,
    now: datetime,
) -> Written:
    """State the growth of each month, and each day's correction beside it with its sign."""
    today = pacific_day(asked_at)
    since = (today - STATED_BACK).replace(day=1)
    rows = list(account.growth.filter(metric=METRIC, day__gte=since).order_by("day"))
    first: date | None = account.growth.filter(metric=METRIC).aggregate(d=Min("day"))["d"]
    if first is None:
        return Written()
    source = Source(authority="platform", ref=account.ref, observed_at=asked_at, run=run.ref)
    facts: list[Fact] = []
    for span, definition in _spans(since, today, definitions):
        inside = [row for row in rows if span.start <= row.day <= span.end]
        if inside and account.channel.active_between(span.start, span.end):
            facts.append(_month(account, span, definition, inside, first, source))
            facts += _corrections(account, definition, inside, source)
    try:
        posting = post_stated(facts, now=now)
    except LedgerRefused as error:
        return Written(remarks=(f"{METRIC}: not in the ledger ({error})",), refused=True)
    return Written(entries=posting.written)


def _spans(
    since: date, today: date, definitions: list[Definition]
) -> Iterator[tuple[Span, Definition]]:
    for month in months_between(since, today):
        for definition in definitions:
            if span := span_of(month, definition, today):
                yield span, definition


def _month(
    account: Account,
    span: Span,
    definition: Definition,
    rows: list[CounterGrowth],
    first: date,
    source: Source,
) -> Fact:
    cell = _cell(account, definition, span.start, span.end)
    estimated = any(row.estimated for row in rows)
    begun_late = first > span.start
    lines = "\n".join(f"{row.day} {row.growth} {row.correction}" for row in rows)
    return Fact(
        cell=cell,
        source=replace(source, payload_sha256=hashlib.sha256(lines.encode()).hexdigest()),
        value=sum(row.growth for row in rows) + (_stood_before(cell, first) if begun_late else 0),
        reason=DAYS_MISSING if begun_late else ESTIMATED if estimated else "",
        settled=span.over and span.settles_on(DAYS_SETTLE_ON_DAY),
        confidence=(Confidence.LIKELY if estimated or begun_late else Confidence.SURE).value,
    )


def _stood_before(cell: Cell, first: date) -> int:
    """Give what the ledger said of a month before our rows of it were deleted and begun anew.

    Else a channel that is connected again would lower the month it is connected in.
    """
    older = Entry.objects.filter(key__digest=cell.digest(""), observed_at__lt=midnight(first))
    newest = older.order_by("-version").first()
    return newest.value or 0 if newest else 0


def _corrections(
    account: Account, definition: Definition, rows: list[CounterGrowth], source: Source
) -> Iterator[Fact]:
    for row in rows:
        if row.correction:
            cell = _cell(account, definition, row.day, row.day)
            yield Fact(
                cell=replace(cell, role=Role.DIFFERENCE.value),
                source=source,
                value=row.correction,
                reason=TAKEN_BACK,
                settled=True,
            )


def _cell(account: Account, definition: Definition, start: date, end: date) -> Cell:
    return Cell(
        indicator=INDICATOR,
        channel=account.channel_id,
        definition=definition.slug,
        period_start=start,
        period_end=end,
        zone=ZONE,
    )
