"""The web server itself: nobody shares its port, no worker is missed, and nobody is left behind."""

import http.client
import os
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from portal.web import DEAD_LINES, open_door
from portal.wsgi import WithoutOurEnvironment
from tests.own_site import OwnSite, alive, descendants, wait_until

pytestmark = pytest.mark.sqlite


class WebServer:
    """A web server with two workers, and who asks it."""

    def __init__(self, site: OwnSite) -> None:
        self.came = site.folder / "came"
        site.environment["CAME"] = str(self.came)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.site = site
        self.main = self.start()
        wait_until(lambda: len(self.workers()) == 2 and self.asks("/process/"))

    def start(self):
        application = "tests.portal.answering_of_itself"
        return self.site.start("-m", "portal.web", application, "--port", str(self.port))

    def workers(self) -> list[int]:
        return sorted(descendants(self.main.pid))

    def asks(self, path: str) -> str:
        """Ask on a line of one's own; nothing where nobody answers."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            line.request("GET", path)
            return line.getresponse().read().decode()
        except (OSError, http.client.HTTPException):
            return ""
        finally:
            line.close()

    def sends(self, path: str, *, announced: int, sent: int) -> None:
        """Announce a body, send a part of it and be gone."""
        with socket.create_connection(("127.0.0.1", self.port)) as line:
            head = f"PATCH {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {announced}\r\n\r\n"
            line.sendall(head.encode() + b"x" * sent)


@pytest.fixture
def server(own_processes) -> WebServer:
    return WebServer(own_processes)


def test_a_second_one_says_that_the_port_is_taken(server):
    assert server.start().wait(30) == 1
    assert f"127.0.0.1:{server.port}: Address already in use" in server.site.output()
    assert server.asks("/process/")


def test_a_killed_worker_is_replaced_and_nobody_is_sent_away_meanwhile(server):
    before = server.workers()
    os.kill(before[0], signal.SIGKILL)
    answers = [server.asks("/process/") for _ in range(20)]
    assert all(answers)
    wait_until(lambda: len(server.workers()) == 2 and before[0] not in server.workers())


def test_a_worker_that_dies_again_and_again_takes_nobody_along(server):
    stays, dies = server.workers()
    for _ in range(4):
        os.kill(dies, signal.SIGKILL)
        wait_until(lambda gone=dies: len(server.workers()) == 2 and gone not in server.workers())
        (dies,) = set(server.workers()) - {stays}
    assert server.main.poll() is None
    assert server.asks("/process/")


def test_when_it_is_killed_its_workers_finish_and_go(server):
    workers = server.workers()
    with ThreadPoolExecutor(1) as phone:
        answer = phone.submit(server.asks, "/slowly/")
        time.sleep(0.3)
        os.kill(server.main.pid, signal.SIGKILL)
        assert answer.result() == "done"
    wait_until(lambda: not [pid for pid in workers if alive(pid)], seconds=5)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_finishes_what_is_under_way(server, number):
    workers = server.workers()
    with ThreadPoolExecutor(1) as phone:
        answer = phone.submit(server.asks, "/slowly/")
        time.sleep(0.3)
        server.main.send_signal(number)
        assert answer.result() == "done"
    assert server.main.wait(10) == 0
    assert not [pid for pid in workers if alive(pid)]


def test_what_came_of_a_body_that_breaks_off_is_read_to_its_last_byte(server):
    server.sends("/held/", announced=5_000_000, sent=1_234_567)
    wait_until(lambda: server.came.exists() and server.came.read_text() == "1234567")


def test_an_answer_that_breaks_off_is_seen_to_be_short(server):
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    line.request("GET", "/short/")
    with pytest.raises(http.client.HTTPException):
        line.getresponse().read()


def test_a_line_on_which_nobody_answers_any_more_is_given_up(server):
    """The kernel asks; that it does so on each line which comes in is Linux's promise."""
    assert (
        DEAD_LINES["TCP_KEEPIDLE"] + DEAD_LINES["TCP_KEEPINTVL"] * DEAD_LINES["TCP_KEEPCNT"] == 60
    )
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        line.sendall(b"PATCH /held/ HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx")
        wait_until(lambda: keepalive_of(server.port, line.getsockname()[1]))


def keepalive_of(port: int, of_the_client: int) -> bool:
    """Ask the kernel which timer a line has at the server's end: 2 is keepalive's."""
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    ends = [(int(r[1].split(":")[1], 16), int(r[2].split(":")[1], 16), r[5]) for r in rows]
    timers = [timer for here, there, timer in ends if (here, there) == (port, of_the_client)]
    return [timer.split(":")[0] for timer in timers] == ["02"]


def test_a_door_that_cannot_be_opened_says_why():
    with open_door("127.0.0.1", 0) as door, pytest.raises(OSError, match="in use"):
        open_door("127.0.0.1", door.getsockname()[1])


def test_what_is_ours_is_not_handed_on_as_the_client_s(monkeypatch):
    monkeypatch.setenv("TOKEN_KEYS", "secret")
    monkeypatch.setenv("HTTP_PROXY", "http://inside:3128")
    said = {"REQUEST_METHOD": "GET", "wsgi.input": None, "HTTP_HOST": "x", "SERVER_PORT": "80"}
    handed_on = []
    application = WithoutOurEnvironment(lambda environ, _start: handed_on.append(environ) or [])
    application({**os.environ, **said}, None)
    assert handed_on == [said]
