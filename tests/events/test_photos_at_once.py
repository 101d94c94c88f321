"""Real processes, several phones with one photo, workers killed meanwhile: each is here once."""

import itertools
import os
import random
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from tests.events.camera import address, digest, photo
from tests.events.real_server import NO_ANSWER, Server
from tests.own_site import descendants

PIECE = 1500


def bring(server: Server, record: dict, data: bytes) -> int:
    """Send one photo as a phone does, until it is acknowledged; say with which answer."""
    where, offset = address(record, digest(data)), 0
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        said = {"Upload_Offset": str(offset), "Upload_Length": str(len(data))}
        status, told = server.ask("PUT", where, data[offset : offset + PIECE], **said)
        if status in {201, 202} and told["state"] == "held":
            return status
        assert status in {202, 409, NO_ANSWER}, (status, told)
        if status == NO_ANSWER:
            # Killed, or not back yet; nobody knows how far it came.
            time.sleep(0.2)
        else:
            offset = told["offset"]
    raise AssertionError(where)


def kill_a_worker(process) -> None:
    """Kill one of the two workers, as a machine short of memory would."""
    with suppress(ProcessLookupError, IndexError):
        workers = [pid for pid, words in descendants(process.pid).items() if "portal.web" in words]
        os.kill(random.Random(len(workers)).choice(workers), signal.SIGKILL)


@pytest.mark.long
def test_photos_sent_at_once_while_workers_are_killed_are_here_once(own_site):
    server = Server(own_site)
    server.start(workers=2)
    photos = [photo(seed) for seed in range(3)]
    record = server.record(photos=[digest(data) for data in photos])
    assert server.send(record) == 201
    sends = [*itertools.chain.from_iterable([data] * 3 for data in photos)]
    with ThreadPoolExecutor(9) as phones:
        brought = phones.map(lambda data: bring(server, record, data), sends)
        for _ in range(2):
            time.sleep(0.5)
            kill_a_worker(own_site.started[-1])
        answers = [*brought]
    # A receipt may be lost with its worker; two would say that it was stored twice.
    for number in range(len(photos)):
        assert answers[number * 3 : number * 3 + 3].count(201) <= 1
    rows = own_site.rows("SELECT sha256, state, file FROM events_eventphoto ORDER BY id")
    assert sorted(sha256 for sha256, _, _ in rows) == sorted(map(digest, photos))
    assert {state for _, state, _ in rows} == {"held"}
    stored = own_site.folder / "private" / "event-photos"
    for _, _, name in rows:
        assert (stored / name).read_bytes().startswith(b"\xff\xd8")
    assert not [path for path in (stored / "pieces").iterdir() if path.stat().st_size]
    status, told = server.ask("GET", address(record))
    assert (status, {one["state"] for one in told["photos"]}) == (200, {"held"})
    assert "Traceback" not in own_site.output()
