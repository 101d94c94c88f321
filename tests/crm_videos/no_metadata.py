"""Nothing is left in a file but what is seen and heard: by exiftool's reading and by a raw scan.

The raw scan needs nothing and always runs. exiftool was written by somebody else and knows more
places; where it is not installed, ``exiftool_reads`` skips the test with a sentence.
"""

import json
import shutil
import subprocess
from typing import Any

import pytest

# How such words begin, in any container; each is longer than what chance writes.
MARKS = (
    *(b"Exif\0\0", b"eXIf", b"http://ns.adobe.com/", b"<x:xmpmeta", b"<?xpacket", b"Photoshop 3.0"),
    *(b"\xa9xyz", b"ISO6709", b"GPSLatitude", b"GPMF", b"ICC_PROFILE"),
    bytes.fromhex("be7acfcb97a942e89c71999491e3afac"),
)
# What exiftool tells of any file, and what it computes from the picture's size alone.
ALWAYS = frozenset({"SourceFile", "ExifTool", "System", "File", "JFIF", "RIFF", "PNG", "Composite"})
# The structure of an MP4 or WebM; a date or a word in it is looked at one by one.
STRUCTURE = ("QuickTime", "Track", "Matroska", "Info")
MUXERS_OWN = ("Handler", "SampleGroup")
TIMES = ("CreateDate", "ModifyDate", "MediaCreateDate", "TrackCreateDate", "DateTimeOriginal")
NO_TIME = "0000:00:00 00:00:00"
TELLS = (
    *("location", "gps", "comment", "title", "artist", "author", "make", "model", "software"),
    *("description", "keyword", "copyright", "owner", "creator", "history", "album", "xmp"),
)


def left_by_raw_scan(data: bytes, *canaries: str) -> list[str]:
    """Give the marks of metadata and the canaries that stand somewhere in the bytes."""
    found = [repr(mark) for mark in MARKS if mark in data]
    for canary in canaries:
        spelled = (canary.encode(), canary.encode("utf-16-le"), canary.encode("utf-16-be"))
        found += [canary for each in spelled if each in data]
    return found


def exiftool_reads(data: bytes) -> dict[str, Any]:
    """Give what exiftool reads, by group and name; skips where it is not installed."""
    if not (program := shutil.which("exiftool")):
        pytest.skip("needs exiftool")
    said = subprocess.run(
        [program, "-j", "-G1", "-a", "-u", "-ee", "-"], input=data, capture_output=True, check=False
    )
    return json.loads(said.stdout)[0]


def left_by_exiftool(data: bytes, *canaries: str) -> list[str]:
    """Give the tags that tell something of a person, a place, a device or a time."""
    found = []
    for name, value in exiftool_reads(data).items():
        group, _, tag = name.partition(":")
        if any(canary in str(value) for canary in canaries) or _tells(group, tag, str(value)):
            found.append(f"{name} = {value!r}")
    return found


def _tells(group: str, tag: str, value: str) -> bool:
    if group in ALWAYS:
        return group == "Composite" and tag.startswith("GPS")
    if not group.startswith(STRUCTURE):
        return not (tag == "Encoder" and value.startswith("Lavf"))
    if tag.startswith(MUXERS_OWN):
        return False
    if tag in TIMES:
        return value != NO_TIME
    return any(word in tag.lower() for word in TELLS)


def assert_no_metadata(data: bytes, *canaries: str) -> None:
    """Fail when anything is left that tells more than picture and sound do."""
    assert not left_by_raw_scan(data, *canaries)
    assert not left_by_exiftool(data, *canaries)
