"""The list of the erased that lies outside the database: a backup knows nothing newer than itself.

A line for each erased testimony, added and never changed, signed so that nobody erases
people by writing into the file. Only ids that are the same in every backup stand in it:
a row's number may belong to somebody else in an older one.
"""

import datetime
import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer

from crm_videos.erasing.traces import LASTING, Traces
from foundation.durable_files import make_folder, sync_folder, write_durably

ONLY_OURS = 0o600


class NotOurs(Exception):
    """The message names the line that this site has not signed."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """One line of the list."""

    testimony: UUID
    at: datetime.datetime
    lasting: dict[str, list[str]]


def write_tombstone(traces: Traces) -> None:
    """Add an erasure to the list; the disk has it when this returns. Twice adds it once."""
    told = {
        "testimony": str(traces.testimony),
        "at": traces.at.isoformat(),
        **traces.as_json(LASTING),
    }
    line = _signer().sign(json.dumps(told, sort_keys=True)) + "\n"
    path = list_file()
    make_folder(path.parent)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, ONLY_OURS)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        held = path.read_bytes()
        # The rest of a line whose writer was killed: its erasure has not begun.
        os.ftruncate(descriptor, held.rfind(b"\n") + 1)
        if line.encode() not in held:
            write_durably(descriptor, line.encode())
            sync_folder(path.parent)
    finally:
        os.close(descriptor)


def tombstones() -> Iterator[Tombstone]:
    """Read the list; none without a file. Raises :class:`NotOurs`."""
    path = list_file()
    lines = path.read_text(encoding="utf-8").split("\n")[:-1] if path.exists() else []
    for number, line in enumerate(lines, start=1):
        try:
            told = json.loads(_signer().unsign(line))
        except BadSignature:
            message = f"line {number} of the list of the erased was not written by this site"
            raise NotOurs(message) from None
        yield Tombstone(
            UUID(told["testimony"]),
            datetime.datetime.fromisoformat(told["at"]),
            {kind: told[kind] for kind in LASTING},
        )


def list_file() -> Path:
    return Path(settings.TOMBSTONES_FILE)


def _signer() -> Signer:
    return Signer(salt="crm_videos.tombstones")
