"""The broker that needs no server: nothing lost between living processes, nobody stopped."""

import json
import os
import stat
import time
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection

import portal.celery  # noqa: F401 - says what files:// means
from portal.broker_of_files import DEBRIS_SECONDS
from tests.own_site import wait_until

# The broker of the embedded default, which asks no database anything.
pytestmark = pytest.mark.sqlite


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "broker"


@pytest.fixture
def wakes(folder):
    with Connection("files://", transport_options={"folder": str(folder)}) as connection:
        yield connection.SimpleQueue("wakes")


def take_all(queue) -> list:
    taken = []
    try:
        while True:
            message = queue.get(block=False)
            message.ack()
            taken.append(message.payload)
    except Empty:
        return taken


def test_messages_come_in_the_order_in_which_they_were_sent(wakes):
    for number in range(20):
        wakes.put(number)
    assert len(wakes) == 20
    assert take_all(wakes) == list(range(20))


def test_queues_are_told_apart_whatever_their_names(wakes, folder):
    other = wakes.channel.connection.client.SimpleQueue("../wakes")
    wakes.put("here")
    other.put("there")
    assert take_all(other) == ["there"]
    assert take_all(wakes) == ["here"]
    assert {path.name for path in folder.parent.iterdir()} == {"broker"}


def test_it_may_be_emptied_at_any_time(wakes, folder):
    wakes.put("lost")
    folder.rename(folder.with_name("gone"))
    assert take_all(wakes) == []
    wakes.put("kept")
    assert take_all(wakes) == ["kept"]


def test_purging_leaves_nothing(wakes):
    for number in range(3):
        wakes.put(number)
    assert wakes.clear() == 3
    assert take_all(wakes) == []


def test_only_its_owner_reads_it(wakes, folder):
    wakes.put("whatever")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_what_a_killed_process_left_half_done_is_swept_away(wakes, folder):
    wakes.put("first")
    old = time.time() - DEBRIS_SECONDS - 1
    for name in ("drafts", "taken"):
        (folder / name / "old").write_text("half")
        (folder / name / "new").write_text("half")
        os.utime(folder / name / "old", (old, old))
    with Connection("files://", transport_options={"folder": str(folder)}) as another:
        another.connect()
    assert {path.name for path in folder.glob("[dt]*/*")} == {"new"}


def sound() -> dict:
    return {"body": "e30=", "properties": {"delivery_tag": "1", "body_encoding": "base64"}}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        json.dumps(sound()).encode()[:-7],
        b"[]",
        b"null",
        b"{}",
        b'{"properties": []}',
        json.dumps({**sound(), "body": "e30"}).encode(),
        b"[" * 100_000,
    ],
    ids=["empty", "not-text", "half", "list", "null", "bare", "no-tag", "half-base64", "deep"],
)
def test_an_unreadable_message_is_thrown_away_with_a_warning(wakes, folder, content, caplog):
    wakes.put("before")
    (folder / "queues" / "wakes" / "00000000000000000000-half").write_bytes(content)
    assert take_all(wakes) == ["before"]
    assert "unreadable" in caplog.text
    assert not list((folder / "taken").iterdir())


PUBLISH = """
import sys, portal.celery
from kombu import Connection
with Connection("files://", transport_options={"folder": sys.argv[1]}) as connection:
    queue = connection.SimpleQueue("wakes")
    for number in range(500):
        queue.put(f"{sys.argv[2]}-{number}")
"""
CONSUME = """
import sys, time, portal.celery
from kombu import Connection
from queue import Empty
last = time.monotonic()
with Connection("files://", transport_options={"folder": sys.argv[1]}) as connection:
    queue = connection.SimpleQueue("wakes")
    while time.monotonic() - last < 5:
        try:
            message = queue.get(timeout=0.2)
        except Empty:
            continue
        message.ack()
        last = time.monotonic()
        print(message.payload, flush=True)
"""


def test_many_publishers_and_consumers_lose_and_double_nothing(own_site, folder):
    consumers = [
        own_site.start("-c", CONSUME, str(folder), log=f"consumer-{n}.log") for n in range(3)
    ]
    publishers = [own_site.start("-c", PUBLISH, str(folder), str(n)) for n in range(4)]
    assert [process.wait(60) for process in publishers + consumers] == [0] * 7, own_site.output()
    seen = "".join(own_site.output(f"consumer-{n}.log") for n in range(3)).split()
    assert sorted(seen) == sorted(f"{p}-{n}" for p in range(4) for n in range(500))


def test_a_worker_outlives_a_broken_message(own_site):
    own_site.environment["CELERY_BROKER_URL"] = "files://"
    waiting = own_site.folder / "broker" / "queues" / "celery"
    waiting.mkdir(parents=True)
    for number, content in enumerate([b"", b"[]", json.dumps(sound()).encode()]):
        (waiting / f"{number:020d}-bad").write_bytes(content)
    worker = own_site.start(
        *("-m", "celery", "-A", "portal", "worker", "--pool", "solo", "--loglevel", "INFO"),
        log="worker.log",
    )
    sent = own_site.manage(
        *("shell", "--no-imports", "-c"),
        "from portal.tasks import publish_scheduled_pages as t; t.delay()",
    )
    assert sent.returncode == 0, sent.stderr
    wait_until(lambda: "succeeded" in own_site.output("worker.log") or worker.poll() is not None)
    assert worker.poll() is None, own_site.output("worker.log")
    assert own_site.output("worker.log").count("Threw an unreadable message away") == 2
