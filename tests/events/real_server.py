"""A real server with a real database, and phones that send over real sockets."""

import datetime as dt
import http.client
import json
import socket
import uuid
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.own_site import OwnSite, wait_until

MAKE_A_WORKER = """
from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from campaigns.models import Assignment, Place
user = User.objects.create_user("rahima")
user.user_permissions.set(Permission.objects.filter(codename="add_event"))
session = SessionStore()
session[SESSION_KEY] = str(user.pk)
(session[BACKEND_SESSION_KEY],) = settings.AUTHENTICATION_BACKENDS
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.create()
place = Place.objects.filter(level="union").order_by("code")[0]
Assignment.objects.create(user=user).districts.set([place.district_code])
print("MADE", session.session_key, place.code)
"""
NO_ANSWER = 0


class Server:
    """Web processes of this checkout, and one signed-in phone."""

    def __init__(self, site: OwnSite, **environment: str) -> None:
        self.site = site
        site.environment |= {
            "DJANGO_SETTINGS_MODULE": "tests.events.planted_settings",
            "LOG_LEVEL": "ERROR",
            **environment,
        }
        made = site.manage("shell", "-v0", "-c", MAKE_A_WORKER)
        assert "MADE" in made.stdout, made.stderr
        _, self.session, self.place = made.stdout.strip().splitlines()[-1].split()

    def start(self, *, workers: int = 1, threads: int = 8) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.site.environment["INTAKE_SERVES"] = "1"
        self.site.start(
            *("-m", "portal.web", "--port", str(self.port)),
            *("--workers", str(workers), "--threads", str(threads)),
        )
        wait_until(lambda: self.ask("GET", "/field/api/session")[0] == 200, seconds=90)
        self.token = self.ask("GET", "/field/api/session")[1]["csrf_token"]

    def ask(
        self, method: str, path: str, body: bytes = b"", **more: str
    ) -> tuple[int, dict[str, Any]]:
        """Ask once, on a connection of its own; a server that dies gives no answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        token = getattr(self, "token", "x" * 32)
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={token}",
            "X-CSRFToken": token,
            "Content-Type": "application/json",
            **{name.replace("_", "-"): value for name, value in more.items()},
        }
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException):
            return NO_ANSWER, {}
        finally:
            connection.close()
        return answer.status, json.loads(text) if text.startswith(b"{") else {}

    def record(self, **parts: Any) -> dict[str, Any]:
        day = dt.datetime.now(dt.UTC) - dt.timedelta(days=2)
        return {
            "id": str(uuid.uuid4()),
            "kind": "ipt-show",
            "place": self.place,
            "held_on": day.date().isoformat(),
            "women": 7,
            "headcount": "count",
            **parts,
        }

    def send(self, record: dict[str, Any]) -> int:
        status, said = self.ask("POST", "/field/api/events", json.dumps(record).encode())
        assert status not in {201, 202} or said["id"] == record["id"]
        return status

    def send_all(self, records: Iterable[dict[str, Any]], *, at_once: int) -> dict[str, Counter]:
        """Send all of them from so many phones at once; count the answers by id."""
        each = list(records)
        with ThreadPoolExecutor(at_once) as phones:
            answers = list(phones.map(self.send, each))
        counts: dict[str, Counter] = {}
        for record, answer in zip(each, answers, strict=True):
            counts.setdefault(record["id"], Counter())[answer] += 1
        return counts

    def held(self) -> dict[str, int]:
        """Count the rows of the database, and add up what the ledger holds."""
        (events,), (submissions,) = (
            self.site.rows(f"SELECT COUNT(*) FROM events_{table}")[0]
            for table in ("event", "submission")
        )
        sums = dict(
            self.site.rows(
                "SELECT k.indicator_id, SUM(c.value) FROM campaigns_current c "
                "JOIN campaigns_key k ON k.id = c.key_id WHERE c.state = 'value' "
                "AND k.contributor LIKE 'event:%' GROUP BY k.indicator_id"
            )
        )
        return {
            "events": events,
            "submissions": submissions,
            "A1": int(sums.get("A1", 0)),
            "A2": int(sums.get("A2", 0)),
        }


def assert_taken_once(server: Server, *, ids: int, sends: int, at_once: int) -> None:
    """Send each of ``ids`` records ``sends`` times, all mixed and at once."""
    records = [server.record() for _ in range(ids)]
    # Neighbours in this order are the sends of one id: they race for its key.
    counts = server.send_all((r for r in records for _ in range(sends)), at_once=at_once)
    seen = Counter(tuple(sorted(one.items())) for one in counts.values())
    assert seen == {((201, 1), (202, sends - 1)): ids}, seen
    held = server.held()
    assert held == {"events": ids, "submissions": ids, "A1": ids, "A2": 7 * ids}, held


def assert_a_death_loses_and_doubles_nothing(server: Server) -> None:
    """Send until it is acknowledged, as a phone does; every sum is then that of these."""
    acknowledged = 0
    for _ in range(3):
        record = server.record()
        # A server that was killed is back within ten; a planted bug waits in vain.
        wait_until(lambda: server.send(record) in {201, 202}, seconds=30)  # noqa: B023 - at once
        acknowledged += 1
    died = server.site.folder / "died"
    wait_until(died.exists, seconds=10)
    expected = {
        "events": acknowledged,
        "submissions": acknowledged,
        "A1": acknowledged,
        "A2": 7 * acknowledged,
    }
    # What is done after the answer, if anything were, is done by now.
    wait_until(lambda: server.ask("GET", "/field/api/session")[0] == 200, seconds=60)
    held = server.held()
    assert held == expected, held
