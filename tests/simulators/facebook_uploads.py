"""Videos that are put onto a simulated Page: announced, sent, finished, published, deleted."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tests.simulators.facebook_posts import FacebookPost
from tests.simulators.replies import Request

WRONG_OFFSET = 1363037
# A piece at a time, so that a small file takes several.
PIECE = 40_000


class Uploads:
    """The uploads of all Pages, by the number of the session."""

    def __init__(self) -> None:
        self.sessions: dict[str, tuple[FacebookPost, int]] = {}
        self.number = 880_000

    def step(
        self, posts: list[FacebookPost], request: Request, now: datetime
    ) -> dict[str, Any] | str:
        """Take one step; give the answer, or in words why not."""
        said = request.form
        if said.get("upload_phase") == "start":
            return self._start(posts, int(said["file_size"]), now)
        found = self.sessions.get(said.get("upload_session_id", ""))
        if found is None:
            return "unknown session"
        video, size = found
        if said.get("upload_phase") == "transfer":
            if int(said["start_offset"]) != len(video.data):
                return "wrong offset"
            video.data += request.files["video_file_chunk"]
            return self.wants(said["upload_session_id"])
        if len(video.data) < size:
            return "not whole"
        video.uploaded, video.message = True, said["title"]
        video.published = said.get("published", "true") == "true"
        return {"success": True}

    def wants(self, session: str) -> dict[str, str]:
        """Say where the next piece begins and ends."""
        video, size = self.sessions[session]
        at = len(video.data)
        return {"start_offset": str(at), "end_offset": str(min(at + PIECE, size))}

    def _start(self, posts: list[FacebookPost], size: int, now: datetime) -> dict[str, str]:
        self.number += 1
        video = FacebookPost(
            str(self.number), now, kind="video", video_id=f"99{self.number}", published=False,
            uploaded=False,
        )  # fmt: skip
        posts.insert(0, video)
        session = f"77{self.number}"
        self.sessions[session] = (video, size)
        told = {"upload_session_id": session, "video_id": video.video_id}
        return {**told, **self.wants(session)}


def node(video: FacebookPost, object_id: str) -> dict[str, Any]:
    """Write a video as it is read back."""
    phase = "complete" if video.uploaded else "in_progress"
    return {
        "id": object_id,
        "published": video.published,
        "is_published": video.published,
        "status": {"video_status": "ready", "uploading_phase": {"status": phase}},
    }


def change(video: FacebookPost, form: Mapping[str, str]) -> None:
    """Do as a POST to the video itself says."""
    if form.get("published") == "true":
        video.published = True
