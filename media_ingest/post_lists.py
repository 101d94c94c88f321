"""Keeping what a listing showed: one row a post, whatever lists it stood in.

Called by :mod:`media_ingest.posts`. A post that a list lacks is left as it is.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from media_ingest.answers import Counted, Listing, PostAnswer, PostShown
from media_ingest.models import Account, PollRun, Post
from media_ingest.post_counts import keep_counts
from media_ingest.post_plan import PostPlan, Written
from media_ingest.raw_store import keep_raw

AS_LISTED = (
    "external_id", "kind", "object_id", "title", "permalink", "published_at", "state",
    "missing_since", "next_read_at",
)  # fmt: skip
# What is known of a kind only gets more exact: a Reel is also listed as a plain post.
EXACTNESS = [Post.Kind.POST, Post.Kind.VIDEO, Post.Kind.REEL]


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
        heard = (page.heard for page in self.pages)
        keep_raw(*heard, platform=account.platform, keep_for=self.keep_raw_for, now=now)
        for page in self.pages:
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
