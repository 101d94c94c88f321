"""Looking at bytes as at a stored recording: encrypted in a file without a name, and lent."""

import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from crm_videos.private.frames import FRAME, encrypt, new_key
from crm_videos.private.reading import Loan
from crm_videos.recordings.looking import Refused, Seen, look_at_lent


@contextmanager
def lent(data: bytes) -> Iterator[Loan]:
    key, mark = new_key(), uuid.uuid4()
    with tempfile.TemporaryFile() as stored:
        pieces = (data[at : at + FRAME] for at in range(0, len(data), FRAME))
        stored.writelines(encrypt(pieces, key=key, file=mark))
        stored.flush()
        yield Loan(stored, key, mark, len(data))


def look(data: bytes, content_type: str) -> Seen | Refused:
    """Give what was seen, or why it was refused; whatever else happens is raised."""
    with lent(data) as loan:
        try:
            return look_at_lent(loan, content_type)
        except Refused as refused:
            return refused
