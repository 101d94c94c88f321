"""ODK Collect as the server sees it: it fills in a form, sends it, and believes 201 and 202 only.

The rules of sending are those of Collect's own uploader: at most 100 files and the advertised
length in one sending, the whole XML in each, ``*isIncomplete*`` on all but the last.
"""

import base64
import datetime as dt
import uuid
from typing import Any
from unittest.mock import patch
from xml.sax.saxutils import escape

from django.contrib.auth.models import User
from django.test import Client

from events.models import Device
from events.openrosa.devices import add_device
from tests.events.phone import NOW

LIST, SEND = "/or/formList", "/or/submission"
COMMUNITY, OFFICIALS = "nirapad-community", "nirapad-officials"
SENT = {201, 202}
BOUNDARY = "a-boundary-of-this-test"


def basic(name: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


def filled(
    parts: dict[str, Any],
    *,
    own_id: str = "",
    replaces: str = "",
    form: str = COMMUNITY,
    more: str = "",
) -> bytes:
    """Write the XML of a filled form."""
    own_id = own_id or f"uuid:{uuid.uuid4()}"
    said = "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in parts.items())
    before = f"<deprecatedID>{replaces}</deprecatedID>" if replaces else ""
    meta = f"<meta><instanceID>{own_id}</instanceID>{before}</meta>"
    head = f'<data id="{form}" version="1" xmlns:jr="http://openrosa.org/javarosa">'
    return f"<?xml version='1.0' ?>{head}<screen>{said}</screen>{meta}{more}</data>".encode()


def multipart(parts: list[tuple[str, str, str, bytes]]) -> bytes:
    """Write parts (name, file name, type, bytes) as OkHttp does."""
    lines = []
    for name, file, kind, content in parts:
        named = f'form-data; name="{name}"' + (f'; filename="{file}"' if file else "")
        lines += [
            f"--{BOUNDARY}\r\nContent-Disposition: {named}\r\n".encode(),
            f"Content-Type: {kind}\r\n".encode() if kind else b"",
            f"Content-Length: {len(content)}\r\n\r\n".encode(),
            content,
            b"\r\n",
        ]
    return b"".join(lines) + f"--{BOUNDARY}--\r\n".encode()


class Collect:
    """One phone with ODK Collect, set up for a person."""

    def __init__(
        self, person: User, place: str, *, label: str = "Symphony", now: dt.datetime = NOW
    ) -> None:
        made = add_device(person, label=label, now=now)
        self.device: Device = made.device
        self.password = made.password
        self.person = person
        self.place = place
        self.now = now
        self.browser = Client()

    @property
    def headers(self) -> dict[str, str]:
        return {
            "Authorization": basic(self.device.name, self.password),
            "X-OpenRosa-Version": "1.0",
            "User-Agent": "org.odk.collect.android/v2025.1.0 Dalvik/2.1.0",
        }

    def record(self, **parts: Any) -> dict[str, Any]:
        """Answer the questions: a show of the day before with 34 women and 12 men."""
        return {
            "kind": "ipt-show",
            "place": self.place,
            "held_on": (self.now.date() - dt.timedelta(days=1)).isoformat(),
            "headcount": "count",
            "women": 34,
            "men": 12,
            **parts,
        }

    def fill(self, *, own_id: str = "", replaces: str = "", **parts: Any) -> bytes:
        return filled(self.record(**parts), own_id=own_id, replaces=replaces)

    def get(self, url: str):
        return self.browser.get(url, headers=self.headers)

    def head(self):
        return self.browser.head(f"{SEND}?deviceID=collect%3Aabc", headers=self.headers)

    def post(self, body: bytes, *, kind: str = "", at: dt.datetime | None = None, **extra: Any):
        """Send a body as it is."""
        kind = kind or f"multipart/form-data; boundary={BOUNDARY}"
        headers = {**self.headers, **extra.pop("headers", {})}
        headers = {name: value for name, value in headers.items() if value}
        with patch("django.utils.timezone.now", return_value=at or self.now):
            return self.browser.generic(
                "POST", f"{SEND}?deviceID=collect%3Aabc", body, kind, headers=headers, **extra
            )

    def send(
        self,
        xml: bytes,
        files: dict[str, bytes] | None = None,
        *,
        incomplete: bool = False,
        **extra: Any,
    ):
        """Send a filled form, and some of its files."""
        parts = [("xml_submission_file", "form.xml", "text/xml", xml)]
        parts += [(name, name, "image/jpeg", data) for name, data in (files or {}).items()]
        if incomplete:
            parts.append(("*isIncomplete*", "", "text/plain", b"yes"))
        return self.post(multipart(parts), **extra)
