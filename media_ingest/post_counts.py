"""Keeping what was counted of posts, and when each is read again.

Called by :mod:`media_ingest.posts`, and for what a listing itself counts by
:mod:`media_ingest.post_lists`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from media_ingest.answers import METRIC_DEAD, Asked, Counted, PostAnswer
from media_ingest.catalogue import ask_for_a_probe, note_metrics
from media_ingest.models import Account, Metric, PollRun, Post, PostReading
from media_ingest.post_plan import PostPlan, Written
from media_ingest.raw_store import keep_raw

# A miss may be a moment's fault of the platform: only a second one, a day
# later, says that a post is gone (facebook.md §3). Nothing of it is deleted here.
ASK_A_MISSING_ONE_AGAIN = timedelta(days=1)


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
        # The counts of many posts stand in one answer: each is written once.
        bodies = {one.heard.sha256: one.heard for a in self.answers for one in a.counted}
        keep_raw(*bodies.values(), platform=account.platform, keep_for=self.keep_raw_for, now=now)
        # Before the counts are kept: growth is what they differ by from the last ones.
        written = self.plan.growth(account, self, run, now) if self.plan.growth else Written()
        written.readings = keep_counts(self.posts, self.answers, run, now=self.asked_at)
        for answer in self.answers:
            self._mark(self.posts[answer.external_id], answer)
        Post.objects.bulk_update(
            [self.posts[answer.external_id] for answer in self.answers],
            ["state", "missing_since", "confirmed_at", "next_read_at", "title"],
        )
        if note_metrics(account, _metrics(self.answers), now=now):
            ask_for_a_probe(account)
        refused = tuple(_refusals(self.answers))
        written.remarks = (*written.remarks, *refused)
        written.refused = written.refused or bool(refused)
        return written

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
