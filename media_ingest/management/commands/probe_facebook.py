"""``probe_facebook``: ask each known metric alone, and print which of them still answer."""

import json
import sys
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from media_ingest.answers import Asked
from media_ingest.models import Account
from media_ingest.probing import probe_account


class Command(BaseCommand):
    help = (
        "Ask Facebook for each known metric and period alone, the dead ones too, and keep what "
        "became of it. Ends with a status other than 0 when not all could be asked."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--channel", metavar="SLUG", help="only the Page of this channel")
        parser.add_argument("--json", action="store_true", help="print a list of answers")

    def handle(self, *args: Any, **options: Any) -> None:
        accounts = Account.objects.filter(platform=Account.Platform.FACEBOOK)
        if options["channel"]:
            accounts = accounts.filter(channel=options["channel"])
        if not accounts.exists():
            where = f" under channel “{options['channel']}”" if options["channel"] else ""
            message = f"no Page is connected{where}"
            raise CommandError(message)
        broken, rows = [], []
        for account in accounts:
            probed = probe_account(account, timezone.now, spare_the_dead=False)
            rows += [(account, one) for one in probed.answers]
            if probed.reason:
                broken.append(f"{account.channel_id}: {probed.reason}")
        self._print(rows, as_json=options["json"])
        for line in broken:
            self.stderr.write(line)
        if broken:
            sys.exit(1)

    def _print(self, rows: Sequence[tuple[Account, Asked]], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps([_as_json(*row) for row in rows], indent=2))
            return
        table = [
            (account.channel_id, one.subject, one.name, one.period, one.state, one.reason)
            for account, one in rows
        ]
        head = ("channel", "asked of", "metric", "period", "state", "reason")
        widths = [max(len(row[n]) for row in [head, *table]) for n in range(len(head))]
        for row in [head, *table]:
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
            self.stdout.write("  ".join(cells).rstrip())


def _as_json(account: Account, one: Asked) -> dict[str, str]:
    return {
        "channel": account.channel_id,
        "subject": one.subject,
        "metric": one.name,
        "period": one.period,
        "state": one.state,
        "reason": one.reason,
    }
