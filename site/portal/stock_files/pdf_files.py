"""PDF files without the names of their writers (ISO 32000), as far as we can tell.

No library here understands PDF whole, so three safe things are done. What stands plainly (the
information about the file, XMP, what a camera wrote) is overwritten with blanks of the same
length, so every offset stays right. What is packed and is text is unpacked and looked into. What
tells or does something where we cannot reach it is refused: printed to PDF anew it is gone.

Every search goes through the file once, for a hostile one can be made of half-open brackets.
"""

import re
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.stock_files.refusing import NotTaken

MOST_UNPACKED = 100 * 1024 * 1024
MOST_INFORMATION = 64 * 1024
MOST_ABOUT_A_STREAM = 4096
ENDS = b"%%EOF"
# A letter of a name may be spelled as its number.
SPELLED = re.compile(rb"#([0-9A-Fa-f]{2})")
INFORMATION = re.compile(rb"/Info\s{1,9}(\d{1,10})\s{1,9}(\d{1,5})\s{1,9}R")
WORDS = re.compile(
    rb"\((?:\\.|[^\\()]|\([^()]{0,999}\)){0,9999}\)|<[0-9A-Fa-f\s]{1,9999}>", re.DOTALL
)
PACKED_TEXT = re.compile(rb"/(ObjStm|Metadata)\b")
PACKETS = ((b"<?xpacket begin", b"<?xpacket end"), (b"<x:xmpmeta", b"</x:xmpmeta>"))
JPEG = b"\xff\xd8"
# Segments of applications and comments (ITU T.81, table B.1); JFIF and Adobe's say how to decode.
SCAN, COMMENT = 0xDA, 0xFE
TELLING = frozenset({*range(0xE1, 0xF0), COMMENT}) - {0xEE}
ACTS = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToR|GoToE"
    rb"|Filespec|Movie|Sound|Rendition|FileAttachment)\b"
)
COMMENTS = re.compile(rb"/Subtype\s{0,9}/(Popup|Text|Highlight|StrikeOut|Caret|Stamp|Ink)\b")


def emptied_pdf(data: bytes) -> bytes:
    """Blank what it tells of its making. Raises :class:`portal.stock_files.refusing.NotTaken`."""
    ends = data.rfind(ENDS)
    if not data.startswith(b"%PDF-") or ends < 0:
        raise NotTaken(_("This PDF is broken, cut off or not a PDF."))
    # What hides behind the end stays behind.
    out = bytearray(data[: ends + len(ENDS)] + b"\n")
    _blank_information(out)
    _blank_packets(out)
    _blank_photographs(out)
    streams = list(_streams(bytes(out)))
    packed = b"\n".join(_unpacked(streams))
    readable = SPELLED.sub(
        lambda found: bytes([int(found[1], 16)]), _outside(bytes(out), streams) + packed
    )
    if re.search(rb"/Encrypt\b", readable):
        raise NotTaken(_("This PDF is protected by a password. Save it without."))
    if ACTS.search(readable):
        raise NotTaken(_("This PDF holds a program or another file. Print it to PDF anew."))
    if COMMENTS.search(readable):
        raise NotTaken(
            _("This PDF has comments, which name their writers. Print it to PDF without them.")
        )
    if any(begins in packed for begins, _end in PACKETS):
        raise NotTaken(_cannot_be_deleted())
    return bytes(out)


def _cannot_be_deleted() -> str:
    return _("This PDF tells who made it, where it cannot be deleted. Print it to PDF anew.")


def _blank_information(out: bytearray) -> None:
    """Blank every string of the dictionary with author, program and times, however often saved."""
    for number, generation in set(INFORMATION.findall(out)):
        objects = [*re.finditer(rb"(?<!\d)%s\s{1,9}%s\s{1,9}obj\b" % (number, generation), out)]
        if not objects:
            # It lies in a packed stream of objects.
            raise NotTaken(_cannot_be_deleted())
        for begins in objects:
            until = out.find(b"endobj", begins.end())
            if not 0 <= until - begins.end() <= MOST_INFORMATION:
                raise NotTaken(_cannot_be_deleted())
            told = bytes(out[begins.end() : until]).replace(b"<<", b"  ").replace(b">>", b"  ")
            for words in WORDS.finditer(told):
                first, last = begins.end() + words.start() + 1, begins.end() + words.end() - 1
                out[first:last] = b" " * (last - first)


def _blank_packets(out: bytearray) -> None:
    for begins, ends in PACKETS:
        at = out.find(begins)
        while at >= 0:
            until = out.find(ends, at)
            if until < 0:
                raise NotTaken(_cannot_be_deleted())
            out[at : until + len(ends)] = b" " * (until + len(ends) - at)
            at = out.find(begins, until)


def _blank_photographs(out: bytearray) -> None:
    """Empty what cameras and programs wrote into JPEGs; each segment stays as long as it says."""
    for _about, _at, until, inside in list(_streams(bytes(out))):
        begins, at = until - len(inside), len(JPEG)
        while inside.startswith(JPEG) and (kind := _segment(inside, at)) not in (None, SCAN):
            length = int.from_bytes(inside[at + 2 : at + 4], "big")
            last = min(at + 2 + max(length, 2), len(inside))
            if kind in TELLING:
                out[begins + at + 4 : begins + last] = bytes(max(last - at - 4, 0))
            at = last


def _segment(inside: bytes, at: int) -> int | None:
    return inside[at + 1] if inside[at : at + 1] == b"\xff" and at + 1 < len(inside) else None


def _streams(data: bytes) -> Iterator[tuple[bytes, int, int, bytes]]:
    """Give what is said about each stream, where it begins and ends, and what is in it."""
    at = data.find(b"stream")
    while at >= 0:
        until = data.find(b"endstream", at)
        if until < 0:
            return
        begins = data.rfind(b"obj", max(at - MOST_ABOUT_A_STREAM, 0), at)
        inside = data[at + len(b"stream") : until].removeprefix(b"\r").removeprefix(b"\n")
        yield data[max(begins, 0) : at], at, until, inside
        at = data.find(b"stream", until + len(b"endstream"))


def _unpacked(streams: list[tuple[bytes, int, int, bytes]]) -> Iterator[bytes]:
    """Unpack the streams that hold objects, or words about the file."""
    left = MOST_UNPACKED
    for about, _at, _until, inside in streams:
        if not PACKED_TEXT.search(about):
            continue
        if b"Filter" not in about:
            yield inside
            continue
        try:
            text = zlib.decompressobj().decompress(inside, left)
        except zlib.error:
            raise NotTaken(_cannot_be_deleted()) from None
        left -= len(text)
        if left <= 0:
            raise NotTaken(_("This file holds more than a document does."))
        yield text


def _outside(data: bytes, streams: list[tuple[bytes, int, int, bytes]]) -> bytes:
    """Give what stands outside of all streams."""
    pieces, at = [], 0
    for _about, begins, until, _inside in streams:
        pieces.append(data[at:begins])
        at = until
    return b"\n".join([*pieces, data[at:]])
