"""Hundreds of files that are no recordings, or want to do harm; made in memory from a seed."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.crm_videos.boxes_made import (
    INSIDE,
    box,
    boxes_of,
    full,
    place_of,
    put_into,
    with_number,
    with_size,
)
from tests.crm_videos.places_told import films_with_places, photo
from tests.crm_videos.recordings_made import FAST, PIECES, as_phones_make_them, film

# A file that is there for whoever follows a reference to it.
VICTIM = Path(__file__).resolve()
CUTS = 50
LARGE = 0x7FFFFFFF
# In parts, so that no scanner of viruses takes this file for one.
EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Hostile(NamedTuple):
    name: str
    content_type: str
    data: bytes


def corpus(seed: int, port: int) -> Iterator[Hostile]:
    """Give them all. ``port`` of this machine is where those call that would call home."""
    chance = random.Random(seed)
    yield from _cut_off()
    yield from _broken_boxes()
    yield from _bombs()
    yield from _flipped(chance)
    yield from _something_else(port)
    yield from _two_in_one()
    yield from _with_references(port)
    yield from _strange_sound()
    for name, (content_type, data) in films_with_places().items():
        yield Hostile(f"place: {name}", content_type, data)
    yield from _called_wrongly()


def webm() -> bytes:
    return film("webm", picture="libvpx", sound="libopus")


def _cut_off() -> Iterator[Hostile]:
    whole = {
        "mp4": ("video/mp4", film()),
        "mp4 for the web": ("video/mp4", film(options=FAST)),
        "webm": ("video/webm", webm()),
    }
    for name, (content_type, data) in whole.items():
        for part in range(CUTS):
            at = len(data) * part // CUTS
            yield Hostile(f"{name} cut at {at}", content_type, data[:at])
    yield Hostile("one byte", "video/mp4", b"\0")


def _broken_boxes() -> Iterator[Hostile]:
    plain = film()
    for at, kind in boxes_of(plain):
        for size in (0, 1, 7, LARGE, 0xFFFFFFFF):
            name = f"box {kind!r} at {at} of {size} bytes"
            yield Hostile(name, "video/mp4", with_size(plain, at, size))
        if kind in INSIDE:
            yield Hostile(
                f"box {kind!r} at {at} renamed",
                "video/mp4",
                plain[: at + 4] + b"free" + plain[at + 8 :],
            )
    counts = {b"stsz": 16, b"stts": 12, b"stsc": 12, b"stco": 12, b"stss": 12, b"stsd": 12}
    for kind, behind in counts.items():
        for number in (LARGE, 0x80000000, 0xFFFFFFFF, 100_000_000):
            name = f"{kind!r} of {number} entries"
            yield Hostile(name, "video/mp4", with_number(plain, kind, behind, number))


def _bombs() -> Iterator[Hostile]:
    plain = film()
    deep = b""
    for _each in range(5000):
        deep = box(b"moov", deep)
    yield Hostile("5,000 boxes in each other", "video/mp4", box(b"ftyp", b"isom\0\0\2\0") + deep)
    yield Hostile(
        "a million empty boxes", "video/mp4", box(b"ftyp", b"isom\0\0\2\0") + box(b"free") * 10**6
    )
    trak = plain[place_of(plain, b"trak") :]
    trak = trak[: struct.unpack_from(">I", trak)[0]]
    yield Hostile("3,000 streams", "video/mp4", put_into(plain, (b"moov",), trak * 3000))
    yield Hostile("two films", "video/mp4", put_into(plain, (b"moov",), trak))
    # Width and height stand as two numbers of two bytes, 32 behind the beginning of the entry.
    for width, height in ((65535, 65535), (30000, 30000), (8192, 8192), (4096, 2304), (0, 0)):
        avc1 = plain.index(b"avc1", plain.index(b"stsd"))
        data = plain[: avc1 + 28] + struct.pack(">HH", width, height) + plain[avc1 + 32 :]
        yield Hostile(f"{width} by {height}", "video/mp4", data)
    wide = film("webm", picture="libvpx", sound=None)
    for size in (b"\x3f\xff", b"\x00\x00"):
        # The size that VP8 tells in each key frame.
        key = wide.index(b"\x9d\x01\x2a") + 3
        yield Hostile(f"WebM of {size!r}", "video/webm", wide[:key] + size * 2 + wide[key + 4 :])
    for rate in (1, 3, 100_000):
        mdhd = place_of(plain, b"mdhd") + 20
        data = plain[:mdhd] + struct.pack(">I", rate * 10_000) + plain[mdhd + 4 :]
        yield Hostile(f"a clock of {rate * 10_000} ticks", "video/mp4", data)
    for length in (0, 0xFFFFFFFF, 0x80000000, 40 * 60 * 1000):
        data = with_number(plain, b"mvhd", 24, length)
        yield Hostile(f"as long as {length}", "video/mp4", data)
        data = with_number(plain, b"mdhd", 24, length)
        yield Hostile(f"a stream as long as {length}", "video/mp4", data)
    late = full(b"elst", struct.pack(">IIiI", 1, LARGE, -5, 0x10000))
    for number, edit in enumerate((late, full(b"elst", struct.pack(">I", LARGE) + b"\xff" * 40))):
        data = put_into(plain, (b"moov", b"trak", b"edts"), edit)
        yield Hostile(f"edits {number}", "video/mp4", data)
    cmov = box(b"cmov", box(b"dcom", b"zlib") + box(b"cmvd", b"\x7f\xff\xff\xff" + _zeros(50)))
    yield Hostile(
        "a compressed index", "video/quicktime", box(b"ftyp", b"qt  \0\0\2\0") + box(b"moov", cmov)
    )
    for mark in (b"\x1a\x45\xdf\xa3", b"OggS", b"RIFF\xff\xff\xff\xffWAVE", b"\0\0\0\x08ftyp"):
        yield Hostile(f"{mark!r} for ever", "video/mp4", mark * 20_000)


def _zeros(megabytes: int) -> bytes:
    return zlib.compress(bytes(megabytes * 1024 * 1024), 9)


def _flipped(chance: random.Random) -> Iterator[Hostile]:
    """Change a few bytes of the index, or anywhere."""
    for name, (content_type, data) in as_phones_make_them().items():
        for number in range(8):
            broken = bytearray(data)
            first = data.find(b"moov") if number % 2 and b"moov" in data else 0
            until = len(data) if number % 3 == 0 else min(len(data), first + 2000)
            for _each in range(chance.choice((1, 5, 50))):
                broken[chance.randrange(first, until)] = chance.randrange(256)
            yield Hostile(f"{name} with changed bytes, {number}", content_type, bytes(broken))


def _something_else(port: int) -> Iterator[Hostile]:
    there = f"http://127.0.0.1:{port}/"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", bytes(50 * 1024 * 1024))
    others = {
        "HLS": f"#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:2,\n{there}a.ts\n#EXT-X-ENDLIST\n",
        "HLS of a file": f"#EXTM3U\n#EXTINF:2,\n{VICTIM.as_uri()}\n#EXT-X-ENDLIST\n",
        "HLS with a key": f'#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="{there}k"\n#EXTINF:2,\na.ts\n',
        "DASH": f'<?xml version="1.0"?><MPD type="static"><BaseURL>{there}</BaseURL></MPD>',
        "ffconcat": f"ffconcat version 1.0\nfile '{there}'\n",
        "concat": f"file '{VICTIM}'\n",
        "SDP": f"v=0\nc=IN IP4 127.0.0.1\nm=video {port} RTP/AVP 96\n",
        "SVG": f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{there}"/></svg>',
        "HTML": f"<html><script src='{there}'></script></html>",
        "M3U": f"{there}\n",
        "SMIL": f'<smil><body><video src="{there}"/></body></smil>',
        "WebVTT": f"WEBVTT\n\nSTYLE\n::cue {{background: url({there})}}\n",
        "ASS": f"[Script Info]\n[V4+ Styles]\n[Events]\nDialogue: {there}\n",
        "EICAR": EICAR,
        "PHP": "<?php system($_GET['c']); ?>",
        "shell": "#!/bin/sh\ntouch /tmp/hostile\n",
        "AVISynth": f'DirectShowSource("{VICTIM}")',
    }
    for name, text in others.items():
        for content_type in ("video/mp4", "video/webm"):
            yield Hostile(f"{name} as {content_type}", content_type, text.encode())
    binary = {
        "EXE": b"MZ" + bytes(1000),
        "ELF": b"\x7fELF" + bytes(1000),
        "PDF": b"%PDF-1.7\n1 0 obj<</OpenAction 2 0 R>>endobj\n%%EOF",
        "a zip bomb": packed.getvalue(),
        "zeros": bytes(100_000),
        "AVI": b"RIFF\0\0\1\0AVI LIST" + bytes(500),
        "FLV": b"FLV\1\5\0\0\0\x09" + bytes(500),
        "MPEG-TS": film("mpegts"),
        "behind a mark of MP3": b"\xff\xfb" + film("mpegts"),
        "HEIC": box(b"ftyp", b"heic\0\0\0\0mif1heic") + box(b"meta", bytes(100)),
        "JPEG": photo("JPEG"),
    }
    for name, data in binary.items():
        yield Hostile(f"{name} as a film", "video/mp4", data)


def _two_in_one() -> Iterator[Hostile]:
    plain = film()
    packed = io.BytesIO(plain)
    packed.seek(0, io.SEEK_END)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("run.js", "alert(1)")
    page = b"<html><script>alert(1)</script></html>"
    yield Hostile("MP4 and ZIP", "video/mp4", packed.getvalue())
    yield Hostile("MP4 and HTML", "video/mp4", plain + page)
    yield Hostile("HTML in a box, then MP4", "video/mp4", box(b"free", page) + plain)
    yield Hostile("JPEG and MP4", "video/mp4", photo("JPEG") + plain)
    yield Hostile("MP4 and EXE", "video/mp4", plain + b"MZ" + bytes(1000))
    yield Hostile("two MP4", "video/mp4", plain + plain)
    yield Hostile("ID3, then MP4", "audio/mpeg", b"ID3\3\0\0\0\0\0\0" + plain)


def reference(kind: bytes, target: str) -> bytes:
    """An entry that says: the media are in another file. Aliases are those of old Macintoshes."""
    if kind == b"url ":
        return box(b"url ", bytes(4) + target.encode() + b"\0")
    name = target.encode()[:27]
    alias = bytes(10) + bytes([1]) + b"/".ljust(27) + bytes(12)
    alias += bytes([len(name)]) + name.ljust(63) + bytes(16) + struct.pack(">hh", 1, 1) + bytes(16)
    alias += struct.pack(">HH", 2, len(target)) + target.encode() + b"\0" * (len(target) % 2)
    return box(b"alis", bytes(4) + alias + b"\xff\xff\0\0")


def with_reference(data: bytes, kind: bytes, target: str) -> bytes:
    """Let the first stream refer to a target, instead of to the file itself."""
    before = full(b"dref", struct.pack(">I", 1) + box(b"url ", b"\0\0\0\1"))
    after = full(b"dref", struct.pack(">I", 1) + reference(kind, target))
    parents = (b"moov", b"trak", b"mdia", b"minf", b"dinf")
    at = place_of(data, b"dref")
    grown = put_into(data, parents, after)
    # What was there first is now nothing.
    assert data[at : at + len(before)] == before
    return grown[: at + 4] + b"free" + grown[at + 8 :]


def _with_references(port: int) -> Iterator[Hostile]:
    targets = (
        VICTIM.as_uri(),
        str(VICTIM),
        f"../../../..{VICTIM}",
        f"http://127.0.0.1:{port}/a.mov",
        f"tcp://127.0.0.1:{port}",
        f"concat:{VICTIM}|http://127.0.0.1:{port}/",
    )
    for kind in (b"url ", b"alis"):
        for target in targets:
            data = with_reference(film("mov", sound=None), kind, target)
            yield Hostile(f"{kind!r} to {target}", "video/quicktime", data)


def _strange_sound() -> Iterator[Hostile]:
    ogg = film("ogg", picture=None, sound="libopus")
    yield Hostile("Ogg, 300 in a chain", "audio/ogg", ogg * 300)
    first = ogg[: ogg.index(b"OggS", 4)]
    yield Hostile("Ogg, 5,000 beginnings", "audio/ogg", first * 5000)
    wav = film("wav", picture=None, sound="pcm_s16le")
    for behind, number in ((22, 0xFFFF), (24, 0xFFFFFFFF), (24, 0), (28, 0), (32, 0)):
        data = wav[:behind] + struct.pack("<I", number) + wav[behind + 4 :]
        yield Hostile(f"WAV with {number} at {behind}", "audio/wav", data)
    for at in (4, 40):
        data = wav[:at] + b"\xff\xff\xff\xff" + wav[at + 4 :]
        yield Hostile(f"WAV without a length at {at}", "audio/wav", data)
    tag = b"ID3\4\0\0\x7f\x7f\x7f\x7f"
    yield Hostile("ID3 of 256 MB", "audio/mpeg", tag + bytes(100_000))
    yield Hostile("ID3 in ID3", "audio/mpeg", b"ID3\4\0\0\0\0\0\x0a" * 20_000)
    yield Hostile("MP3 of nothing", "audio/mpeg", b"\xff\xfb\x90\x64" + bytes(100_000))
    yield Hostile("AAC of nothing", "audio/aac", b"\xff\xf1" + bytes(100_000))


def _called_wrongly() -> Iterator[Hostile]:
    kinds = as_phones_make_them()
    for name in ("MP4", "WebM", "MP3", "Ogg", "WAV", "AAC"):
        true, data = kinds[name]
        for said in ("video/mp4", "video/webm", "audio/ogg", "audio/mp4", "audio/wav"):
            if said != true:
                yield Hostile(f"{name} called {said}", said, data)
    # A film in pieces, of which each is said to come before the one before it.
    pieces = film(options=PIECES)
    for number in (0, 0xFFFFFFFF, 0x80000000):
        at = pieces.rindex(b"tfdt") - 4
        data = pieces[: at + 12] + struct.pack(">Q", number << 32) + pieces[at + 20 :]
        yield Hostile(f"a piece at {number}", "video/mp4", data)
