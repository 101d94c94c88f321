"""A phone as the server sees it: it records, sends, sends again, and remembers what was said."""

import datetime as dt
import json
import uuid
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Permission, User
from django.test import Client

from campaigns.models import Assignment
from foundation.moments import dhaka_day

DHAKA = ZoneInfo("Asia/Dhaka")
NOW = dt.datetime(2024, 6, 1, 6, tzinfo=dt.UTC)
EVENTS, HELD, SESSION = "/field/api/events", "/field/api/events/ids", "/field/api/session"


DISTRICT = "BD4047"


def field_worker(name: str, *permissions: str, district: str = DISTRICT) -> User:
    """Make somebody who may log events in a district, and no more than is named besides."""
    user = User.objects.create_user(name)
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_event", *permissions]))
    Assignment.objects.create(user=user).districts.set([district])
    return user


class Phone:
    """One signed-in phone whose clock is right, unless it is told otherwise."""

    def __init__(self, person: User, place: str, *, now: dt.datetime = NOW) -> None:
        self.person = person
        self.place = place
        self.now = now
        self.browser = Client()
        self.browser.force_login(person)

    def record(self, **parts: Any) -> dict[str, Any]:
        """Fill in a form: a show of yesterday with 34 women and 12 men."""
        return {
            "id": str(uuid.uuid4()),
            "kind": "ipt-show",
            "place": self.place,
            "held_on": (dhaka_day(self.now) - dt.timedelta(days=1)).isoformat(),
            "women": 34,
            "men": 12,
            "headcount": "count",
            "recorded_at": self.now.isoformat(),
            **parts,
        }

    def edit(self, of: dict[str, Any], told: dict[str, Any], **parts: Any) -> dict[str, Any]:
        """Change a record of which the server told the event and the version."""
        replaces = {"id": told["event"], "version": told["version"]}
        return {**of, "id": str(uuid.uuid4()), "replaces": replaces, **parts}

    def send(self, record: dict[str, Any] | bytes, *, at: dt.datetime | None = None):
        """Send it once; what it says of the time of sending is the phone's."""
        at = at or self.now
        if not isinstance(record, bytes):
            record = json.dumps({"client_now": at.isoformat(), **record}).encode()
        with patch("django.utils.timezone.now", return_value=at):
            return self.browser.post(
                EVENTS, record, content_type="application/json", CONTENT_LENGTH=str(len(record))
            )

    def held(self, since: str = "", at: dt.datetime | None = None) -> dict[str, dict[str, Any]]:
        """Ask what the server holds, by id."""
        with patch("django.utils.timezone.now", return_value=at or self.now):
            answer = self.browser.get(HELD, {"since": since} if since else {})
        assert answer.status_code == 200
        return {one["id"]: one for one in answer.json()["held"]}
