"""Makes copies of one picture that are fit to be shown, in a program of its own.

A hostile file may take it down. It reads the file from its standard input and writes a
line of JSON and then the copies to its standard output. :mod:`foundation.pictures` starts
it without any of the site's environment, and names the copies that it wants. Before it
looks at the first byte it gives up memory, time, and every file and socket that it does
not have yet.

A copy is drawn anew from the pixels: what else was in the file (EXIF with its position,
XMP, a maker's note, a comment, what hides behind the picture) stays behind. Of all that,
only the orientation is read.
"""

import io
import json
import os
import resource
import sys
import warnings
from contextlib import suppress

# Each by itself: later there is no file left to import from.
from PIL import Image, ImageOps, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin
from pillow_heif import register_heif_opener

CPU_SECONDS = 10
MEMORY = 768 * 1024 * 1024
# The largest sensors of phones that people here carry; a bomb claims hundreds of millions.
MOST_PIXELS = 64_000_000
# The first is what a copy is given; the others, when it must weigh less.
QUALITIES = (82, 62, 42)
# A crowd or a wood can weigh too much at any quality; then it is drawn smaller.
SHRINKS_TO = 0.75
# What phones make. Each plugin is one more reader that could be wrong.
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
NEEDED_LATER = (MpoImagePlugin, TiffImagePlugin, WebPImagePlugin)
NO_PICTURE = 3
WHITE = (255, 255, 255)


def give_up_what_is_not_needed() -> None:
    """Take from this process what a file could misuse; a system without a limit goes without."""
    limits = {
        "RLIMIT_CPU": (CPU_SECONDS, CPU_SECONDS + 1),
        "RLIMIT_AS": (MEMORY, MEMORY),
        "RLIMIT_FSIZE": (0, 0),
        "RLIMIT_CORE": (0, 0),
        # Input, output and errors are open: no file and no socket can be opened besides.
        "RLIMIT_NOFILE": (3, 3),
    }
    for name, limit in limits.items():
        with suppress(AttributeError, OSError, ValueError):
            resource.setrlimit(getattr(resource, name), limit)


def redrawn(data: bytes, longest_side: int) -> tuple[str, Image.Image]:
    """Draw the picture anew, upright and no larger than asked, and tell its format.

    Raises for what is no picture.
    """
    with Image.open(io.BytesIO(data), formats=FORMATS) as sent:
        if sent.width * sent.height > MOST_PIXELS:
            raise ValueError(sent.size)
        # JPEG is decoded at a fraction of its size, when that is enough.
        sent.thumbnail((longest_side, longest_side))
        sent.load()
        # What says how the phone was held can be broken; the picture is one even so.
        with suppress(Exception):
            ImageOps.exif_transpose(sent, in_place=True)
        # Into a new picture: what else belongs to the old one stays with it.
        seen = sent.convert("RGBA" if sent.has_transparency_data else "RGB")
        copy = Image.new(seen.mode, seen.size)
        copy.paste(seen)
    return str(sent.format), copy


def on_white(drawn: Image.Image) -> Image.Image:
    """Lay a picture that can be seen through on white."""
    if drawn.mode == "RGB":
        return drawn
    white = Image.new("RGB", drawn.size, WHITE)
    white.paste(drawn, mask=drawn)
    return white


def encoded(
    drawn: Image.Image, kind: str, longest_side: int, most_bytes: int | None, transparent: bool
) -> tuple[int, int, bytes]:
    """Encode a copy no larger than asked; give its width, height and bytes."""
    copy = drawn.copy() if transparent and kind != "JPEG" else on_white(drawn).copy()
    copy.thumbnail((longest_side, longest_side))
    for quality in QUALITIES:
        out = io.BytesIO()
        more = {} if kind == "WEBP" else {"optimize": True}
        copy.save(out, kind, quality=quality, **more)
        if most_bytes is None or out.tell() <= most_bytes:
            return copy.width, copy.height, out.getvalue()
    return encoded(drawn, kind, int(longest_side * SHRINKS_TO), most_bytes, transparent)


def difference_hash(copy: Image.Image) -> str:
    """Tell for 8 rows of 9 grey fields whether each is lighter than its right neighbour."""
    grey = on_white(copy).convert("L").resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            at = row * 9 + column
            bits = bits << 1 | (grey[at] > grey[at + 1])
    return f"{bits:016x}"


def main() -> None:
    wanted = json.loads(sys.argv[1])
    data = sys.stdin.buffer.read()
    # What Pillow would import at its first picture.
    Image.preinit()
    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("ignore")
    # The web processes go first.
    os.nice(5)
    give_up_what_is_not_needed()
    try:
        kind, drawn = redrawn(data, max(one["longest_side"] for one in wanted))
        copies = [encoded(drawn, **one) for one in wanted]
        told = {
            "kind": kind,
            "difference_hash": difference_hash(drawn),
            "copies": [(width, height, len(copy)) for width, height, copy in copies],
        }
    except Exception:  # noqa: BLE001 - a file that is no picture may raise anything
        sys.exit(NO_PICTURE)
    sys.stdout.buffer.write(json.dumps(told).encode("ascii") + b"\n")
    for *_size, copy in copies:
        sys.stdout.buffer.write(copy)


if __name__ == "__main__":
    main()
