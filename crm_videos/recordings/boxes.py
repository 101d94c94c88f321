"""The outermost boxes of an MP4, of which the last must end where the file does (ISO 14496-12)."""

from typing import BinaryIO

HEADER, LARGE_HEADER = 8, 16
KNOWN = frozenset(
    {
        *(b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"moof", b"mfra", b"uuid"),
        *(b"meta", b"styp", b"sidx", b"pdin", b"udta", b"prft", b"emsg", b"pnot"),
    }
)
# A fragment of a second each for half an hour makes 3,600 boxes; more are not counted.
MOST_BOXES = 20_000


def ends_within_a_box(recording: BinaryIO, size: int) -> bool:
    """Say whether the file of ``size`` bytes was cut off: a box promises more than there is.

    What is no box is not ours to judge: some cameras write a few bytes behind the last one.
    """
    at = 0
    for _each in range(MOST_BOXES):
        recording.seek(at)
        header = recording.read(LARGE_HEADER)
        if header[4:8] not in KNOWN:
            return False
        length = int.from_bytes(header[:4], "big")
        if length == 1:
            length = int.from_bytes(header[8:16], "big")
        if length < HEADER:
            # Zero is "as far as the file goes".
            return False
        at += length
        if at >= size:
            return at > size
    return False
