"""The people of one story's life, each at a browser or phone of their own, over HTTP.

A form is filled in as the page gave it: what nobody touches is sent back as it came.
"""

import base64
import json
import re
from datetime import timedelta
from typing import Any

import requests
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client

from tests import second_factor
from tests.portal.at_the_door import CODE, LOGIN, PASSWORD, fresh_code, signed_in

TUS = {"Tus-Resumable": "1.0.0"}


def fill(html: str, having: str, **said: Any) -> dict[str, Any]:
    """Give what a browser would send of the form with a field, with some of it filled in."""
    field = BeautifulSoup(html, "html.parser").find(attrs={"name": having})
    assert field is not None, f"no field {having}"
    found: dict[str, Any] = {}
    for one in field.find_parent("form").find_all(["input", "select", "textarea"]):
        name, kind = one.get("name"), one.get("type", "")
        if not name or kind in ("submit", "button", "file"):
            continue
        if kind in ("checkbox", "radio"):
            if one.has_attr("checked"):
                found.setdefault(name, []).append(one.get("value", "on"))
        elif one.name == "select":
            chosen = one.find_all("option", selected=True) or one.find_all("option")[:1]
            found[name] = [option.get("value", "") for option in chosen]
        else:
            text = one.text.removeprefix("\n") if one.name == "textarea" else one.get("value", "")
            found[name] = [text]
    return {**found, **said}


class Clock:
    """The time of everybody, moved on by hand."""

    def __init__(self, now: Any) -> None:
        self._now, self._ahead = now, timedelta(0)

    def __call__(self) -> Any:
        return self._now() + self._ahead

    def wait(self, **much: float) -> None:
        self._ahead += timedelta(**much)


class Phone:
    """A phone in the field: real sockets, its own cookies, and the token against forgery."""

    def __init__(self, site: str) -> None:
        self.site, self.line = site, requests.Session()
        self.line.trust_env = False

    def sign_in(self, person: User) -> None:
        """Give the password, then the code of the app."""
        second_factor.enrol(person)
        self.read(LOGIN)
        self.send(LOGIN, {"login": person.username, "password": PASSWORD})
        self.send(CODE, {"code": fresh_code(person)})

    def read(self, address: str) -> str:
        answer = self.line.get(self.site + address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.text

    def send(self, address: str, form: dict[str, Any], files: Any = None) -> requests.Response:
        """Send a form; gives the page that it leads to."""
        answer = self.line.post(self.site + address, form, files=files, headers=self._token())
        assert answer.status_code == 200, (address, answer.status_code)
        return answer

    def send_film(self, film: bytes, testimony: str) -> str:
        """Send a recording by tus, in two pieces with a line that broke between them."""
        told = {
            "testimony": testimony, "chapter": "experience", "medium": "video",
            "filetype": "video/mp4", "fingerprint": "ab12",
        }  # fmt: skip
        about = ",".join(f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in told.items())
        headers = {**TUS, **self._token(), "Content-Type": "text/plain"}
        begun = self.line.post(
            f"{self.site}/field/stories/uploads/",
            headers={**headers, "Upload-Length": str(len(film)), "Upload-Metadata": about},
        )
        assert begun.status_code == 201, begun.text
        address = self.site + re.sub(r"^https?://[^/]+", "", begun.headers["Location"])
        for end in (len(film) // 2, len(film)):
            at = int(self.line.head(address, headers=TUS).headers["Upload-Offset"])
            headers = {
                **TUS, **self._token(), "Upload-Offset": str(at),
                "Content-Type": "application/offset+octet-stream",
            }  # fmt: skip
            assert self.line.patch(address, film[at:end], headers=headers).status_code == 204
        return address

    def state_of(self, upload: str) -> dict[str, Any]:
        return self.line.get(f"{upload}state/").json()

    def _token(self) -> dict[str, str]:
        """Say where the request comes from, as a browser does."""
        return {"X-CSRFToken": self.line.cookies.get("csrftoken") or "", "Referer": self.site}


class Desk:
    """Somebody at the office, who came in by the door."""

    def __init__(self, person: User) -> None:
        self.person, self.client = person, Client()

    def sign_in(self) -> None:
        self.client = signed_in(self.person)

    def come_back(self) -> None:
        """Sign in on another day; not by the door, whose codes are of the real time."""
        self.client.force_login(self.person)

    def read(self, address: str) -> str:
        answer = self.client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content.decode()

    def fill_in(self, address: str, having: str, **said: Any) -> str:
        """Open a page, fill its form in, send it; give the page that it leads to."""
        html = self.read(address)
        if html.startswith("{"):
            html = json.loads(html)["html"]
        answer = self.client.post(address, fill(html, having, **said), follow=True)
        assert answer.status_code == 200, (address, answer.status_code)
        shown = answer.content.decode()
        wrong = BeautifulSoup(shown, "html.parser").select(".error-message, .errorlist, .w-error")
        assert not wrong, [one.get_text(" ", strip=True) for one in wrong]
        return shown
