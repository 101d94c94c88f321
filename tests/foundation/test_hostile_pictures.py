"""Files that are no photos, or want to be more: none takes anything down, all are told apart."""

import io
import struct
import subprocess
import sys
import zlib

import pytest
from PIL import Image

from events.verification.alike import alike
from foundation import pictures
from foundation.pictures import CannotLook, Picture, Wanted, read_picture
from tests.events.camera import (
    CANARY,
    encoded,
    exif,
    markers,
    photo,
    scene,
    telling_jpeg,
    telling_png,
    telling_webp,
    tells,
    zipped,
)

SCREEN = Wanted("JPEG", 1280)


def look(data: bytes) -> Picture | None:
    return read_picture(data, SCREEN)


def size_of(picture: Picture) -> tuple[int, int]:
    return picture.copies[0].width, picture.copies[0].height


def png_claiming(width: int, height: int) -> bytes:
    """Make a small PNG of one colour that is as large as it says."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    row = b"\0" * (width // 8 + 1)
    # Of the bombs only the beginning is compressed: nobody shall read further.
    body = zlib.compress(row * min(height, 4000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
NO_PICTURES = {
    "nothing": b"",
    "one byte": b"\xff",
    "svg": SVG,
    "html": b"<!doctype html><script>alert(1)</script>",
    "html behind a mark": b"\xff\xd8\xff\xe0<script>alert(1)</script>",
    "pdf": b"%PDF-1.7\n" + b"0" * 500,
    "gif that is a script": b"GIF89a=1;alert(1)//" + b"\0" * 50,
    "a real gif": encoded(scene(), "GIF"),
    "bmp": encoded(scene(), "BMP"),
    "tiff": encoded(scene(), "TIFF"),
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) run\n",
    "a playlist": b"#EXTM3U\nhttp://127.0.0.1:9/a.ts\n",
    "a zip": zipped(),
    "a bomb by what it says": png_claiming(30_000, 30_000),
    "a bomb in one row": png_claiming(2_000_000_000, 1),
}


@pytest.mark.parametrize("name", NO_PICTURES)
def test_what_is_no_photo_is_none(name):
    assert look(NO_PICTURES[name]) is None


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_was_cut_is_no_photo(kind):
    whole = encoded(scene(2), kind)
    for part in (0.02, 0.5, 0.97):
        assert look(whole[: int(len(whole) * part)]) is None, part
    assert look(whole) is not None


def test_a_file_with_two_faces_leaves_with_one():
    picture = look(photo() + SVG + zipped())
    assert picture is not None
    markers(picture.copies[0].data)
    assert b"script" not in picture.copies[0].data


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_it_stands_upright(orientation):
    turn = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90,
            8: Image.Transpose.ROTATE_270}  # fmt: skip
    lying = scene(4)
    if orientation in turn:
        lying = lying.transpose(turn[orientation])
    picture = look(encoded(lying, exif=exif(orientation), quality=95))
    assert size_of(picture) == (320, 240)
    assert alike(picture.difference_hash, look(encoded(scene(4))).difference_hash)


def test_a_broken_exif_does_not_cost_the_picture():
    plain = photo()
    broken = b"\xff\xe1" + struct.pack(">H", 40) + b"Exif\0\0II*\0\xff\xff\xff\xff" + b"\xff" * 24
    assert look(plain[:2] + broken + plain[2:]) is not None


def test_a_large_photo_becomes_as_large_as_a_screen():
    picture = look(encoded(scene(5, (4000, 3000)), quality=60))
    assert size_of(picture) == (1280, 960)
    assert len(picture.copies[0].data) < 400_000


def test_what_shines_through_lies_on_white():
    glass = Image.new("RGBA", (40, 30), (255, 0, 0, 0))
    picture = look(encoded(glass, "PNG"))
    shown = Image.open(io.BytesIO(picture.copies[0].data))
    assert shown.getpixel((20, 15)) == (255, 255, 255)


def test_heif_is_read_too():
    from pillow_heif import register_heif_opener

    register_heif_opener()
    picture = look(encoded(scene(), "HEIF", exif=exif().tobytes(), quality=50))
    assert picture.copies[0].data
    assert CANARY not in picture.copies[0].data


def ends_by(what: str, monkeypatch, tmp_path) -> None:
    """Put in the place of the child one that does this instead of looking."""
    program = tmp_path / "child.py"
    program.write_text(f"import os, resource, signal, sys, time\nsys.stdin.buffer.read()\n{what}\n")
    monkeypatch.setattr(pictures, "PROGRAM", program)


@pytest.mark.parametrize("signal", ["SIGSEGV", "SIGXCPU", "SIGABRT"])
def test_a_decoder_that_is_led_astray_takes_only_itself_down(signal, monkeypatch, tmp_path):
    ends_by(
        f"resource.setrlimit(resource.RLIMIT_CORE, (0, 0)); os.kill(os.getpid(), signal.{signal})",
        monkeypatch,
        tmp_path,
    )
    assert look(photo()) is None


@pytest.mark.parametrize("what", ["sys.exit(1)", "os.kill(os.getpid(), signal.SIGKILL)"])
def test_a_machine_that_cannot_look_does_not_call_it_unreadable(what, monkeypatch, tmp_path):
    ends_by(what, monkeypatch, tmp_path)
    with pytest.raises(CannotLook):
        look(photo())


def test_a_look_that_does_not_end_is_ended(monkeypatch, tmp_path):
    ends_by("time.sleep(60)", monkeypatch, tmp_path)
    monkeypatch.setattr(pictures, "PATIENCE_SECONDS", 0.3)
    with pytest.raises(CannotLook):
        look(photo())


CAGE = """
import sys
sys.path.insert(0, {folder!r})
import os, socket, picture_child
picture_child.give_up_what_is_not_needed()
def tried(what):
    try:
        what()
    except (OSError, MemoryError):
        return "refused"
    return "done"
print(
    tried(lambda: open(sys.executable)),
    tried(lambda: open(os.devnull, "w")),
    tried(socket.socket),
    tried(lambda: bytearray(2_000_000_000)),
)
print(sorted(os.environ))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems know fewer limits")
def test_the_child_opens_no_file_no_socket_and_little_memory():
    folder = str(pictures.PROGRAM.parent)
    said = subprocess.run(
        [sys.executable, "-I", "-c", CAGE.format(folder=folder)],
        capture_output=True,
        text=True,
        check=True,
        env={},
    ).stdout
    assert said.splitlines()[0] == "refused refused refused refused"


def test_the_child_knows_no_secret_of_the_site(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "hushhush")
    ends_by("sys.exit(3 if 'SECRET_KEY' not in os.environ else 1)", monkeypatch, tmp_path)
    assert look(photo()) is None


def test_the_picture_of_a_camera_that_tells_is_a_picture():
    assert size_of(look(telling_jpeg(7, orientation=6)))[0] == 240


def test_copies_keep_to_their_size_their_weight_and_their_order():
    crowd = Image.effect_noise((1600, 1200), 90).convert("RGB")
    wanted = (Wanted("WEBP", 400, 12_000), Wanted("JPEG", 800), Wanted("WEBP", 200, 40_000))
    picture = read_picture(encoded(crowd, "PNG"), *wanted)
    light, plain, small = picture.copies
    assert picture.kind == "PNG"
    assert len(light.data) <= 12_000
    assert max(light.width, light.height) <= 400
    assert (plain.width, plain.height) == (800, 600)
    assert (small.width, small.height) == (200, 150)
    for copy, wish in zip(picture.copies, wanted, strict=True):
        shown = Image.open(io.BytesIO(copy.data))
        assert (shown.format, shown.size) == (wish.kind, (copy.width, copy.height))
        assert not shown.info.keys() & {"exif", "icc_profile", "xmp", "comment"}


@pytest.mark.parametrize("make", [telling_jpeg, telling_png, telling_webp])
def test_no_copy_tells_what_a_camera_wrote(make):
    assert tells(make())
    picture = read_picture(make(), Wanted("WEBP", 320, 20_000), Wanted("WEBP", 640), SCREEN)
    assert len(picture.copies) == 3
    assert not any(tells(copy.data) for copy in picture.copies)
