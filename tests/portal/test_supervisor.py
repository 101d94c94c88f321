"""The supervisor: a part that dies is started again, and nobody is left behind."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from portal import supervisor as supervisor_module
from portal.supervisor import Part, Supervisor
from tests.own_site import alive, wait_until

# Prints the number of a grandchild that would live on.
PARENT = "sleep 1000 & echo $!; "


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path, said):
    with Supervisor(logs=tmp_path, environment=os.environ, say=said.append) as one:
        yield one


def part(script: str) -> Part:
    return Part(name="part", command=("sh", "-c", script))


def grandchildren(folder: Path) -> list[int]:
    return [int(number) for number in (folder / "part.log").read_text().split()]


def test_one_that_dies_takes_its_group_along_and_is_started_again(supervisor, said, tmp_path):
    supervisor.start(part(PARENT + "exit 3"))
    wait_until(lambda: supervisor.look_after() or len(grandchildren(tmp_path)) == 2)
    assert not alive(grandchildren(tmp_path)[0])
    assert said[0].startswith("part stopped (exit status 3), starting it again in 1 s")


def test_one_that_keeps_dying_is_waited_for_longer(supervisor, said):
    supervisor.start(part("kill -9 $$"))
    wait_until(lambda: supervisor.look_after() or len(said) == 3)
    assert ["SIGKILL" in sentence for sentence in said] == [True] * 3
    assert [sentence.split(" in ")[1].split()[0] for sentence in said] == ["1", "2", "4"]


def test_stopping_ends_those_that_do_not_listen(supervisor, tmp_path, monkeypatch):
    monkeypatch.setattr(supervisor_module, "GRACE_SECONDS", 0.3)
    supervisor.start(part("trap '' TERM; " + PARENT + "wait"))
    wait_until(lambda: len(grandchildren(tmp_path)) == 1)
    started = time.monotonic()
    supervisor.stop()
    assert time.monotonic() - started < 3
    assert not alive(grandchildren(tmp_path)[0])


SUPERVISE = """
import os, pathlib, sys, time
from portal.supervisor import Part, Supervisor
one = Supervisor(logs=pathlib.Path(sys.argv[1]), environment=os.environ, say=print)
one.start(Part(name="part", command=("sh", "-c", sys.argv[2])))
time.sleep(1000)
"""


def test_a_killed_supervisor_leaves_nobody_behind(own_processes, tmp_path):
    killed = own_processes.start("-c", SUPERVISE, str(tmp_path), PARENT + "wait")
    log = tmp_path / "part.log"
    wait_until(lambda: log.exists() and len(grandchildren(tmp_path)) == 1)
    assert alive(grandchildren(tmp_path)[0])
    os.kill(killed.pid, signal.SIGKILL)
    wait_until(lambda: not alive(grandchildren(tmp_path)[0]), seconds=5)


def test_the_guard_needs_nothing_of_ours(tmp_path):
    guard = Path(supervisor_module.__file__).with_name("guard.py")
    imported = [line for line in guard.read_text().splitlines() if line.startswith("import ")]
    assert {line.split()[1] for line in imported} <= sys.stdlib_module_names
