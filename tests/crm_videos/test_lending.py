"""A decoder reads a private file as a stream; what it was given opens this file and no other."""

import io
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_videos.private.frames import FRAME, Damaged, Frames, PlainBytes, encrypt, new_key
from crm_videos.private.reading import lend

pytestmark = pytest.mark.django_db
LONG = bytes(i % 251 for i in range(2 * FRAME + 1234))


@given(st.lists(st.tuples(st.integers(0, len(LONG) + 10), st.integers(0, 2 * FRAME))))
def test_it_reads_as_the_plain_file_would(steps):
    key, mark = new_key(), uuid4()
    stored = b"".join(
        encrypt((LONG[at : at + FRAME] for at in range(0, len(LONG), FRAME)), key=key, file=mark)
    )
    frames = Frames(io.BytesIO(stored), key=key, file=mark, size=len(LONG))
    lent, plain = io.BufferedReader(PlainBytes(frames)), io.BytesIO(LONG)
    for at, length in steps:
        assert lent.seek(at) == plain.seek(at)
        assert lent.read(length) == plain.read(length)


def test_a_file_is_lent_and_read_from_its_end(keep):
    with lend(keep(LONG)) as loan:
        stream = loan.plain()
        assert stream.seek(-5, io.SEEK_END) == len(LONG) - 5
        assert stream.read(100) == LONG[-5:]
        with pytest.raises(ValueError, match="before the beginning"):
            stream.seek(-1)


def test_the_loan_of_one_file_opens_no_other(keep):
    with lend(keep(LONG)) as mine, lend(keep(LONG)) as other:
        frames = Frames(other.stored, key=mine.key, file=mine.file, size=mine.size)
        with pytest.raises(Damaged):
            PlainBytes(frames).read(1)
