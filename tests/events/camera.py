"""Photos as cameras make them, with all that they tell beside the picture; and hostile ones."""

import hashlib
import io
import random
import struct
import zipfile
from typing import Any

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import IFDRational

from tests.events.phone import EVENTS, Phone

CANARY = b"CANARY-23.81032N-90.41249E"
# A fraction in the position: no decoder writes these eight bytes by chance.
SECONDS = (271_828_183, 314_159_265)
TOLD = (CANARY, *(struct.pack(order, *SECONDS) for order in ("<II", ">II")))


def scene(seed: int = 1, size: tuple[int, int] = (320, 240)) -> Image.Image:
    """Draw something with edges: no two seeds look alike."""
    chance = random.Random(seed)
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    for _ in range(40):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        far = (x + chance.randrange(20, size[0] // 2), y + chance.randrange(20, size[1] // 2))
        draw.rectangle(((x, y), far), fill=tuple(chance.randrange(256) for _ in range(3)))
    return picture


def encoded(picture: Image.Image, kind: str = "JPEG", **said: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **said)
    return out.getvalue()


def photo(seed: int = 1, **said: Any) -> bytes:
    return encoded(scene(seed), **said)


def exif(orientation: int = 1) -> Image.Exif:
    """Say with the camera, its owner and its maker's note where and by whom it was taken."""
    words = CANARY.decode()
    told = Image.Exif()
    told[0x0112] = orientation
    for tag in (0x010E, 0x010F, 0x0110, 0x013B, 0x8298):
        told[tag] = words
    told.get_ifd(0x8769).update({0x927C: b"Maker\0" + CANARY, 0x9286: CANARY, 0xA430: words})
    degree = (23.0, 48.0, IFDRational(*SECONDS))
    told.get_ifd(0x8825).update({1: "N", 2: degree, 3: "E", 4: degree, 27: CANARY})
    return told


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><g exif:GPSLatitude="%s"/></x:xmpmeta>' % CANARY


def segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def telling_jpeg(seed: int = 1, orientation: int = 1) -> bytes:
    """Make a JPEG that tells in every place that a JPEG has, behind its end too."""
    plain = photo(seed, exif=exif(orientation), comment=CANARY)
    more = (
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP)
        + segment(0xE2, b"ICC_PROFILE\0\1\1" + CANARY)
        + segment(0xE2, b"MPF\0" + CANARY)
        + segment(0xED, b"Photoshop 3.0\0" + CANARY)
        + segment(0xEF, CANARY)
    )
    return plain[:2] + more + plain[2:] + CANARY + zipped()


def telling_png(seed: int = 1) -> bytes:
    words = PngInfo()
    words.add_text("Comment", CANARY.decode())
    words.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return encoded(scene(seed), "PNG", pnginfo=words, exif=exif(), icc_profile=CANARY) + CANARY


def telling_webp(seed: int = 1) -> bytes:
    return encoded(scene(seed), "WEBP", exif=exif().tobytes(), xmp=XMP, icc_profile=CANARY)


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("page.html", "<script>" + CANARY.decode() + "</script>")
    return out.getvalue()


def tells(data: bytes) -> bool:
    """Say whether anything of what a camera told is in these bytes."""
    return any(one in data for one in TOLD)


def markers(jpeg: bytes) -> list[int]:
    """Name the segments of a JPEG up to its first scan, and what lies behind its end."""
    assert jpeg[:2] == b"\xff\xd8"
    found, at = [], 2
    while found[-1:] != [0xDA]:
        mark, length = struct.unpack(">xBH", jpeg[at : at + 4])
        found.append(mark)
        at += 2 + length
    assert jpeg.rindex(b"\xff\xd9") == len(jpeg) - 2
    return found


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# --- How a phone sends them ---------------------------------------------------------


def address(record: dict[str, Any], sha256: str = "") -> str:
    return f"{EVENTS}/{record['id']}/photos" + (f"/{sha256}" if sha256 else "")


def send_piece(
    phone: Phone, record: dict[str, Any], sha256: str, piece: bytes, offset: int, total: int
):
    return phone.browser.put(
        address(record, sha256),
        piece,
        content_type="application/octet-stream",
        headers={"Upload-Offset": str(offset), "Upload-Length": str(total)},
        # Django's client would leave it out with nothing to send.
        CONTENT_LENGTH=str(len(piece)),
    )


def send_photo(phone: Phone, record: dict[str, Any], data: bytes, *, piece: int = 200_000):
    """Send a photo from its beginning, piece by piece; give the last answer."""
    answer = None
    for offset in range(0, max(len(data), 1), piece):
        part = data[offset : offset + piece]
        answer = send_piece(phone, record, digest(data), part, offset, len(data))
        assert answer.status_code in {201, 202}, answer.content
    return answer


def photos_told(phone: Phone, record: dict[str, Any]) -> list[tuple[str, int]]:
    answer = phone.browser.get(address(record))
    assert answer.status_code == 200
    return [(one["state"], one["offset"]) for one in answer.json()["photos"]]
