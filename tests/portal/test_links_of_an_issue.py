"""Links are asked for real, on loopback; and nothing but the public internet is ever asked."""

import ipaddress
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePosixPath

import pytest

from portal.issues.linting import asking
from portal.issues.linting.asking import ask_links
from portal.issues.linting.beside import Link

# Where a link may lead and nobody follows: into a private network, to a file of the machine.
INSIDE = next(ipaddress.ip_network((10 << 24, 8)).hosts())
ODD = PurePosixPath("/", "x").as_uri()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    asked: list[str]
    free: threading.Event


class _Answers(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self.server.asked.append(f"{self.command} {self.path}")
        name = self.path.strip("/")
        if name == "slow":
            self.server.free.wait(20)
        status = {
            "gone": 404, "closed": 410, "refuses": 403, "broken": 500, "moved": 302, "loop": 302,
            "inside": 302, "odd": 302,
        }.get(name, 200)  # fmt: skip
        if name == "no-head" and self.command == "HEAD":
            status = 405
        self.send_response(status)
        leads_to = {
            "moved": "/page", "loop": "/loop", "inside": f"http://{INSIDE}/", "odd": ODD,
        }  # fmt: skip
        if name in leads_to:
            self.send_header("Location", leads_to[name])
        self.end_headers()

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[_Server]:
    with _Server(("127.0.0.1", 0), _Answers) as server:
        server.asked, server.free = [], threading.Event()
        threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        yield server
        server.free.set()
        server.shutdown()


def base(server: _Server) -> str:
    return f"http://127.0.0.1:{server.server_port}"


def is_loopback(address: str) -> bool:
    return address == "127.0.0.1"


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("page", Link.ALIVE), ("page?of=2#here", Link.ALIVE), ("moved", Link.ALIVE),
        ("no-head", Link.ALIVE), ("gone", Link.DEAD), ("closed", Link.DEAD), ("loop", Link.DEAD),
        ("odd", Link.DEAD), ("refuses", Link.REFUSES), ("broken", Link.REFUSES),
        ("inside", Link.NOT_PUBLIC),
    ],
)  # fmt: skip
def test_how_a_link_answers(server, path, answer):
    link = f"{base(server)}/{path}"
    assert ask_links([link], may_reach=is_loopback) == {link: answer}


def test_a_link_where_nobody_listens_is_dead():
    links = ["http://127.0.0.1:1/", "http://127.0.0.1:99999/", "http://"]
    assert set(ask_links(links, may_reach=is_loopback).values()) == {Link.DEAD}


def test_nobody_waits_for_a_link_that_hangs(server):
    slow, page = f"{base(server)}/slow", f"{base(server)}/page"
    begun = time.monotonic()
    assert ask_links([slow, page], may_reach=is_loopback, seconds=1) == {
        slow: Link.DEAD, page: Link.ALIVE,
    }  # fmt: skip
    assert time.monotonic() - begun < 5


def test_no_more_links_are_asked_than_an_issue_has(server, monkeypatch):
    monkeypatch.setattr(asking, "MOST_LINKS", 1)
    links = [f"{base(server)}/page?{n}" for n in range(3)]
    assert list(ask_links(links, may_reach=is_loopback).values()) == [
        Link.ALIVE, Link.NOT_ASKED, Link.NOT_ASKED,
    ]  # fmt: skip


def test_our_own_machines_are_not_asked(server):
    link = f"{base(server)}/page"
    assert ask_links([link]) == {link: Link.NOT_PUBLIC}
    assert server.asked == []


def test_a_name_that_leads_inside_after_it_was_looked_up_hears_nothing(server, monkeypatch):
    # What a name server of a stranger can do: one answer for us, another for the connection.
    monkeypatch.setattr(asking, "addresses_of", lambda host, port: ["93.184.216.34"])
    link = f"{base(server)}/page"
    assert ask_links([link]) == {link: Link.DEAD}
    assert server.asked == []
