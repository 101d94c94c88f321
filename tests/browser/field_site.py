"""A site for the field app: a real server, people with sessions, and a line that can be bad."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import urlopen

from django.conf import settings

from tests.own_site import OwnSite, wait_until
from tests.pristine import Pristine
from tests.simulators.bad_line import BadLine
from tests.storms.clock import MovedClock

DISTRICT = "BD4047"
PASSWORD = "rahima-of-khulna"
LEAVES = "rahima-leaves"
MAKE_PEOPLE = f"""
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Permission, User
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from campaigns.models import Assignment, Place
from crm_videos.models import ConsentScript
from events.models import Question, School
School.objects.create(
    place=Place.objects.get(pk="{DISTRICT}"), name_en="Dumuria School", name_bn="ডুমুরিয়া স্কুল"
)
Question.objects.create(
    text_en="Who keeps your passport?", text_bn="পাসপোর্ট কার কাছে থাকবে?",
    answer_a_en="I do", answer_a_bn="নিজের কাছে", answer_b_en="He", answer_b_bn="তার কাছে",
    right="a", topic="middlemen", active=True, offered_at=timezone.now(),
)
ConsentScript.objects.create(
    version="1", text_bn="শুনুন।\\nবুঝেছেন?", text_en="Hear.\\nGot it?", active_from="2026-01-01"
)
def session_of(user):
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    (session[BACKEND_SESSION_KEY],) = settings.AUTHENTICATION_BACKENDS
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key
for name in ("rahima", "karim"):
    user = User.objects.create_user(name, password="{PASSWORD}")
    may = ["add_event", "add_recording"] if name == "rahima" else ["add_event"]
    user.user_permissions.set(Permission.objects.filter(codename__in=may))
    Assignment.objects.create(user=user).districts.set(["{DISTRICT}"])
    print("MADE", name, session_of(user))
# Whoever signs out ends a session, and the others go on with theirs.
print("MADE", "{LEAVES}", session_of(User.objects.get(username="rahima")))
"""
DAY = 86400


@dataclass
class FieldSite:
    """One server behind one line; every test has its own browser and its own records."""

    processes: OwnSite
    line: BadLine
    sessions: dict[str, str]
    clock: MovedClock

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.line.port}"

    def session_of(self, person: str, *, until: float) -> list[dict[str, object]]:
        """Give the cookie of somebody who signed in."""
        return [
            {
                "name": "sessionid",
                "value": self.sessions[person],
                "url": self.url,
                "expires": until,
            }
        ]

    def count(self, table: str, ids: list[str]) -> int:
        """Count the rows that carry one of these ids."""
        forms = [form for one in ids for form in (one, one.replace("-", ""))]
        listed = ", ".join(f"'{form}'" for form in forms)
        column = "CAST(client_uuid AS varchar(36))"
        query = f"SELECT COUNT(*) FROM {table} WHERE {column} IN ({listed})"
        return self.processes.rows(query)[0][0]

    def held_photos(self, ids: list[str]) -> int:
        """Count the photos that are here for these ids."""
        forms = [form for one in ids for form in (one, one.replace("-", ""))]
        listed = ", ".join(f"'{form}'" for form in forms)
        query = (
            "SELECT COUNT(*) FROM events_eventphoto WHERE state = 'held' "
            f"AND CAST(submission AS varchar(36)) IN ({listed})"
        )
        return self.processes.rows(query)[0][0]

    def one(self, columns: str, event: str) -> tuple:
        """Read columns of one event."""
        column = "CAST(client_uuid AS varchar(36))"
        plain = event.replace("-", "")
        where = f"{column} IN ('{event}', '{plain}')"
        (row,) = self.processes.rows(f"SELECT {columns} FROM events_event WHERE {where}")
        return row


@contextmanager
def field_site_in(folder: Path, pristine: Pristine, django_db_blocker) -> Iterator[FieldSite]:
    """Serve a migrated database of its own, without the demo, from one process."""
    processes = OwnSite(folder, "", settings.CELERY_BROKER_URL)
    with django_db_blocker.unblock():
        processes.use_database(pristine.clone(folder, "field"))
    try:
        yield _started(processes)
    finally:
        processes.end()
        with django_db_blocker.unblock():
            pristine.drop_clone("field")


def _started(processes: OwnSite) -> FieldSite:
    clock = MovedClock(processes.folder / "clock")
    clock.set(datetime.now(UTC))
    processes.environment |= {
        "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        "FIELD_CLOCK": str(clock.path),
    }
    made = processes.manage("shell", "-v0", "-c", MAKE_PEOPLE)
    lines = [line.split() for line in made.stdout.splitlines() if line.startswith("MADE")]
    assert len(lines) == 3, made.stderr
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    processes.start(
        *("-m", "portal.web", "tests.browser.one_request_a_line"),
        *("--port", str(port), "--workers", "1", "--threads", "4"),
    )
    wait_until(lambda: answers(f"http://127.0.0.1:{port}/field/"), seconds=60)
    sessions = {name: key for _, name, key in lines}
    return FieldSite(processes, BadLine(port), sessions, clock)


def answers(url: str) -> bool:
    try:
        urlopen(url, timeout=5).close()
    except OSError:
        return False
    return True
