"""Recordings and pictures that tell where they were made, in every way that we know of."""

import io
import struct

from PIL import Image

from tests.crm_videos.boxes_made import box, full, put_into
from tests.crm_videos.recordings_made import film

# Upazila headquarters of nobody; what must not be left anywhere.
CANARY = "CANARY-23.8103-90.4125"
ISO6709 = "+23.8103+090.4125/"
IN_MOOV = (b"moov",)
XMP_MARK = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    'xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    f'exif:GPSLatitude="23,48.6N" exif:GPSLongitude="90,24.7E" dc:source="{CANARY}"/>'
    '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
).encode()


def films_with_places() -> dict[str, tuple[str, bytes]]:
    plain = film()
    place = struct.pack(">HH", len(ISO6709), 0x15C7) + ISO6709.encode()
    loci = (
        struct.pack(">H", 0x55C4) + CANARY.encode() + b"\0\1" + struct.pack(">iii", 5918000, 1, 0)
    )
    gpmf = b"DEVC\0\1\0\x40STRM\0\1\0\x38GPS5l\x14\0\2" + CANARY.encode().ljust(40, b"\0")
    said = (("location", ISO6709), ("comment", CANARY), ("title", CANARY))
    tags = (("movflags", "use_metadata_tags"),)
    spoken = (("com.apple.quicktime.location.ISO6709", ISO6709), *said)
    udta = box(b"udta", box(b"\xa9xyz", place) + full(b"loci", loci) + box(b"GPMF", gpmf))
    return {
        "QuickTime xyz": ("video/mp4", film(said=said)),
        "Apple's keys": ("video/quicktime", film("mov", options=tags, said=spoken)),
        "loci, xyz and GPMF": ("video/mp4", put_into(plain, IN_MOOV, udta)),
        "XMP in a uuid box": ("video/mp4", plain + box(b"uuid", XMP_MARK + XMP)),
        "WebM tags": (
            "video/webm",
            film("webm", picture="libvpx", sound="libopus", said=said),
        ),
        "ID3": ("audio/mpeg", film("mp3", picture=None, sound="libmp3lame", said=said)),
        "ID3 with a cover": ("audio/mpeg", with_cover()),
        "Vorbis comments": ("audio/ogg", film("ogg", picture=None, sound="libopus", said=said)),
        "INFO of a WAV": ("audio/wav", film("wav", picture=None, sound="pcm_s16le", said=said)),
        "behind the end": ("video/mp4", plain + box(b"free", CANARY.encode())),
    }


def with_cover() -> bytes:
    """An MP3 whose cover is a photograph with a position in it."""
    cover = photo("JPEG")
    apic = b"\0image/jpeg\0\3\0" + cover
    frame = b"APIC" + struct.pack(">I", len(apic)) + b"\0\0" + apic
    size = bytes(len(frame) >> shift & 0x7F for shift in (21, 14, 7, 0))
    sound = film("mp3", picture=None, sound="libmp3lame", options=(("id3v2_version", "0"),))
    return b"ID3\3\0\0" + size + frame + sound


def photo(kind: str, size: tuple[int, int] = (64, 48)) -> bytes:
    """A photograph with a position, a maker's note, XMP, a comment, a thumbnail's name."""
    exif = Image.Exif()
    exif[0x010E] = exif[0x9286] = exif[0x927C] = CANARY
    exif[0x8825] = {1: "N", 2: (23.0, 48.0, 36.0), 3: "E", 4: (90.0, 24.0, 45.0), 29: CANARY}
    out = io.BytesIO()
    more = {"comment": CANARY.encode()} if kind == "JPEG" else {}
    if kind in ("JPEG", "WEBP", "PNG"):
        more["xmp"] = XMP
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    picture.save(out, kind, exif=exif, **more)
    return out.getvalue()
