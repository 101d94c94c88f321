"""Bringing videos to a channel, always private first; captions; public; private again.

``videos.update`` replaces the whole part: it is read first, and what may be written is sent
back as it was (youtube.md §5). A public video is one that is not private: who has the
address of an unlisted one sees it too.
"""

import io
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, BinaryIO

from foundation.errors import NeedsPerson, NotUnderstood, TryLater
from media_ingest.answers import Gate
from media_ingest.timed_text import webvtt
from media_ingest.youtube import uploading
from media_ingest.youtube.google import Roots, Services, call
from media_ingest.youtube.quota import (
    GENERAL,
    INSERT_CAPTIONS_UNITS,
    LIST_CAPTIONS_UNITS,
    UPDATE_UNITS,
    UPLOAD,
)
from media_ingest.youtube.refusals import PlaylistGone
from media_ingest.youtube.reports import understood
from media_ingest.youtube.videos import items_of

NONPROFITS = "29"
# Of the part "status"; all else in it is told and cannot be said.
MAY_BE_SAID = (
    "embeddable",
    "license",
    "publicStatsViewable",
    "selfDeclaredMadeForKids",
    "containsSyntheticMedia",
)
NOT_TAKEN = frozenset({"failed", "rejected", "deleted"})


class YouTubePublisher:
    """Puts videos into one channel; speaks ``crm_videos.publishing.ports.Platform``."""

    def __init__(
        self, *, channel_id: str, client_id: str, client_secret: str, refresh_token: str,
        roots: Roots, timeout: float, gate: Gate,
    ) -> None:  # fmt: skip
        self.channel_id = channel_id
        self._root = roots.api
        self._gate = gate
        self._connected = bool(refresh_token)
        self._services = Services(
            client_id=client_id, client_secret=client_secret, refresh_token=refresh_token,
            roots=roots, timeout=timeout,
        )  # fmt: skip

    def begin(
        self, *, title: str, description: str, language: str, mark: str, size: int, now: datetime
    ) -> tuple[str, str]:
        """Announce a private video. Its id is not known before its last byte has arrived."""
        body = {
            "snippet": {
                "title": title,
                "description": description,
                "tags": [mark],
                "categoryId": NONPROFITS,
                "defaultLanguage": language,
            },
            "status": {
                "privacyStatus": "private",
                "selfDeclaredMadeForKids": False,
                "embeddable": True,
            },
        }
        session = self._spend(
            UPLOAD, 1, lambda: uploading.begin(
                self._services, self._root, body, size=size, now=now
            ), now,
        )  # fmt: skip
        return session, ""

    def send(
        self, session: str, stream: BinaryIO, *, size: int, title: str, description: str,
        sending: Callable[[bool], None], now: datetime,
    ) -> str:  # fmt: skip
        """Send what has not arrived. Pieces of one upload cost nothing more."""
        return uploading.send_rest(
            self._services, session, stream, size=size, sending=sending, now=now
        )

    def find(self, mark: str, *, now: datetime) -> str:
        """Look for the mark among the newest fifty uploads, private ones included."""
        ids = [one.get("videoId", "") for one in self._newest(now)]
        if not ids:
            return ""
        told = self._services.data.videos().list(part="snippet", id=",".join(ids))
        for item in self._items(told, now):
            if mark in item.get("snippet", {}).get("tags", []):
                return uploading.id_in(item)
        return ""

    def caption(
        self, video: str, language: str, cues: Sequence[Sequence[Any]], *, now: datetime
    ) -> None:
        """Insert captions, unless the video has some in this language."""
        from googleapiclient.http import MediaIoBaseUpload

        captions = self._services.data.captions()
        there = captions.list(part="snippet", videoId=video)
        told = understood(self._ask(there, LIST_CAPTIONS_UNITS, now))
        listed = told.get("items")
        for item in listed if isinstance(listed, list) else ():
            if item.get("snippet", {}).get("language") == language:
                return
        snippet = {"videoId": video, "language": language, "name": "", "isDraft": False}
        media = MediaIoBaseUpload(io.BytesIO(webvtt(cues)), "text/vtt", resumable=False)
        insert = captions.insert(part="snippet", body={"snippet": snippet}, media_body=media)
        self._ask(insert, INSERT_CAPTIONS_UNITS, now)

    def is_public(self, video: str, *, now: datetime) -> bool | None:
        """Say whether others can see it; ``None`` when YouTube shows it to its owner no more."""
        status = self._status(video, now)
        if status is not None:
            return status["privacyStatus"] != "private"
        self._demand_absence(video, now)
        return None

    def make_public(self, video: str, *, now: datetime) -> None:
        """Make it public. Raises NeedsPerson where YouTube did not take the video."""
        status = self._status(video, now)
        if status is None or status.get("uploadStatus") in NOT_TAKEN:
            message = "YouTube did not take this video"
            raise NeedsPerson(message)
        self._say(video, status, "public", now)

    def take_down(self, video: str, *, now: datetime) -> None:
        """Make it private, and undo a date of publishing if there is one."""
        status = self._status(video, now)
        if status is not None:
            self._say(video, status, "private", now)

    def address_of(self, video: str) -> str:
        """Give the address of its page."""
        return f"https://www.youtube.com/watch?v={video}"

    def _status(self, video: str, now: datetime) -> dict[str, Any] | None:
        asked = self._services.data.videos().list(part="status", id=video)
        items = self._items(asked, now)
        if not items:
            return None
        status = items[0].get("status")
        if items[0].get("id") != video or not isinstance(status, dict):
            message = "YouTube does not tell the status of the video"
            raise NotUnderstood(message)
        if not isinstance(status.get("privacyStatus"), str):
            message = "YouTube does not tell who can see the video"
            raise NotUnderstood(message)
        return status

    def _demand_absence(self, video: str, now: datetime) -> None:
        """Make sure that the list of uploads does not name what has just not been shown."""
        # What a deleted video leaves in the list has no date.
        listed = [one.get("videoId") for one in self._newest(now) if one.get("videoPublishedAt")]
        if video in listed:
            message = "YouTube lists the video and does not show it"
            raise TryLater(message)

    def _newest(self, now: datetime) -> list[dict[str, Any]]:
        """List the newest fifty uploads, private ones included."""
        newest = self._services.data.playlistItems().list(
            part="contentDetails", playlistId=self._uploads(now), maxResults=50
        )
        try:
            return [item.get("contentDetails", {}) for item in self._items(newest, now)]
        except PlaylistGone:
            return []  # so answers a channel without uploads

    def _say(self, video: str, status: dict[str, Any], privacy: str, now: datetime) -> None:
        again = {name: status[name] for name in MAY_BE_SAID if name in status}
        body = {"id": video, "status": {**again, "privacyStatus": privacy}}
        update = self._services.data.videos().update(part="status", body=body)
        self._ask(update, UPDATE_UNITS, now)

    def _uploads(self, now: datetime) -> str:
        asked = self._services.data.channels().list(part="contentDetails", id=self.channel_id)
        for item in self._items(asked, now):
            playlist = item.get("contentDetails", {}).get("relatedPlaylists", {}).get("uploads")
            if isinstance(playlist, str) and playlist:
                return playlist
        message = "YouTube names no list of the channel's uploads"
        raise NotUnderstood(message)

    def _items(self, request: Any, now: datetime) -> list[dict[str, Any]]:
        return items_of(understood(self._ask(request, 1, now)))

    def _ask(self, request: Any, units: int, now: datetime) -> bytes:
        return self._spend(GENERAL, units, lambda: call(request, now=now), now)

    def _spend(self, bucket: str, units: int, act: Callable[[], Any], now: datetime) -> Any:
        """Spend, then act; a refusal that names a time closes the bucket until then."""
        if not self._connected:
            message = "the channel is disconnected; connect it again"
            raise NeedsPerson(message)
        self._gate.spend(bucket, units, now=now)
        try:
            return act()
        except TryLater as error:
            if error.after is not None:
                self._gate.close(bucket, until=error.after, now=now)
            raise
