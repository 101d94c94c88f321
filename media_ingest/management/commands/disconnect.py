"""``disconnect youtube --channel SLUG``: give the owner's grant back."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from foundation.errors import OutsideTrouble
from media_ingest.disconnecting import DisconnectRefused, disconnect_account
from media_ingest.models import Account


class Command(BaseCommand):
    help = (
        "Revoke the grant of a YouTube channel at Google and forget its key. What the grant "
        "opened is deleted within seven days; the months in the ledger stay."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("platform", choices=["youtube"])
        parser.add_argument("--channel", required=True, metavar="SLUG")

    def handle(self, *args: Any, **options: Any) -> None:
        account = Account.objects.filter(
            channel=options["channel"], platform=options["platform"]
        ).first()
        if account is None:
            message = f"no {options['platform']} account is connected to “{options['channel']}”"
            raise CommandError(message)
        try:
            by = disconnect_account(account, now=timezone.now())
        except (DisconnectRefused, OutsideTrouble) as error:
            message = f"nothing was changed: {error}"
            raise CommandError(message) from None
        self.stdout.write(
            f"Disconnected {account.external_id}; its data is deleted by {by:%Y-%m-%d %H:%M %Z}."
        )
