"""Names of files as cameras, phones and messengers give them."""

import re
from collections.abc import Iterator

from crm_videos.identity_lint.kinds import Kind
from crm_videos.identity_lint.reader import Reader
from crm_videos.identity_lint.texts import Mark

_SEP = r"[ _\-]{0,3}"
_CAMERA = re.compile(
    rf"(?i)(?:(?<![A-Za-z])(?:IMG|VID|PXL|DSC[FN]?|MVI|MOV|PANO|BURST|AUD|PTT|REC|SNAP|GOPR|DCIM|DJI|P){_SEP}[0-9]{{4,8}}(?:{_SEP}(?:WA{_SEP})?[0-9]{{2,9}}){{0,2}}"
    rf"|Screen ?(?:shot|recording){_SEP}(?:from )?[0-9]{{4}}(?:[ _\-.]{{0,3}}[0-9]{{2}}){{0,6}}"
    rf"|Whats ?App{_SEP}(?:Image|Video|Audio|Ptt){_SEP}[0-9]{{4}}(?:[ _\-.]{{0,3}}[0-9]{{2}}){{0,6}}"
    rf"|(?:signal|messenger|received|FB{_SEP}IMG|inshot|photo){_SEP}[0-9]{{4,15}})"
)


def find_camera_files(reader: Reader) -> Iterator[Mark]:
    """Find names that a device made up: most hold the day."""
    if reader.folded.joined:
        for match in _CAMERA.finditer(reader.folded.text):
            yield Mark(match.start(), match.end(), Kind.CAMERA_FILE)
