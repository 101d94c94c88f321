"""``manage.py up``: one command starts the site, one key stops it, a kill leaves nothing."""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from contextlib import nullcontext
from io import StringIO

import pytest
from django.db import OperationalError

from portal.management.commands.up import Command
from tests.own_site import alive, descendants, wait_until

UP = ("manage.py", "up", "--no-demo")


def start(site, *options: str) -> subprocess.Popen[str]:
    up = site.start(*UP, *options)
    wait_until(
        lambda: "Ctrl-C stops" in site.output() or up.poll() is not None,
        seconds=90,
    )
    assert up.poll() is None, site.output()
    return up


def stop(up: subprocess.Popen[str], number: signal.Signals) -> None:
    parts = descendants(up.pid)
    assert len(parts) >= 5
    up.send_signal(number)
    assert up.wait(60) == 0
    assert not [pid for pid in parts if alive(pid)]


def printed_address(output: str, language: str) -> str:
    return re.search(rf"http://127\.0\.0\.1:\d+/{language}/", output)[0]


@pytest.fixture
def taken_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def test_it_answers_where_it_says_and_stops_on_ctrl_c(own_site, taken_port):
    up = start(own_site, "--port", str(taken_port))
    output = own_site.output()
    assert f"Port {taken_port} is in use" in output
    with urllib.request.urlopen(printed_address(output, "admin") + "login/") as answer:
        assert answer.status == 200

    second = own_site.manage(*UP[1:])
    assert second.returncode == 1
    assert re.fullmatch(r"CommandError: The site already runs from .+\n", second.stderr)

    stop(up, signal.SIGINT)
    assert own_site.output().endswith("Stopped.\n")
    assert "Traceback" not in own_site.output()


@pytest.mark.sqlite
def test_a_worker_whose_main_process_is_killed_starts_anew_and_leaves_no_orphan(own_site):
    up = start(own_site, "--port", "0")
    log = own_site.folder / "logs" / "worker.log"
    wait_until(lambda: log.exists() and "ready" in log.read_text())
    (main,) = [
        pid
        for pid, line in descendants(up.pid).items()
        if "celery" in line and "worker" in line and os.getpgid(pid) == pid
    ]
    pool = descendants(main)
    assert len(pool) == 2
    os.kill(main, signal.SIGKILL)
    wait_until(lambda: "worker stopped (SIGKILL)" in own_site.output())
    wait_until(lambda: not [pid for pid in pool if alive(pid)])
    wait_until(lambda: log.read_text().count("ready") == 2)
    stop(up, signal.SIGTERM)


@pytest.mark.sqlite
def test_killing_it_ends_every_part(own_site):
    up = start(own_site, "--port", "0")
    parts = descendants(up.pid)
    os.kill(up.pid, signal.SIGKILL)
    wait_until(lambda: not [pid for pid in parts if alive(pid)], seconds=5)


@pytest.mark.sqlite
@pytest.mark.parametrize("told", [True, False])
def test_what_breaks_because_it_was_told_to_stop_is_the_stop(told, tmp_path, settings, monkeypatch):
    settings.STATE_DIR = tmp_path
    command = Command(stdout=StringIO())

    def breaks(*, demo: bool) -> None:
        command.stopping = told
        raise OperationalError("user-defined function raised exception")

    monkeypatch.setattr(command, "prepare", breaks)
    monkeypatch.setattr(signal, "signal", lambda *_given: None)
    with nullcontext() if told else pytest.raises(OperationalError):
        command.handle(port=0, simulators=False, demo=True)
    assert ("Stopped." in command.stdout.getvalue()) is told


@pytest.mark.sqlite
@pytest.mark.parametrize("seconds", [0.6, 1.5, 3])
def test_it_stops_quietly_whenever_it_is_told(own_site, seconds):
    up = own_site.start(*UP, "--port", "0")
    time.sleep(seconds)
    up.send_signal(signal.SIGINT)
    # 130 before it had begun, 0 from then on.
    assert up.wait(60) in {0, 130}
    assert "Traceback" not in own_site.output()


@pytest.mark.sqlite
def test_a_signal_at_the_moment_when_parts_are_started_is_not_lost(own_site):
    up = own_site.start(*UP, "--port", "0")
    wait_until(lambda: "Ctrl-C stops" in own_site.output(), seconds=90)
    up.send_signal(signal.SIGINT)
    assert up.wait(60) == 0
    assert own_site.output().endswith("Stopped.\n")
