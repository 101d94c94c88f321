"""``connect facebook|youtube``: put a page or channel under a channel of ours."""

import json
import sys
from collections.abc import Sequence
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from media_ingest.connecting import ConnectRefused, connect_account
from media_ingest.platforms import PLATFORMS


class Command(BaseCommand):
    help = (
        "Connect a page or channel. Its secrets come as one JSON object on standard input, "
        "never as arguments: those are seen by everyone on the machine."
    )
    stealth_options = ("stdin",)

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = parser.add_subparsers(dest="platform", required=True, metavar="PLATFORM")
        for name, platform in PLATFORMS.items():
            keys = key_list(platform.secrets, platform.optional_secrets)
            kind = kinds.add_parser(str(name), help=f"on standard input: {keys}")
            kind.add_argument("--channel", required=True, metavar="SLUG")
            kind.add_argument(platform.id_option, required=True, dest="external_id", metavar="ID")
            if platform.has_client:
                kind.add_argument("--client-id", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        platform = PLATFORMS[options["platform"]]
        secrets = read_secrets(
            options.get("stdin") or sys.stdin, platform.secrets, platform.optional_secrets
        )
        try:
            account = connect_account(
                platform=options["platform"],
                channel_slug=options["channel"],
                external_id=options["external_id"],
                client_id=options.get("client_id") or "",
                secrets=secrets,
                now=timezone.now(),
            )
        except ConnectRefused as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Connected {account.external_id} to channel {account.channel_id}.")


def read_secrets(
    stream: TextIO, demanded: Sequence[str], optional: Sequence[str]
) -> dict[str, str]:
    """Read the one JSON object; no refusal repeats anything of what was given."""
    expected = (
        "standard input must be one JSON object of texts with the keys "
        f"{key_list(demanded, optional)}"
    )
    try:
        given = json.load(stream)
    except ValueError:
        given = None
    # Outside the handler: a JSON error carries the text that it could not read.
    if not isinstance(given, dict):
        raise CommandError(expected)
    texts = all(isinstance(value, str) for value in given.values())
    if not texts or not set(demanded) <= set(given) <= {*demanded, *optional}:
        raise CommandError(expected)
    if not all(given[key].strip() for key in demanded):
        message = f"{expected}, none of them empty"
        raise CommandError(message)
    return {key: value.strip() for key, value in given.items()}


def key_list(demanded: Sequence[str], optional: Sequence[str]) -> str:
    """Name the keys that are wanted."""
    return ", ".join([*demanded, *(f"{key} (if wished)" for key in optional)])
