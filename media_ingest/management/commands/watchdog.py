"""``watchdog``: what cron runs, outside Celery, to notice that polls do not happen."""

import json
import sys
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from foundation.errors import OutsideTrouble
from foundation.http import LOOPBACK, BoundSession
from foundation.moments import parse_instant
from media_ingest.alert_words import what_happened, what_to_do
from media_ingest.models import Alert
from media_ingest.watchdog import watch

PING_TIMEOUT_SECONDS = 10


class Command(BaseCommand):
    help = (
        "Look for polls that did not happen, hang or are not planned, mail what is new, and print "
        "a line for each thing that is wrong. Ends with status 1 then, else with “All well.”"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--now", metavar="ISO-8601", help="look as if it were this moment")
        parser.add_argument("--json", action="store_true", help="print a list of what is wrong")
        parser.add_argument(
            "--ping", metavar="URL", help="call this https address when all is well"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        ping = _checked(options["ping"])
        now = _moment(options["now"])
        try:
            wrong = watch(now)
        except DatabaseError as error:
            message = f"The database does not answer as it should ({type(error).__name__})."
            raise CommandError(message) from None
        if options["json"]:
            self.stdout.write(json.dumps([_as_json(alert) for alert in wrong], indent=2))
        for alert in () if options["json"] else wrong:
            self.stdout.write(f"{what_happened(alert)} {what_to_do(alert)}")
        if wrong:
            sys.exit(1)
        if ping:
            self._ping(ping)
        if not options["json"]:
            self.stdout.write("All well.")

    def _ping(self, url: str) -> None:
        """Tell the one outside who listens for our silence; the address is a secret."""
        parts = urlsplit(url)
        session = BoundSession(f"{parts.scheme}://{parts.netloc}", timeout=PING_TIMEOUT_SECONDS)
        try:
            answer = session.get(url)
        except OutsideTrouble as error:
            message = f"All is well here, but --ping: {error.reason}"
            raise CommandError(message) from None
        if not answer.ok:
            message = f"All is well here, but --ping was answered with HTTP {answer.status_code}"
            raise CommandError(message)


def _checked(url: str | None) -> str | None:
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        sound = parts.scheme == "https" and bool(parts.hostname)
        sound = sound or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    except ValueError:
        sound = False
    if not sound:
        message = "--ping must be an https address (http on this machine only)"
        raise CommandError(message)
    return url


def _moment(text: str | None) -> datetime:
    if text is None:
        return timezone.now()
    try:
        return parse_instant(text, timezone.get_default_timezone())
    except ValueError as error:
        message = f"--now: {error}"
        raise CommandError(message) from None


def _as_json(alert: Alert) -> dict[str, Any]:
    return {
        "kind": alert.kind,
        "about": alert.about,
        "since": alert.raised_at.isoformat(),
        "happened": what_happened(alert),
        "to_do": what_to_do(alert),
        "mailed": alert.mailed_at is not None,
    }
