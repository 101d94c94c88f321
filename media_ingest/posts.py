"""Posts and videos of an account: finding them, and reading their counts when they are due.

Counts of single posts stay here; what they add up to by account is
:mod:`media_ingest.counters`' business.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from media_ingest.answers import Client, PostRef
from media_ingest.catalogue import left_alone
from media_ingest.models import Account, Metric
from media_ingest.post_counts import Counts
from media_ingest.post_lists import Listed
from media_ingest.post_plan import PostPlan
from media_ingest.trouble import Trouble

OF_POSTS = [Metric.Subject.POST, Metric.Subject.VIDEO]


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
