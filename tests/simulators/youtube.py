"""YouTube's channels, videos and day reports, and Google's door before them: facts/youtube.md."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tests.simulators.faults import Fault
from tests.simulators.figures import ONE_DAY, SHAPES, Figures, ripening
from tests.simulators.google_door import GoogleDoor
from tests.simulators.replies import Reply, Request, json_reply
from tests.simulators.videos import Video, playlist_item, video_item
from tests.simulators.youtube_uploads import UPLOADS, Uploads

METRICS = {metric for metric, _ in SHAPES if not metric.startswith("page_")}
PER_DAY = {
    "@type": "type.googleapis.com/google.rpc.ErrorInfo",
    "reason": "RATE_LIMIT_EXCEEDED",
    "domain": "googleapis.com",
    "metadata": {"quota_limit": "defaultPerDayPerProject", "quota_unit": "1/d/{project}"},
}


@dataclass
class Channel:
    """One channel that exists in the simulation, and what opens it."""

    refresh_token: str
    client_secret: str = ""
    title: str = "Nirapad demo"
    figures: Figures | None = None
    # Newest first, as the uploads list shows them.
    videos: list[Video] = field(default_factory=list)
    # Whether the owner's grant also lets us change something.
    may_write: bool = True

    def video(self, video_id: str) -> Video:
        return next(video for video in self.videos if video.id == video_id)


class YouTubeSimulator:
    """Answers for any number of channels, each with its own owner.

    ``units`` counts what a real project would have spent, by bucket. ``says``
    scripts an answer word for word, for the refusals that a fault cannot tell.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.channels: dict[str, Channel] = {}
        self.door = GoogleDoor(self.channels)
        self.uploads = Uploads(clock)
        self.units: Counter[str] = Counter()
        self.page_size = 50
        self._script: list[tuple[str, Reply]] = []

    def add_channel(self, channel_id: str, refresh_token: str, **more: Any) -> Channel:
        """Let a channel exist; an empty ``client_secret`` takes any."""
        self.channels[channel_id] = Channel(refresh_token, **more)
        if self.channels[channel_id].figures is None:
            self.channels[channel_id].figures = ripening(channel_id)
        return self.channels[channel_id]

    @property
    def access_tokens(self) -> dict[str, str]:
        return self.door.access_tokens

    def says(self, path: str, status: int, body: Any, *, times: int = 1) -> None:
        """Answer the next ``times`` requests whose path contains ``path`` with just this."""
        raw = body if isinstance(body, bytes) else None
        reply = Reply(status, raw) if raw is not None else json_reply(status, body)
        self._script += [(path, reply)] * times

    def reply(self, request: Request, fault: Fault | None) -> Reply:
        """Answer one request, in the way that the fault says."""
        if request.path.startswith(("/youtube/", "/v2/")):
            self.units["analytics" if request.path.startswith("/v2/") else "general"] += 1
        for at, (path, scripted) in enumerate(self._script):
            if path in request.path:
                del self._script[at]
                return scripted
        if self.door.is_for(request.path):
            return self.door.reply(request, fault)
        owned = self._owned(request.headers)
        if owned is None or fault == Fault.UNAUTHORISED:
            return _refusal(401, "authError", "Request had invalid authentication credentials.")
        return self._refused(fault) or self._answer(request, owned, fault)

    def _refused(self, fault: Fault | None) -> Reply | None:
        if fault == Fault.QUOTA_403:
            return _refusal(403, "quotaExceeded", "You have exceeded your quota.")
        if fault == Fault.QUOTA_429:
            return _refusal(429, "rateLimitExceeded", "Quota exceeded per day", details=[PER_DAY])
        if fault == Fault.THROTTLED:
            return _refusal(403, "userRateLimitExceeded", "User rate limit exceeded.")
        return None

    def _answer(self, request: Request, owned: str, fault: Fault | None) -> Reply:
        if request.path == "/youtube/v3/channels":
            return self._channels(request.query, owned)
        if request.path == "/youtube/v3/playlistItems":
            return self._playlist(request.query)
        if request.method != "GET" or request.path in UPLOADS:
            return self._change(request, owned)
        if request.path == "/youtube/v3/videos":
            return self._videos(request.query, fault)
        if request.path == "/v2/reports":
            return self._report(request.query, owned, fault)
        return _refusal(404, "notFound", "Not Found")

    def _change(self, request: Request, owned: str) -> Reply:
        channel = self.channels[owned]
        if not channel.may_write:
            return _refusal(403, "insufficientPermissions", "Insufficient Permission")
        return self.uploads.reply(request, channel.videos) or _refusal(
            404, "videoNotFound", "The video cannot be found.", domain="youtube.video"
        )

    def _owned(self, headers: Mapping[str, str]) -> str | None:
        kind, _, token = headers.get("authorization", "").partition(" ")
        return self.access_tokens.get(token) if kind == "Bearer" else None

    def _channels(self, query: Mapping[str, str], owned: str) -> Reply:
        mine = self.door.channels_of(owned) if query.get("mine") == "true" else [query.get("id")]
        known = [asked for asked in mine if asked in self.channels]
        body: dict[str, Any] = {
            "kind": "youtube#channelListResponse",
            "pageInfo": {"totalResults": len(known), "resultsPerPage": 5},
        }
        if known:
            body["items"] = [self._channel(asked) for asked in known]
        return json_reply(200, body)

    def _channel(self, key: str) -> dict[str, Any]:
        channel = self.channels[key]
        shown = sum(video.shown for video in channel.videos)
        return {
            "kind": "youtube#channel",
            "id": key,
            "snippet": {"title": channel.title, "country": "BD"},
            "contentDetails": {"relatedPlaylists": {"likes": "", "uploads": uploads_of(key)}},
            "statistics": {"viewCount": "1234567", "videoCount": str(shown)},
        }

    def _playlist(self, query: Mapping[str, str]) -> Reply:
        owner = next((k for k in self.channels if uploads_of(k) == query.get("playlistId")), None)
        listed = [v for v in self.channels[owner].videos if v.listed] if owner else []
        # A channel without uploads has no list of them.
        if not listed:
            message = "The playlist identified with the request's playlistId cannot be found."
            return _refusal(404, "playlistNotFound", message, domain="youtube.playlistItem")
        token = query.get("pageToken", "")
        first = int(token.removeprefix("EAAaBlBU")) if token else 0
        size = min(int(query.get("maxResults", "5")), self.page_size)
        body = {
            "kind": "youtube#playlistItemListResponse",
            "pageInfo": {"totalResults": len(listed), "resultsPerPage": size},
            "items": [playlist_item(video, owner) for video in listed[first : first + size]],
        }
        if first + size < len(listed):
            body["nextPageToken"] = f"EAAaBlBU{first + size}"
        return json_reply(200, body)

    def _videos(self, query: Mapping[str, str], fault: Fault | None) -> Reply:
        ids = query.get("id", "").split(",")
        if len(ids) > 50:
            return _refusal(400, "invalidFilters", "Too many ids.", domain="youtube.parameter")
        every = {v.id: (v, key) for key, ch in self.channels.items() for v in ch.videos}
        # Ids that cannot be seen are missing without a word.
        shown = [every[one] for one in ids if one in every and every[one][0].shown]
        if fault == Fault.EMPTY_LIST:
            shown = []
        body = {
            "kind": "youtube#videoListResponse",
            "items": [video_item(video, key, self.clock()) for video, key in shown],
            "pageInfo": {"totalResults": len(shown), "resultsPerPage": len(shown)},
        }
        return json_reply(200, body)

    def _report(self, query: Mapping[str, str], owned: str, fault: Fault | None) -> Reply:
        if query.get("ids") not in ("channel==MINE", f"channel=={owned}"):
            return _refusal(403, "forbidden", "Forbidden")
        metrics = query.get("metrics", "").split(",")
        if fault == Fault.DEAD_METRIC or not set(metrics) <= METRICS:
            return _refusal(400, "badRequest", "Unknown identifier given in field metrics.")
        if query.get("dimensions") != "day":
            return _refusal(400, "badRequest", "The query is not supported.")
        names = ["day", *metrics]
        body: dict[str, Any] = {
            "kind": "youtubeAnalytics#resultTable",
            "columnHeaders": [
                {
                    "name": name,
                    "columnType": "DIMENSION" if name == "day" else "METRIC",
                    "dataType": "STRING" if name == "day" else "INTEGER",
                }
                for name in names
            ],
        }
        rows = self._rows(self.channels[owned], metrics, query)
        if fault == Fault.EMPTY_LIST:
            body["rows"] = []
        elif rows and fault != Fault.NO_ROWS_KEY:
            body["rows"] = rows
        return json_reply(200, body)

    def _rows(self, channel: Channel, metrics: list[str], query: Mapping[str, str]) -> list[Any]:
        """Give the days that are processed; the newest two or three are not."""
        assert channel.figures is not None
        now = self.clock()
        day, last = date.fromisoformat(query["startDate"]), date.fromisoformat(query["endDate"])
        rows = []
        while day <= last:
            values = [channel.figures(metric, "day", day, now) for metric in metrics]
            if None not in values:
                rows.append([day.isoformat(), *values])
            day += ONE_DAY
        return rows


def uploads_of(channel_id: str) -> str:
    """Name the list of a channel's uploads."""
    return "UU" + channel_id.removeprefix("UC")


def _refusal(
    status: int, reason: str, message: str, *, domain: str = "global", **more: Any
) -> Reply:
    error = {
        "code": status,
        "message": message,
        "errors": [{"message": message, "domain": domain, "reason": reason}],
        **more,
    }
    return json_reply(status, {"error": error})
