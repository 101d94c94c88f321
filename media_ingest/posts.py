"""Posts and videos of an account: finding them, and reading their counts when they are due.

Counts of single posts stay here; what they add up to by account is
:mod:`media_ingest.counters`' business.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from media_ingest.answers import (
    METRIC_DEAD,
    Asked,
    Client,
    Counted,
    Listing,
    PostAnswer,
    PostRef,
    PostShown,
)
from media_ingest.catalogue import ask_for_a_probe, left_alone, note_metrics
from media_ingest.models import Account, Metric, PollRun, Post, PostReading
from media_ingest.raw_store import keep_raw
from media_ingest.trouble import Trouble

# A miss may be a moment's fault of the platform: only a second one, a day
# later, says that a post is gone (facebook.md §3). Nothing of it is deleted here.
ASK_A_MISSING_ONE_AGAIN = timedelta(days=1)
OF_POSTS = [Metric.Subject.POST, Metric.Subject.VIDEO]
AS_LISTED = (
    "external_id", "kind", "object_id", "title", "permalink", "published_at", "state",
    "missing_since", "next_read_at",
)  # fmt: skip
# What is known of a kind only gets more exact: a Reel is also listed as a plain post.
EXACTNESS = [Post.Kind.POST, Post.Kind.VIDEO, Post.Kind.REEL]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPlan:
    """How the posts of a platform are read.

    ``per_poll`` counts the calls that single posts may take in one poll, and
    ``per_round`` the posts between two transactions. ``next_read`` says when a
    post that was read at a moment is due again, or ``None`` for never;
    ``growth``, where there is one, turns the counts of a round into growth by
    day before they are kept.
    """

    list_every: timedelta
    list_whole_every: timedelta
    list_back: timedelta
    per_round: int
    per_poll: int
    next_read: Callable[[Post, datetime], datetime | None]
    growth: "Callable[[Account, Counts, datetime], None] | None" = None


@dataclass
class Written:
    """What one round wrote, and what a person may want to look at."""

    readings: int = 0
    entries: int = 0
    remarks: tuple[str, ...] = ()
    refused: bool = False


@dataclass
class Listed:
    """The pages of one listing; only a listing that ended well says that it was whole."""

    asked_at: datetime
    whole: bool
    plan: PostPlan
    keep_raw_for: timedelta
    pages: list[Listing] = field(default_factory=list)
    ended: bool = False

    @property
    def heard(self) -> bool:
        # Of a Page that shows no post this says nothing about whether it answers.
        return any(page.posts for page in self.pages)

    def write(self, account: Account, run: PollRun, *, now: datetime) -> Written:
        """Keep new posts and what changed about known ones; a post that is not listed is left."""
        known = _Known(account)
        counted: dict[str, list[Counted]] = {}
        for page in self.pages:
            keep_raw(page.heard, platform=account.platform, keep_for=self.keep_raw_for, now=now)
            for shown in page.posts:
                post = known.find(shown) or self._new(account, shown)
                _take(post, shown)
                known.add(post)
                _mark_shown(post, self.asked_at)
                if shown.counted:
                    counted.setdefault(post.external_id, []).extend(shown.counted)
        known.save(shown_at=self.asked_at)
        new = keep_counts(
            known.by_id,
            [PostAnswer(external_id=i, shown=True, counted=tuple(c)) for i, c in counted.items()],
            run,
            now=self.asked_at,
        )
        if self.ended:
            account.listed_at = self.asked_at
            account.listed_whole_at = self.asked_at if self.whole else account.listed_whole_at
            account.save(update_fields=["listed_at", "listed_whole_at"])
        refused = tuple(page.refused for page in self.pages if page.refused)
        return Written(readings=new, remarks=refused, refused=bool(refused))

    def _new(self, account: Account, shown: PostShown) -> Post:
        post = Post(
            account=account,
            external_id=shown.external_id,
            kind=shown.kind,
            object_id=shown.object_id,
            published_at=shown.published_at,
            first_seen_at=self.asked_at,
        )
        # What is older than the platform remembers is not read even once.
        read = self.plan.next_read(post, self.asked_at) is not None
        post.next_read_at = self.asked_at if read else None
        return post


class _Known:
    """The posts of an account by their ids; a video that found its post stays one row."""

    def __init__(self, account: Account) -> None:
        self.by_id = {post.external_id: post for post in account.posts.all()}
        self._before = {post.pk: _as_listed(post) for post in self.by_id.values()}
        self._by_video = {post.object_id: post for post in self.by_id.values() if post.object_id}

    def find(self, shown: PostShown) -> Post | None:
        post = self.by_id.get(shown.external_id)
        other = self._by_video.get(shown.object_id)
        if post or other is None:
            return post
        if shown.external_id == shown.object_id:
            return other  # A bare video of which we already know the post around it.
        if other.external_id == other.object_id:
            # A bare video whose post is shown now: the same row, under the post's id.
            del self.by_id[other.external_id]
            other.external_id = shown.external_id
            return self.add(other)
        return None

    def add(self, post: Post) -> Post:
        self.by_id[post.external_id] = post
        if post.object_id:
            self._by_video[post.object_id] = post
        return post

    def save(self, *, shown_at: datetime) -> None:
        """Write what is new or changed; of all others only that they were shown."""
        new = [post for post in self.by_id.values() if post.pk is None]
        seen = [p for p in self.by_id.values() if p.pk and p.confirmed_at == shown_at]
        changed = [post for post in seen if _as_listed(post) != self._before[post.pk]]
        Post.objects.bulk_create(new)
        Post.objects.bulk_update(changed, [*AS_LISTED, "confirmed_at"], batch_size=200)
        unchanged = {post.pk for post in seen} - {post.pk for post in changed}
        Post.objects.filter(pk__in=unchanged).update(confirmed_at=shown_at)


def _as_listed(post: Post) -> tuple:
    return tuple(getattr(post, name) for name in AS_LISTED)


def _take(post: Post, shown: PostShown) -> None:
    kinds = [Post.Kind(post.kind), Post.Kind(shown.kind)]
    post.kind = max(kinds, key=EXACTNESS.index)
    post.object_id = shown.object_id or post.object_id
    post.title = shown.title[:200] or post.title
    post.permalink = shown.permalink[:300] or post.permalink
    post.published_at = shown.published_at or post.published_at


def _mark_shown(post: Post, now: datetime) -> None:
    if post.state != Post.State.SHOWN:
        # Back again: read it at once, to see with which count it came back.
        post.next_read_at = now
    post.state, post.missing_since, post.confirmed_at = Post.State.SHOWN, None, now


@dataclass
class Counts:
    """The counts of one batch of posts.

    ``others_answer``: the platform did answer other questions of this poll, so
    a post that it does not show is the post's own matter.
    """

    asked_at: datetime
    posts: dict[str, Post]
    plan: PostPlan
    keep_raw_for: timedelta
    others_answer: bool = True
    answers: list[PostAnswer] = field(default_factory=list)

    @property
    def heard(self) -> bool:
        return any(answer.shown and not answer.refused for answer in self.answers)

    def write(self, account: Account, run: PollRun, *, now: datetime) -> Written:
        """Keep new counts, note which posts are not shown, and when each is read again."""
        bodies = {one.heard.sha256: one.heard for a in self.answers for one in a.counted}
        for heard in bodies.values():
            keep_raw(heard, platform=account.platform, keep_for=self.keep_raw_for, now=now)
        if self.plan.growth:
            # Before the counts are kept: growth is what they differ by from the last ones.
            self.plan.growth(account, self, now)
        new = keep_counts(self.posts, self.answers, run, now=self.asked_at)
        for answer in self.answers:
            self._mark(self.posts[answer.external_id], answer)
        Post.objects.bulk_update(
            [self.posts[answer.external_id] for answer in self.answers],
            ["state", "missing_since", "confirmed_at", "next_read_at", "title"],
        )
        if note_metrics(account, _metrics(self.answers), now=now):
            ask_for_a_probe(account)
        refused = tuple(_refusals(self.answers))
        return Written(readings=new, remarks=refused, refused=bool(refused))

    def _mark(self, post: Post, answer: PostAnswer) -> None:
        if answer.refused and not answer.counted:
            # Neither shown nor hidden: asked again when it would have been, and not at once.
            post.next_read_at = self.plan.next_read(post, self.asked_at)
            return
        if answer.shown:
            post.state, post.missing_since = Post.State.SHOWN, None
            post.confirmed_at = self.asked_at
            post.title = answer.title[:200] or post.title
            post.next_read_at = self.plan.next_read(post, self.asked_at)
            return
        if post.missing_since is None:
            post.state, post.missing_since = Post.State.MISSING, self.asked_at
        elif self._is_gone(post):
            post.state = Post.State.GONE
        missing = post.state == Post.State.MISSING
        post.next_read_at = self.asked_at + ASK_A_MISSING_ONE_AGAIN if missing else None

    def _is_gone(self, post: Post) -> bool:
        since = post.missing_since or self.asked_at
        others = self.others_answer or any(answer.shown for answer in self.answers)
        return others and self.asked_at - since >= ASK_A_MISSING_ONE_AGAIN


def keep_counts(
    posts: dict[str, Post], answers: Sequence[PostAnswer], run: PollRun, *, now: datetime
) -> int:
    """Write what is new in the counts and touch what was seen again; give how many are new."""
    latest = latest_counts([posts[answer.external_id] for answer in answers])
    new, again = [], []
    for answer in answers:
        post = posts[answer.external_id]
        for one in answer.counted:
            known = latest.get((post.pk, one.measure, one.metric))
            if known is not None and known.last_seen_at > now:
                continue  # An older poll that ends after a newer one tells nothing new.
            same = known and (known.value, known.null_reason) == (one.value, one.null_reason)
            if known and same:
                again.append(known.pk)
            elif known is None or one.value is not None:
                new.append(_reading(post, one, run, known.version + 1 if known else 1, now))
    PostReading.objects.bulk_create(new)
    PostReading.objects.filter(pk__in=again, last_seen_at__lt=now).update(last_seen_at=now)
    return len(new)


def latest_counts(posts: Sequence[Post]) -> dict[tuple[int, str, str], PostReading]:
    """Give the newest version of each measure and metric of some posts."""
    newer = PostReading.objects.filter(
        post=OuterRef("post"),
        measure=OuterRef("measure"),
        metric=OuterRef("metric"),
        version__gt=OuterRef("version"),
    )
    rows = PostReading.objects.filter(~Exists(newer), post__in=posts)
    return {(row.post_id, row.measure, row.metric): row for row in rows}


def _reading(post: Post, one: Counted, run: PollRun, version: int, now: datetime) -> PostReading:
    return PostReading(
        post=post,
        measure=one.measure,
        metric=one.metric,
        version=version,
        value=one.value,
        null_reason=one.null_reason,
        observed_at=now,
        last_seen_at=now,
        run=run,
        request=one.heard.request[:300],
        version_served=one.heard.version_served,
        raw_sha256=one.heard.sha256,
    )


def _metrics(answers: Sequence[PostAnswer]) -> Iterator[Asked]:
    for answer in answers:
        yield from answer.asked


def _refusals(answers: Sequence[PostAnswer]) -> Iterator[str]:
    """Say once for all posts which metrics are dead, and why posts could not be read."""
    dead = {one.metric for a in answers for one in a.counted if one.null_reason == METRIC_DEAD} | {
        one.name for a in answers for one in a.asked if one.state == Metric.State.DEAD
    }
    if dead:
        yield f"counts of posts: the platform no longer knows {', '.join(sorted(dead))}"
    for reason, posts in Counter(a.refused for a in answers if a.refused).items():
        yield f"{posts} of {len(answers)} posts: {reason}"


def post_rounds(
    account: Account,
    client: Client,
    plan: PostPlan,
    trouble: Trouble,
    *,
    keep_raw_for: timedelta,
    others_answer: bool,
    clock: Callable[[], datetime],
) -> Iterator[Listed | Counts]:
    """Ask for new posts, then for the counts that are due, a batch a round.

    Each round must be written before the next is asked for: what is due next
    is read from the tables.
    """
    now = clock()
    if listed := _listing_due(account, plan, now, keep_raw_for):
        since = None if listed.whole else now - plan.list_back
        with trouble.met("posts"):
            for page in client.list_posts(since=since, now=now):
                listed.pages.append(page)
            listed.ended = True
        others_answer = others_answer or listed.heard
        yield listed
    left = plan.per_poll
    while left > 0 and trouble.may_go_on and trouble.later is None:
        now = clock()
        due = list(account.posts.all().due(now)[: min(left, plan.per_round)])
        if not due:
            return
        counts = Counts(
            asked_at=now,
            posts={post.external_id: post for post in due},
            plan=plan,
            keep_raw_for=keep_raw_for,
            others_answer=others_answer,
        )
        leave = {name for name, _period in left_alone(account, OF_POSTS, now)}
        refs = [PostRef(external_id=p.external_id, kind=p.kind, object_id=p.object_id) for p in due]
        with trouble.met("counts of posts"):
            for answer in client.read_posts(refs, leave=leave, now=now):
                counts.answers.append(answer)
                left -= max(1, answer.calls)
                if left <= 0:
                    break
        yield counts
        if len(counts.answers) < len(due):
            return  # What was not answered is still due, and would be asked for in a circle.


def _listing_due(
    account: Account, plan: PostPlan, now: datetime, keep_raw_for: timedelta
) -> Listed | None:
    whole = (
        account.listed_whole_at is None or now - account.listed_whole_at >= plan.list_whole_every
    )
    if whole or account.listed_at is None or now - account.listed_at >= plan.list_every:
        return Listed(asked_at=now, whole=whole, plan=plan, keep_raw_for=keep_raw_for)
    return None
