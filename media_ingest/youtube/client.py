"""A channel's day figures and its videos' counters, read with the owner's own grant.

Knows HTTP and dataclasses. YouTube's day is Pacific; Analytics cuts the answer
to the last day that it has processed, two or three days back. The gate is
asked before each call, so no refusal costs a second one.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from foundation.errors import (
    Gone,
    MetricDead,
    MetricRefused,
    NeedsPerson,
    NotUnderstood,
    TryLater,
)
from media_ingest.answers import (
    Answer,
    Ask,
    Gate,
    Grant,
    Heard,
    Listing,
    PostAnswer,
    PostRef,
    one_per_window,
)
from media_ingest.youtube.google import Roots, Services, call
from media_ingest.youtube.quota import ANALYTICS, GENERAL
from media_ingest.youtube.refusals import PageTokenRefused, PlaylistGone, SignInDown
from media_ingest.youtube.reports import observed, understood
from media_ingest.youtube.videos import counts_in, next_page, shown_in

VERSIONS = "youtube v3, youtubeAnalytics v2"
DATA_VERSION = "youtube v3"
IN_ONE_CALL = 50
# An uploads list ends at about 20,000 videos (youtube.md §1).
MOST_PAGES = 400


@dataclass(frozen=True, slots=True)
class Channel:
    """What one look at a channel tells: where its uploads are listed, and whether it has any."""

    title: str
    uploads: str
    has_videos: bool


class YouTubeClient:
    """Reads one channel."""

    def __init__(
        self,
        *,
        channel_id: str,
        client_id: str,
        client_secret: str,
        refresh_token: str,
        roots: Roots,
        timeout: float,
        gate: Gate,
    ) -> None:
        self.channel_id = channel_id
        self.title = ""
        self._connected = bool(refresh_token)
        self._gate = gate
        self._services = Services(
            client_id=client_id,
            client_secret=client_secret,
            refresh_token=refresh_token,
            roots=roots,
            timeout=timeout,
        )
        self._channel: Channel | None = None
        self._down: SignInDown | None = None

    def read(self, ask: Ask, *, now: datetime) -> list[Answer]:
        """Ask Analytics for one metric by day.

        Raises :class:`MetricRefused` when it has no data, :class:`MetricDead`
        when Analytics does not support the question.
        """
        self._look_up_if_allowed(now=now)
        query = {
            "ids": f"channel=={self.channel_id}",
            "startDate": ask.first.isoformat(),
            "endDate": ask.last.isoformat(),
            "metrics": ask.metric,
            "dimensions": ask.period,
            "sort": ask.period,
        }
        raw = self._report(query, now=now)
        seen = one_per_window(list(observed(understood(raw), ask, now=now)))
        if not any(observation.value is not None for observation in seen):
            message = "YouTube sent no data"
            raise MetricRefused(message)
        return [
            Answer(
                metric=ask.metric,
                period=ask.period,
                observations=seen,
                heard=Heard(
                    request="GET v2/reports?" + "&".join(f"{k}={v}" for k, v in query.items()),
                    version_served=VERSIONS,
                    body=raw,
                ),
            )
        ]

    def list_posts(self, *, since: datetime | None, now: datetime) -> Iterator[Listing]:
        """List the uploads, newest first, fifty a page; a channel without any gives none.

        When YouTube refuses its own page token, the listing begins again, once.
        """
        channel = self._look_up(now=now)
        try:
            yield from self._pages(channel, since, now=now)
        except PageTokenRefused:
            again = True
        except PlaylistGone:
            # A channel that never had an upload has no list of them either.
            if channel.has_videos:
                raise
            again = False
        else:
            return
        if again:
            yield from self._pages(channel, since, now=now)

    def read_posts(
        self, posts: Sequence[PostRef], *, leave: AbstractSet[str], now: datetime
    ) -> Iterator[PostAnswer]:
        """Ask for the counters of videos, fifty a call."""
        for first in range(0, len(posts), IN_ONE_CALL):
            some = posts[first : first + IN_ONE_CALL]
            ids = ",".join(post.external_id for post in some)
            request = self._services.data.videos().list(part="snippet,statistics,status", id=ids)
            raw = self._ask(request, GENERAL, now=now)
            # Without the ids: the record of one video must not name another.
            told = f"GET youtube/v3/videos?part=snippet,statistics,status&id=({len(some)} ids)"
            heard = Heard(request=told, version_served=DATA_VERSION, body=raw)
            yield from counts_in(understood(raw), some, leave, heard)

    def check_grant(self, *, now: datetime) -> Grant:
        """Use the grant; Google names no end of it, so none is known."""
        self._look_up(now=now)
        return Grant(expires_at=None)

    def _pages(
        self, channel: Channel, since: datetime | None, *, now: datetime
    ) -> Iterator[Listing]:
        token, met = None, set()
        for _ in range(MOST_PAGES if channel.uploads else 0):
            query = {
                "part": "snippet,contentDetails,status",
                "playlistId": channel.uploads,
                "maxResults": IN_ONE_CALL,
                **({"pageToken": token} if token else {}),
            }
            raw = self._ask(self._services.data.playlistItems().list(**query), GENERAL, now=now)
            told = "GET youtube/v3/playlistItems?" + "&".join(f"{k}={v}" for k, v in query.items())
            body = understood(raw)
            page = tuple(shown_in(body))
            yield Listing(
                posts=page, heard=Heard(request=told, version_served=DATA_VERSION, body=raw)
            )
            token = next_page(body)
            dates = [post.published_at for post in page if post.published_at]
            if token is None or (since and dates and max(dates) < since):
                return
            if token in met:
                message = "YouTube's list of uploads goes round in a circle"
                raise NotUnderstood(message)
            met.add(token)

    def _report(self, query: dict[str, str], *, now: datetime) -> bytes:
        try:
            return self._ask(self._services.analytics.reports().query(**query), ANALYTICS, now=now)
        except MetricRefused as error:
            reason = error.reason
        # Asking the same again tomorrow would be refused again.
        raise MetricDead(reason)

    def _look_up_if_allowed(self, *, now: datetime) -> None:
        """Look the channel up; a closed bucket of the Data API does not close Analytics."""
        try:
            self._look_up(now=now)
        except TryLater as error:
            if error.after is None:
                raise

    def _look_up(self, *, now: datetime) -> Channel:
        """Make sure, once, that the channel is there; it would otherwise look like no data."""
        if self._channel is None:
            request = self._services.data.channels().list(
                part="snippet,contentDetails,statistics", id=self.channel_id
            )
            self._channel = channel_in(understood(self._ask(request, GENERAL, now=now)))
            self.title = self._channel.title
        return self._channel

    def _ask(self, request: Any, bucket: str, *, now: datetime) -> bytes:
        """Spend a unit and call; a refusal that names a time closes the bucket until then."""
        if not self._connected:
            message = "the channel is disconnected; connect it again"
            raise NeedsPerson(message)
        if self._down:
            # The library tries a token endpoint for seconds; once a poll is enough.
            raise SignInDown(self._down.reason)
        self._gate.spend(bucket, 1, now=now)
        try:
            return call(request, now=now)
        except TryLater as error:
            trouble = error
        if isinstance(trouble, SignInDown):
            self._down = trouble
        if trouble.after is not None:
            self._gate.close(bucket, until=trouble.after, now=now)
        raise trouble


def channel_in(body: dict[str, Any]) -> Channel:
    """Read the one channel that was asked for; raises Gone when YouTube shows none."""
    items = body.get("items")
    if not isinstance(items, list) or not items or not isinstance(items[0], dict):
        message = "YouTube knows no such channel"
        raise Gone(message)
    title = _dig(items[0], "snippet", "title")
    uploads = _dig(items[0], "contentDetails", "relatedPlaylists", "uploads")
    videos = _dig(items[0], "statistics", "videoCount")
    return Channel(
        title=title if isinstance(title, str) else "",
        uploads=uploads if isinstance(uploads, str) else "",
        has_videos=str(videos) != "0",
    )


def _dig(item: Any, *names: str) -> Any:
    for name in names:
        item = item.get(name) if isinstance(item, dict) else None
    return item
