"""Everything that is asked of one Page: insights, posts, the grant, and probes of single metrics.

Knows HTTP, the SDK and dataclasses. One Page metric per request: one dead name
would fail a whole batch.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime

from foundation.errors import MetricRefused
from foundation.http import Timeout
from media_ingest.answers import (
    Answer,
    Ask,
    Asked,
    Gate,
    Grant,
    Listing,
    PostAnswer,
    PostRef,
    one_per_window,
)
from media_ingest.facebook.calls import PageCalls
from media_ingest.facebook.grant import check_grant
from media_ingest.facebook.insights import observed, windows
from media_ingest.facebook.listing import list_posts
from media_ingest.facebook.posts import PostReader
from media_ingest.facebook.probing import probe
from media_ingest.facebook.transport import PageGraph


class FacebookClient:
    """Reads one Page."""

    def __init__(
        self,
        *,
        page_id: str,
        token: str,
        base_url: str,
        version: str,
        timeout: Timeout,
        app_id: str = "",
        app_secret: str = "",
        gate: Gate | None = None,
    ) -> None:
        self.page_id = page_id
        self.title = ""
        self._token = token
        self._app_id = app_id
        self._app_secret = app_secret
        graph = PageGraph(
            token, base_url=base_url, version=version, timeout=timeout, app_secret=app_secret
        )
        self._calls = PageCalls(graph, page_id, gate)
        self._posts = PostReader(self._calls)

    def read(self, ask: Ask, *, now: datetime) -> list[Answer]:
        """Ask for one metric in windows of at most 90 days, oldest first.

        Raises :class:`MetricRefused` when all of them together hold no value.
        """
        answers = [
            self._read_window(ask, since, until, now=now)
            for since, until in windows(ask.first, ask.last)
        ]
        if not any(seen.value is not None for answer in answers for seen in answer.observations):
            message = "Facebook sent no data"
            raise MetricRefused(message)
        return answers

    def _read_window(self, ask: Ask, since: date, until: date, *, now: datetime) -> Answer:
        told = self._calls.ask(
            self.page_id,
            "insights",
            now=now,
            metric=ask.metric,
            period=ask.period,
            since=since.isoformat(),
            until=until.isoformat(),
        )
        return Answer(
            metric=ask.metric,
            period=ask.period,
            observations=one_per_window(list(observed(told.rows, ask, now=now))),
            heard=told.heard,
        )

    def list_posts(self, *, since: datetime | None, now: datetime) -> Iterator[Listing]:
        """List posts, Reels and videos, page by page."""
        return list_posts(self._calls, since=since, now=now)

    def read_posts(
        self, posts: Sequence[PostRef], *, leave: AbstractSet[str], now: datetime
    ) -> Iterator[PostAnswer]:
        """Ask for the counts of some posts, one call each where that is enough."""
        return self._posts.read_posts(posts, leave=leave, now=now)

    def check_grant(self, *, now: datetime) -> Grant | None:
        """Ask until when the token opens; ``None`` without the app's id and secret."""
        if not (self._app_id and self._app_secret):
            return None
        return check_grant(
            self._calls,
            token=self._token,
            app_id=self._app_id,
            app_secret=self._app_secret,
            now=now,
        )

    def probe(
        self, asked: Asked, *, post: PostRef | None, video: PostRef | None, now: datetime
    ) -> Asked | None:
        """Ask for one metric and period alone, to see what it answers today."""
        of = {"account": self.page_id, "post": post and post.external_id}
        object_id = of.get(asked.subject, video and video.object_id)
        return probe(self._calls, asked, object_id, now=now) if object_id else None
