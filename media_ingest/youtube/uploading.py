"""One resumable upload to YouTube: announced, sent in pieces, asked what has arrived.

By hand over the owner's HTTP: Google's client sends the first piece in the same breath in
which it learns the upload's address, and that address must be kept before.
"""

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, BinaryIO
from urllib.parse import urljoin, urlsplit

from foundation.errors import Gone, NotUnderstood, TryLater
from media_ingest.youtube.google import Services, send
from media_ingest.youtube.refusals import understand
from media_ingest.youtube.reports import understood
from media_ingest.youtube.videos import VIDEO_ID

# Google takes multiples of 256 KiB; a small one is soon sent again on a bad line.
PIECE = 2**20
QUERY = "uploadType=resumable&part=snippet%2Cstatus&notifySubscribers=false"
UNFINISHED = 308


def begin(services: Services, root: str, body: dict[str, Any], *, size: int, now: datetime) -> str:
    """Announce a video; give the address for its bytes."""
    address = urljoin(root, f"upload/youtube/v3/videos?{QUERY}")
    headers = {
        "content-type": "application/json; charset=UTF-8",
        "x-upload-content-type": "video/mp4",
        "x-upload-content-length": str(size),
    }
    told = json.dumps(body).encode()
    status, answered, content = send(services, "POST", address, body=told, headers=headers, now=now)
    if status != 200:
        raise understand(status, content, now=now)
    return _bound(answered.get("location", ""), root)


def send_rest(
    services: Services, session: str, stream: BinaryIO, *, size: int,
    sending: Callable[[bool], None], now: datetime,
) -> str:  # fmt: skip
    """Ask what has arrived, send the rest, and give the video's id.

    Raises Gone when YouTube does not know the upload any more.
    """
    arrived = _put(services, session, b"", f"bytes */{size}", now=now)
    while isinstance(arrived, int):
        stream.seek(arrived)
        piece = stream.read(PIECE)
        last = arrived + len(piece) - 1
        sending(last + 1 >= size)
        before = arrived
        arrived = _put(services, session, piece, f"bytes {before}-{last}/{size}", now=now)
        if isinstance(arrived, int) and arrived <= before:
            message = "YouTube took nothing of a piece"
            raise TryLater(message)
    return arrived


def _put(
    services: Services, session: str, piece: bytes, content_range: str, *, now: datetime
) -> int | str:
    """Give how many bytes have arrived, or the id of the finished video."""
    headers = {"content-range": content_range, "content-type": "video/mp4"}
    status, answered, content = send(services, "PUT", session, body=piece, headers=headers, now=now)
    if status == UNFINISHED:
        return _arrived(answered.get("range", ""))
    if status in (200, 201):
        return id_in(understood(content))
    if status in (404, 410):
        message = "YouTube does not know this upload any more"
        raise Gone(message)
    raise understand(status, content, now=now)


def _arrived(told: str) -> int:
    found = re.fullmatch(r"bytes=0-(\d{1,15})", told)
    return int(found[1]) + 1 if found else 0


def id_in(video: dict[str, Any]) -> str:
    """Read the id of a video that was answered."""
    given = video.get("id")
    if isinstance(given, str) and VIDEO_ID.fullmatch(given):
        return given
    message = "YouTube does not say which video it made"
    raise NotUnderstood(message)


def _bound(address: str, root: str) -> str:
    """Refuse an address at which neither the API nor Google is: the bytes would go there."""
    ours, theirs = urlsplit(root), urlsplit(address)
    same = (theirs.scheme, theirs.netloc) == (ours.scheme, ours.netloc)
    of_google = theirs.scheme == "https" and (theirs.hostname or "").endswith(".googleapis.com")
    if same or of_google:
        return address
    message = "YouTube named no address of its own for the upload"
    raise NotUnderstood(message)
