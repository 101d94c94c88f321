"""Bringing videos to a Page: unpublished, captions, published, deleted.

The id is given when the upload is announced, before a byte is sent. ``100/33`` says both
"not there" and "not for this token": only while the token opens the Page's own videos is a
video that it does not show taken for gone.
"""

import json
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, BinaryIO

from foundation.errors import Gone, NotUnderstood, TryLater
from media_ingest.facebook.calls import PageCalls
from media_ingest.facebook.refusals import OffsetRefused
from media_ingest.timed_text import subrip

PIECE = 4 * 2**20
# Facebook's names for the languages of captions.
LOCALES = {"bn": "bn_IN", "en": "en_US"}
NUMBER = re.compile(r"\d{1,40}")
DONE = "complete"


class FacebookPublisher:
    """Puts videos onto one Page; speaks ``crm_videos.publishing.ports.Platform``.

    ``calls`` go to the Graph API, ``uploads`` to its host for videos.
    """

    def __init__(self, *, calls: PageCalls, uploads: PageCalls) -> None:
        self.page_id = calls.page_id
        self._calls = calls
        self._uploads = uploads

    def begin(
        self, *, title: str, description: str, language: str, mark: str, size: int, now: datetime
    ) -> tuple[str, str]:
        """Announce a video: nothing is to be seen before it is finished and published."""
        told = self._uploads.send(
            self.page_id, "videos", now=now, upload_phase="start", file_size=str(size)
        )
        session, video = told.body.get("upload_session_id"), told.body.get("video_id")
        upload = {"session": str(_number(session)), "video": str(_number(video))}
        return json.dumps(upload), upload["video"]

    def send(
        self, session: str, stream: BinaryIO, *, size: int, title: str, description: str,
        sending: Callable[[bool], None], now: datetime,
    ) -> str:  # fmt: skip
        """Send what has not arrived, then finish the upload, unpublished."""
        upload = json.loads(session)
        video = str(upload["video"])
        if self._has_arrived(video, now):
            return video
        at, until = 0, min(PIECE, size)
        while at < until:
            stream.seek(at)
            piece = stream.read(until - at)
            sending(until >= size)
            at, until = self._transfer(str(upload["session"]), piece, at, size, now)
        sending(True)
        told = self._uploads.send(
            self.page_id, "videos", now=now, upload_phase="finish",
            upload_session_id=str(upload["session"]), title=title, description=description,
            published="false",
        )  # fmt: skip
        if told.body.get("success") is not True:
            message = "Facebook did not finish the upload"
            raise TryLater(message)
        return video

    def find(self, mark: str, *, now: datetime) -> str:
        """Find nothing: a video's id is known before a byte of it is sent."""
        return ""

    def caption(
        self, video: str, language: str, cues: Sequence[Sequence[Any]], *, now: datetime
    ) -> None:
        """Set captions, unless the video has some in this language."""
        locale = LOCALES[language]
        there = self._calls.ask(video, "captions", now=now)
        if any(row.get("locale") == locale for row in there.rows):
            return
        file = (f"captions.{locale}.srt", subrip(cues), "application/x-subrip")
        self._calls.send(
            video, "captions", now=now, files={"captions_file": file}, default_locale=locale
        )

    def is_public(self, video: str, *, now: datetime) -> bool | None:
        """Say whether others can see it; ``None`` when it is not there any more."""
        name = "is_published" if "_" in video else "published"
        try:
            told = self._calls.ask(video, "", now=now, fields=f"id,{name}")
        except Gone:
            told = None
        if told is None:
            self._demand_sight(now)
            return None
        said = told.body.get(name)
        if not isinstance(said, bool):
            message = "Facebook does not say whether it is published"
            raise NotUnderstood(message)
        return said

    def make_public(self, video: str, *, now: datetime) -> None:
        """Publish it on the Page."""
        self._calls.send(video, "", now=now, published="true")

    def take_down(self, video: str, *, now: datetime) -> None:
        """Delete it, with the post around it."""
        try:
            self._calls.delete(video, now=now)
        except Gone:
            return

    def address_of(self, video: str) -> str:
        """Give the address that leads to it."""
        return f"https://www.facebook.com/{video}"

    def _demand_sight(self, now: datetime) -> None:
        """Make sure that the token opens the Page's own videos."""
        told = self._calls.ask(self.page_id, "videos", now=now, fields="id", limit="1")
        if "data" not in told.body:
            message = "Facebook's answer has no list of videos"
            raise NotUnderstood(message)

    def _has_arrived(self, video: str, now: datetime) -> bool:
        told = self._calls.ask(video, "", now=now, fields="id,status")
        status = told.body.get("status")
        phase = status.get("uploading_phase") if isinstance(status, dict) else None
        return isinstance(phase, dict) and phase.get("status") == DONE

    def _transfer(
        self, session: str, piece: bytes, at: int, size: int, now: datetime
    ) -> tuple[int, int]:
        """Send one piece; give from where to where the next one goes."""
        try:
            told = self._uploads.send(
                self.page_id, "videos", now=now, files={"video_file_chunk": ("video.mp4", piece)},
                upload_phase="transfer", upload_session_id=session, start_offset=str(at),
            )  # fmt: skip
            said = told.body
        except OffsetRefused as refused:
            # It has more or less than we thought: it says from where it wants to go on.
            said = {"start_offset": refused.start, "end_offset": refused.end}
            if str(refused.start) == str(at):
                raise
        start, end = _number(said.get("start_offset")), _number(said.get("end_offset"))
        if start > size:
            message = "Facebook wants more than there is"
            raise NotUnderstood(message)
        return start, min(end, start + PIECE, size)


def _number(raw: Any) -> int:
    """Read a number that came as a text, as Facebook writes ids and places in a file."""
    if isinstance(raw, str) and NUMBER.fullmatch(raw):
        return int(raw)
    message = "Facebook does not say which upload it began, or what it wants next"
    raise NotUnderstood(message)
