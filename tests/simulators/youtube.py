"""Google's token endpoint, YouTube's channels and Analytics' day reports: facts/youtube.md."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tests.simulators.faults import Fault
from tests.simulators.figures import ONE_DAY, SHAPES, Figures, ripening
from tests.simulators.replies import Reply, Request, json_reply

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


class YouTubeSimulator:
    """Answers for any number of channels, each with its own owner."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.channels: dict[str, Channel] = {}
        self.access_tokens: dict[str, str] = {}

    def add_channel(self, channel_id: str, refresh_token: str, **more: Any) -> Channel:
        """Let a channel exist; an empty ``client_secret`` takes any."""
        self.channels[channel_id] = Channel(refresh_token, **more)
        if self.channels[channel_id].figures is None:
            self.channels[channel_id].figures = ripening(channel_id)
        return self.channels[channel_id]

    def reply(self, request: Request, fault: Fault | None) -> Reply:
        """Answer one request, in the way that the fault says."""
        if request.path == "/token":
            return self._token(request.form, fault)
        owned = self._owned(request.headers)
        if owned is None or fault == Fault.UNAUTHORISED:
            return _refusal(401, "authError", "Request had invalid authentication credentials.")
        if fault == Fault.QUOTA_403:
            return _refusal(403, "quotaExceeded", "You have exceeded your quota.")
        if fault == Fault.QUOTA_429:
            return _refusal(429, "rateLimitExceeded", "Quota exceeded per day", details=[PER_DAY])
        if fault == Fault.THROTTLED:
            return _refusal(403, "userRateLimitExceeded", "User rate limit exceeded.")
        if request.path == "/youtube/v3/channels":
            return self._channels(request.query, owned)
        if request.path == "/v2/reports":
            return self._report(request.query, owned, fault)
        return _refusal(404, "notFound", "Not Found")

    def _token(self, form: Mapping[str, str], fault: Fault | None) -> Reply:
        owned = {channel.refresh_token: key for key, channel in self.channels.items()}
        channel_id = owned.get(form.get("refresh_token", ""))
        if channel_id is None or fault == Fault.DEAD_TOKEN:
            body = {
                "error": "invalid_grant",
                "error_description": "Token has been expired or revoked.",
            }
            return json_reply(400, body)
        secret = self.channels[channel_id].client_secret
        if secret and form.get("client_secret") != secret:
            return json_reply(401, {"error": "invalid_client", "error_description": "Unauthorized"})
        token = "ya29." + secrets.token_urlsafe(16)
        self.access_tokens[token] = channel_id
        body = {"access_token": token, "expires_in": 3599, "token_type": "Bearer"}
        return json_reply(
            200, {**body, "scope": "https://www.googleapis.com/auth/youtube.readonly"}
        )

    def _owned(self, headers: Mapping[str, str]) -> str | None:
        kind, _, token = headers.get("authorization", "").partition(" ")
        return self.access_tokens.get(token) if kind == "Bearer" else None

    def _channels(self, query: Mapping[str, str], owned: str) -> Reply:
        asked = owned if query.get("mine") == "true" else query.get("id", "")
        body: dict[str, Any] = {
            "kind": "youtube#channelListResponse",
            "pageInfo": {"totalResults": 0, "resultsPerPage": 5},
        }
        if asked in self.channels:
            body["pageInfo"]["totalResults"] = 1
            body["items"] = [
                {
                    "kind": "youtube#channel",
                    "id": asked,
                    "snippet": {"title": self.channels[asked].title, "country": "BD"},
                    "statistics": {"viewCount": "1234567", "videoCount": "51"},
                }
            ]
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


def _refusal(status: int, reason: str, message: str, **more: Any) -> Reply:
    error = {
        "code": status,
        "message": message,
        "errors": [{"message": message, "domain": "global", "reason": reason}],
        **more,
    }
    return json_reply(status, {"error": error})
