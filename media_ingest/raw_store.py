"""The answers of the platforms as they came, compressed, in private storage and by their digest.

The same answer again is one file. Staff who may view a reading can open its
answer; what is due is deleted by :mod:`media_ingest.retention`.
"""

import gzip
import hashlib
import zlib
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from media_ingest.answers import Heard
from media_ingest.models import RawAnswer

STORAGE = "private"


class Altered(Exception):
    """The kept file is not the answer that its digest stands for."""


def keep_raw(*heard: Heard, platform: str, keep_for: timedelta, now: datetime) -> None:
    """Keep answers until ``keep_for`` after they were last heard; inside a transaction.

    The files are written first: one without its row is found by its name when
    the answer comes again, a row without its file would promise what is not there.
    """
    until = now + keep_for
    rows = {
        one.sha256: RawAnswer(
            sha256=one.sha256,
            platform=platform,
            path=_write(one, platform),
            size=len(one.body),
            received_at=now,
            keep_until=until,
        )
        for one in heard
    }
    # Accounts may hear the same: whoever keeps it too takes the rows in the same order.
    RawAnswer.objects.bulk_create([rows[digest] for digest in sorted(rows)], ignore_conflicts=True)
    sooner = RawAnswer.objects.select_for_update(no_key=True).filter(
        pk__in=rows, keep_until__lt=until
    )
    if again := list(sooner.order_by("pk").values_list("pk", flat=True)):
        RawAnswer.objects.filter(pk__in=again).update(keep_until=until)


def _write(heard: Heard, platform: str) -> str:
    """Make sure that the file of an answer is there, whole, and give its path."""
    storage = storages[STORAGE]
    path = f"raw/{platform}/{heard.sha256[:2]}/{heard.sha256}.json.gz"
    # A fixed time in the header: the same answer makes the same file.
    packed = gzip.compress(heard.body, mtime=0)
    if storage.exists(path) and storage.size(path) != len(packed):
        storage.delete(path)  # a worker was killed while it wrote
    if not storage.exists(path):
        storage.save(path, ContentFile(packed))
    return path


def open_raw(sha256: str) -> bytes | None:
    """Give the body behind a digest; ``None`` when it is not kept any more.

    Raises :class:`Altered` when the file was damaged or exchanged.
    """
    row = RawAnswer.objects.filter(pk=sha256).first()
    if row is None:
        return None
    try:
        with storages[STORAGE].open(row.path) as kept:
            body = gzip.decompress(kept.read())
    except FileNotFoundError:
        return None
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise Altered(sha256) from None
    if hashlib.sha256(body).hexdigest() != sha256:
        raise Altered(sha256)
    return body
