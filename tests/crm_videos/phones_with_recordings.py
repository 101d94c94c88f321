"""A real server that is killed, and phones that send recordings through a line that is cut."""

import base64
import http.client
import json
import os
import random
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from crm_videos.private.frames import Frames
from foundation.encrypted import Sealed
from tests.own_site import OwnSite, descendants, kill_group, wait_until

BEGIN = "/field/stories/uploads/"
NO_ANSWER = 0
MAKE_A_RECORDER = """
import datetime as dt
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Permission, User
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from campaigns.models import Assignment, Place
from crm_videos.models import Testimony
from tests.crm_videos.agreed import agree
from tests.second_factor import enrol
user = User.objects.create_user("rahima")
user.user_permissions.set(Permission.objects.filter(codename="add_recording"))
Assignment.objects.create(user=user).districts.set(["BD4047"])
session = SessionStore()
session[SESSION_KEY] = str(user.pk)
(session[BACKEND_SESSION_KEY],) = settings.AUTHENTICATION_BACKENDS
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
shown = {"method": "mfa", "at": 0.0, "id": enrol(user).pk, "type": "totp"}
session[AUTHENTICATION_METHODS_SESSION_KEY] = [shown]
session["account_authentication_methods_user"] = str(user.pk)
session.create()
now = timezone.now()
testimony = Testimony.objects.create(
    place=Place.objects.get(pk="BD4047"), told_on=now.date(), recorded_by=user, created_at=now,
    person={"name": "Canary Begum"},
)
agree(testimony, user, now=now)
print("MADE", session.session_key, testimony.pk)
"""
TOKEN = "x" * 32


@dataclass
class Sent:
    """What it took: bytes that left the phone, cuts, deaths, and memory in kilobytes."""

    bytes: int = 0
    cuts: int = 0
    killed: int = 0
    peak: int = 0


class UploadServer:
    """One web process of this checkout, and the session of one who brings recordings."""

    def __init__(self, site: OwnSite) -> None:
        self.site = site
        site.environment |= {
            "PRIVATE_FILE_KEYS": settings.PRIVATE_FILE_KEYS[0],
            "LOG_LEVEL": "ERROR",
        }
        made = site.manage("shell", "-v0", "-c", MAKE_A_RECORDER)
        assert "MADE" in made.stdout, made.stderr
        _, session, self.testimony = made.stdout.strip().splitlines()[-1].split()
        self.headers = {
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Tus-Resumable": "1.0.0",
        }
        self.start()

    def start(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = self.site.start(
            *("-m", "portal.web", "--port", str(self.port), "--workers", "1", "--threads", "4"),
        )
        wait_until(lambda: self.ask("OPTIONS", BEGIN)[0] == 204, seconds=120)

    def kill(self, *, whole: bool) -> None:
        """Kill it as it stands: the process that serves, or with it the one that starts another."""
        if whole:
            kill_group(self.process)
            self.start()
            return
        for pid in descendants(self.process.pid):
            os.kill(pid, signal.SIGKILL)
        wait_until(lambda: self.ask("OPTIONS", BEGIN)[0] == 204, seconds=120)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{BEGIN}"

    def ask(
        self, method: str, path: str, body: bytes = b"", **more: str
    ) -> tuple[int, http.client.HTTPMessage]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {name.replace("_", "-"): value for name, value in more.items()}
        try:
            connection.request(method, path, body, {**self.headers, **headers})
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return NO_ANSWER, http.client.HTTPMessage()
        finally:
            connection.close()
        return answer.status, answer.headers

    def state(self, path: str) -> dict[str, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", f"{path}state/", headers=self.headers)
        told: dict[str, Any] = json.loads(connection.getresponse().read())
        connection.close()
        return told

    def metadata(self) -> dict[str, str]:
        return {
            "testimony": self.testimony, "chapter": "experience", "medium": "video",
            "filetype": "video/mp4", "fingerprint": "5f2a",
        }  # fmt: skip

    def begin(self, length: int) -> str:
        pairs = {k: base64.b64encode(v.encode()).decode() for k, v in self.metadata().items()}
        told = ",".join(f"{key} {value}" for key, value in pairs.items())
        status, headers = self.ask("POST", BEGIN, Upload_Length=str(length), Upload_Metadata=told)
        assert status == 201, status
        return headers["Location"]

    def offset(self, path: str) -> int:
        status, headers = self.ask("HEAD", path)
        assert status == 200, status
        return int(headers["Upload-Offset"])

    def arrived(self, path: str) -> Iterator[bytes]:
        """Read what lies on the server's disk, with the key in its row."""
        pk = path.rstrip("/").split("/")[-1]
        ((name, sealed, size, state),) = [
            row[1:]
            for row in self.site.rows("SELECT id, name, seal, length, state FROM crm_videos_upload")
            if str(row[0]).replace("-", "") == pk.replace("-", "")
        ]
        assert state == "looking"
        key = base64.b64decode(Sealed(sealed, "PRIVATE_FILE_KEYS").open()["key"])
        with (self.site.folder / "private" / "testimonies" / name).open("rb") as stored:
            frames = Frames(stored, key=key, file=UUID(pk), size=size)
            yield from frames.between(0, size)

    def peak_kilobytes(self) -> int:
        """Give the most memory that the web process has held so far."""
        peaks = [
            int(line.split()[1])
            for pid in descendants(self.process.pid)
            for line in Path(f"/proc/{pid}/status").read_text().splitlines()
            if line.startswith("VmHWM")
        ]
        return max(peaks)


def send_through_cuts(
    server: UploadServer,
    path: str,
    file: Path,
    *,
    chunk: int,
    cuts: int,
    deaths: int,
    seed: int,
    whole: bool = False,
) -> Sent:
    """Send a file in chunks; cut the line at drawn offsets, and kill the server at some of them."""
    chance, sent, length = random.Random(seed), Sent(), file.stat().st_size
    breaks = sorted(chance.sample(range(1, length), cuts))
    deadly = set(chance.sample(breaks, deaths))
    with file.open("rb") as stream:
        while (at := server.offset(path)) < length:
            stream.seek(at)
            data = stream.read(chunk)
            breaks = [one for one in breaks if one > at]
            if breaks and breaks[0] < at + len(data):
                here = breaks.pop(0)
                sent.bytes += send_a_part(server, path, data, at, here - at)
                sent.cuts += 1
                sent.peak = max(sent.peak, server.peak_kilobytes())
                if here in deadly:
                    server.kill(whole=whole)
                    sent.killed += 1
                else:
                    # All that left the phone is kept, though nobody heard of it.
                    wait_until(lambda: server.offset(path) == here, seconds=60)  # noqa: B023
                continue
            status, headers = server.ask(
                "PATCH", path, data, Upload_Offset=str(at),
                Content_Type="application/offset+octet-stream",
            )  # fmt: skip
            assert (status, headers["Upload-Offset"]) == (204, str(at + len(data)))
            sent.bytes += len(data)
    return sent


def send_a_part(server: UploadServer, path: str, data: bytes, at: int, size: int) -> int:
    """Announce all of it, send a part, and be gone as a phone in a tunnel is."""
    head = {
        **server.headers, "Upload-Offset": str(at), "Content-Length": str(len(data)),
        "Content-Type": "application/offset+octet-stream", "Host": "127.0.0.1",
    }  # fmt: skip
    lines = [f"PATCH {path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items())]
    line = socket.create_connection(("127.0.0.1", server.port), timeout=60)
    with line, suppress(OSError):
        line.sendall("\r\n".join([*lines, "", ""]).encode())
        line.sendall(data[:size])
    return size


def same(server: UploadServer, path: str, file: Path) -> bool:
    """Compare what arrived with the file, a frame at a time."""
    with file.open("rb") as stream:
        if not all(stream.read(len(piece)) == piece for piece in server.arrived(path)):
            return False
        return not stream.read(1)


@contextmanager
def recording_of(folder: Path, size: int, seed: int) -> Iterator[Path]:
    """Give a file of drawn bytes."""
    path, chance = folder / "recording.mp4", random.Random(seed)
    with path.open("wb") as stream:
        for at in range(0, size, 1 << 20):
            stream.write(chance.randbytes(min(1 << 20, size - at)))
    yield path
    path.unlink()
