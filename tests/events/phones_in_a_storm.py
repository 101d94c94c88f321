"""Phones of both doors send through a line that breaks, to a server that is killed and full.

Every phone does what its app does: it sends until it hears 201 or 202, and now and then
once more. Afterwards each acknowledged record is there once, with its figures in the
ledger and all of its photos, to the byte.
"""

import http.client
import json
import os
import random
import signal
import threading
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from tests.events.camera import digest, photo
from tests.events.collect import BOUNDARY, basic, filled, multipart
from tests.events.fault_proxy import FAULTS, FaultProxy
from tests.events.planted_intake import WEATHER
from tests.events.real_server import Server
from tests.own_site import descendants, wait_until

ACKNOWLEDGED = {201, 202}
NO_ANSWER = 0


@dataclass
class Record:
    """One event on a phone, and what its phone heard."""

    said: dict[str, Any]
    door: str
    photos: dict[str, bytes] = field(default_factory=dict)
    heard: Counter[int] = field(default_factory=Counter)

    @property
    def own_id(self) -> str:
        return self.said["id"]

    @property
    def women(self) -> int:
        return self.said["women"]


class Storm:
    """A server, the line to it, and the phones."""

    def __init__(self, server: Server, *, forms: int, sends: int, seed: int) -> None:
        self.server = server
        self.chance = random.Random(seed)
        self.sends_each = max(1, sends // forms)
        self.records = [self._record(number) for number in range(forms)]
        self.killed = 0
        self.over = threading.Event()
        made = server.site.manage("add_device", "--user", "rahima", "--label", "in a storm")
        lines = (line.partition(":") for line in made.stdout.splitlines())
        told = {name: text.strip() for name, _colon, text in lines}
        self.authorization = basic(told["user name"], told["password"])
        server.site.environment[WEATHER] = "bad"
        server.start(workers=2, threads=4)
        self.proxy = FaultProxy(server.port, seed=seed)

    def _record(self, number: int) -> Record:
        # Two of three through ODK, of these every other with a photo or two.
        door = ("or", "or", "field")[number % 3]
        photos = {}
        if door == "or":
            for which in range(number % 4 // 2 + number % 2):
                # Few pictures: under each id they are photos of their own.
                photos[f"{number}-{which}.jpg"] = photo((number + which) % 4)
        return Record(self.server.record(women=1 + number % 50), door, photos)

    def blow(self) -> None:
        """Send everything, again and again, until it is acknowledged."""
        killer = threading.Thread(target=self._kill_workers)
        killer.start()
        seeds = [self.chance.random() for _ in self.records]
        try:
            with ThreadPoolExecutor(12) as phones:
                [*phones.map(self._until_acknowledged, self.records, seeds)]
        finally:
            self.over.set()
            killer.join()
        self.proxy.calm = True
        wait_until(lambda: self.server.ask("GET", "/field/api/session")[0] == 200, seconds=60)

    def _until_acknowledged(self, record: Record, seed: float) -> None:
        chance = random.Random(seed)
        for _ in range(200):
            record.heard[self._send(record, chance)] += 1
            if ACKNOWLEDGED & set(record.heard):
                break
            time.sleep(0.02)
        else:
            message = f"never acknowledged: {record.heard}"
            raise AssertionError(message)
        # What the phone has heard of, it may send again: the app was killed, or the answer lost.
        while record.heard.total() < self.sends_each:
            record.heard[self._send(record, chance)] += 1

    def _send(self, record: Record, chance: random.Random) -> int:
        if record.door == "field":
            body = json.dumps(record.said).encode()
            return self._ask("/field/api/events", body, "application/json")
        xml = self._xml(record)
        names = [*record.photos]
        heard = NO_ANSWER
        # Split by chance, as when the next file would pass the limit; the form comes each time.
        cut = chance.randrange(len(names) + 1)
        for part in [names[:cut], names[cut:]] if 0 < cut < len(names) else [names]:
            parts = [("xml_submission_file", "form.xml", "text/xml", xml)]
            parts += [(name, name, "image/jpeg", record.photos[name]) for name in part]
            kind = f"multipart/form-data; boundary={BOUNDARY}"
            heard = self._ask("/or/submission?deviceID=storm", multipart(parts), kind)
            if heard not in ACKNOWLEDGED:
                break
        return heard

    def _xml(self, record: Record) -> bytes:
        said = {
            **{name: value for name, value in record.said.items() if name != "id"},
            **{f"photo_{n}": name for n, name in enumerate(record.photos, start=1)},
        }
        return filled(said, own_id=f"uuid:{record.own_id}")

    def _ask(self, path: str, body: bytes, kind: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.proxy.port, timeout=60)
        headers = {"Content-Type": kind, "Connection": "close"}
        if path.startswith("/or/"):
            headers |= {"Authorization": self.authorization, "X-OpenRosa-Version": "1.0"}
        else:
            token = self.server.token
            headers |= {
                "Cookie": f"sessionid={self.server.session}; csrftoken={token}",
                "X-CSRFToken": token,
            }
        try:
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return NO_ANSWER
        finally:
            connection.close()
        return answer.status

    def _kill_workers(self) -> None:
        (master,) = (process.pid for process in self.server.site.started[-1:])
        while not self.over.wait(1.5):
            workers = [*descendants(master)]
            with suppress(ProcessLookupError, IndexError):
                os.kill(self.chance.choice(workers), signal.SIGKILL)
                self.killed += 1

    # --- What is left ---------------------------------------------------------------------------

    @property
    def sends(self) -> int:
        return sum(record.heard.total() for record in self.records)

    @property
    def faults(self) -> Counter[str]:
        own = self.server.site.folder / "faults"
        counted = Counter({name: self.proxy.done[name] for name in FAULTS})
        counted.update(own.read_text().split("\n")[:-1] if own.exists() else [])
        counted["killed"] = self.killed
        return counted

    def assert_nothing_is_lost_or_doubled(self) -> None:
        forms = len(self.records)
        held = self.server.held()
        assert held["events"] == held["submissions"] == held["A1"] == forms, held
        assert held["A2"] == sum(record.women for record in self.records), held
        rows = self.server.site.rows
        told = {uuid.UUID(str(key)): women for key, women in rows(
            "SELECT client_uuid, women FROM events_event")}  # fmt: skip
        assert told == {uuid.UUID(one.own_id): one.women for one in self.records}
        assert rows("SELECT COUNT(*) FROM events_quarantined") == [(0,)]
        self._assert_photos()

    def _assert_photos(self) -> None:
        query = (
            "SELECT a.submission, a.name, p.sha256, p.file FROM events_attachment a "
            "JOIN events_eventphoto p ON p.id = a.photo_id"
        )
        rows = self.server.site.rows(query)
        here = {(uuid.UUID(str(key)), name): sha256 for key, name, sha256, _file in rows}
        assert len(here) == len(rows)
        assert here == {
            (uuid.UUID(one.own_id), name): digest(data)
            for one in self.records
            for name, data in one.photos.items()
        }
        files = {path.name for path in self.server.site.folder.rglob("*") if path.is_file()}
        assert not [file for *_, file in rows if file.rpartition("/")[2] not in files]
        (photos,) = self.server.site.rows("SELECT COUNT(*) FROM events_eventphoto")[0]
        assert photos == len({(key, sha256) for (key, _name), sha256 in here.items()})
