"""``poll``: one poll of each account, in the foreground."""

import json
import sys
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from campaigns.models import Channel
from media_ingest.models import Account, PollRun
from media_ingest.polling import Clock, Outcome, poll_by_hand


class Command(BaseCommand):
    help = (
        "Poll the connected accounts now. Ends with a status other than 0 when one of them "
        "failed or answered only in part; each is named in one line on standard error."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--channel", metavar="SLUG", help="only the accounts of this channel")
        parser.add_argument(
            "--now", metavar="ISO-8601", help="poll as if it were this moment (Dhaka without zone)"
        )
        parser.add_argument("--json", action="store_true", help="print a list of outcomes")

    def handle(self, *args: Any, **options: Any) -> None:
        clock = _clock(options["now"])
        outcomes = [poll_by_hand(account, clock) for account in self._accounts(options["channel"])]
        if options["json"]:
            self.stdout.write(json.dumps([_as_json(outcome) for outcome in outcomes], indent=2))
        else:
            for outcome in outcomes:
                self.stdout.write(_as_line(outcome))
        bad = [outcome for outcome in outcomes if outcome.state != PollRun.State.DONE]
        for outcome in bad:
            account = outcome.account
            self.stderr.write(f"{account.channel_id} ({account.platform}): {outcome.reason}")
        if bad:
            sys.exit(1)

    def _accounts(self, slug: str | None) -> list[Account]:
        accounts = Account.objects.select_related("channel")
        if slug is None:
            # Paused accounts are polled only by name.
            return list(accounts.filter(paused=False))
        if not Channel.objects.filter(pk=slug).exists():
            message = f"there is no channel “{slug}”"
            raise CommandError(message)
        chosen = list(accounts.filter(channel=slug))
        if not chosen:
            message = f"no account is connected to channel “{slug}”"
            raise CommandError(message)
        return chosen


def _clock(text: str | None) -> Clock:
    if text is None:
        return timezone.now
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        message = f"--now must be a moment like 2026-10-08T06:00:00+06:00, not “{text}”"
        raise CommandError(message)
    fixed: datetime = moment if timezone.is_aware(moment) else timezone.make_aware(moment)
    return lambda: fixed


def _as_json(outcome: Outcome) -> dict[str, Any]:
    return {
        "channel": outcome.account.channel_id,
        "account": str(outcome.account),
        "state": outcome.state.value,
        "reason": outcome.reason,
        "readings_new": outcome.readings_new,
        "entries_written": outcome.entries_written,
    }


def _as_line(outcome: Outcome) -> str:
    return (
        f"{outcome.account.channel_id}: {outcome.state.value}, "
        f"{outcome.readings_new} new readings, {outcome.entries_written} ledger entries"
    )
