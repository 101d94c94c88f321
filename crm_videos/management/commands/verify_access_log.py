"""``verify_access_log``: whether the log of private files is as it was written."""

import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from crm_videos.private.verifying import Broken, Known, verify


class Command(BaseCommand):
    help = (
        "Read the access log from its first entry and say whether one was changed, deleted or "
        "moved. Prints its head as NUMBER:HASH; keep that in another place and hand it in with "
        "--known the next time, and a log that was written anew as a whole is found out too."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--known", metavar="NUMBER:HASH", help="a head that was printed before")

    def handle(self, *args: Any, known: str | None, **options: Any) -> None:
        try:
            head = verify(_read(known) if known else None)
        except Broken as broken:
            message = f"The access log is not as it was written: {broken}"
            raise CommandError(message) from None
        self.stdout.write(f"{head.number}:{head.hash}")


def _read(text: str) -> Known:
    if not re.fullmatch(r"[0-9]{1,18}:[0-9a-f]{64}", text):
        message = "--known must be NUMBER:HASH as this command prints it"
        raise CommandError(message)
    number, _colon, digest = text.partition(":")
    return Known(int(number), digest)
