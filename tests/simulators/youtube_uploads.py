"""Uploads to a simulated channel, as YouTube takes them; changing and deleting its videos."""

import json
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.simulators.replies import Reply, Request, json_reply
from tests.simulators.videos import Video

BEGIN, CAPTIONS, ADD_CAPTIONS = (
    "/upload/youtube/v3/videos",
    "/youtube/v3/captions",
    "/upload/youtube/v3/captions",
)
UPLOADS = frozenset({BEGIN, CAPTIONS, ADD_CAPTIONS})
# What an update does not say goes back to this.
WITHOUT_A_WORD = {"privacyStatus": "public", "embeddable": True, "publicStatsViewable": True}


@dataclass
class Session:
    """One upload that was announced."""

    body: dict[str, Any]
    size: int
    notifies: bool
    data: bytes = b""
    video: Video | None = None


class Uploads:
    """``sessions`` that are emptied are uploads that YouTube forgot."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.sessions: dict[str, Session] = {}
        self.took: list[int] = []

    def reply(self, request: Request, videos: list[Video]) -> Reply | None:
        """Answer what changes something; ``None`` when there is no such video."""
        if request.path == BEGIN and request.method == "POST":
            return self._begin(request)
        if request.path == BEGIN:
            return self._put(request, videos)
        asked = request.query.get("id") or request.query.get("videoId") or _named_in(request)
        video = next((one for one in videos if one.id == asked and one.shown), None)
        if video is None:
            return None
        if request.path == CAPTIONS:
            return json_reply(200, {"items": [_caption(name) for name in video.captions]})
        if request.path == ADD_CAPTIONS:
            return _add_captions(request, video)
        if request.method == "DELETE":
            video.vanish()
            return Reply(204, b"")
        return _update(request, video)

    def _begin(self, request: Request) -> Reply:
        key = secrets.token_urlsafe(12)
        self.sessions[key] = Session(
            body=json.loads(request.body),
            size=int(request.headers["x-upload-content-length"]),
            notifies=request.query.get("notifySubscribers", "true") == "true",
        )
        host = request.headers["host"]
        return Reply(200, b"", {"location": f"http://{host}{BEGIN}?upload_id={key}"})

    def _put(self, request: Request, videos: list[Video]) -> Reply:
        session = self.sessions.get(request.query.get("upload_id", ""))
        if session is None:
            return Reply(404, b"Not Found", {"content-type": "text/plain"})
        found = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", request.headers["content-range"])
        if found and int(found[1]) == len(session.data):
            session.data += request.body
            self.took.append(len(request.body))
        if len(session.data) < session.size:
            got = {"range": f"bytes=0-{len(session.data) - 1}"} if session.data else {}
            return Reply(308, b"", got)
        if session.video is None:
            session.video = _made_of(session, self.clock())
            videos.insert(0, session.video)
        return json_reply(201, {"kind": "youtube#video", "id": session.video.id})


def _made_of(session: Session, now: datetime) -> Video:
    snippet = session.body["snippet"]
    return Video(
        secrets.token_urlsafe(8)[:11],
        snippet["title"],
        now,
        description=snippet["description"],
        tags=tuple(snippet.get("tags", ())),
        status={**WITHOUT_A_WORD, **session.body.get("status", {})},
        data=session.data,
    )


def _update(request: Request, video: Video) -> Reply:
    """Replace the part: what is not said falls back."""
    video.status = {**WITHOUT_A_WORD, **json.loads(request.body)["status"]}
    return json_reply(200, {"kind": "youtube#video", "id": video.id, "status": video.status})


def _add_captions(request: Request, video: Video) -> Reply:
    said, text = _parts(request)
    video.captions[said["snippet"]["language"]] = text
    return json_reply(200, _caption(said["snippet"]["language"]))


def _caption(language: str) -> Mapping[str, Any]:
    return {"kind": "youtube#caption", "snippet": {"language": language}}


def _named_in(request: Request) -> str:
    said = _parts(request)[0] if request.path == ADD_CAPTIONS else json.loads(request.body)
    return str(said.get("id") or said.get("snippet", {}).get("videoId"))


def _parts(request: Request) -> tuple[dict[str, Any], bytes]:
    """Read what is said, and the file behind it."""
    boundary = request.headers["content-type"].partition("boundary=")[2].strip('"')
    _before, said, file, *_ = request.body.split(b"--" + boundary.encode())
    bodies = [re.split(rb"\r?\n\r?\n", part, maxsplit=1)[1].strip() for part in (said, file)]
    return json.loads(bodies[0]), bodies[1]
