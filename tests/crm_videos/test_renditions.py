"""What the child makes of a recording: hidden where it must be, light, and silent about itself."""

import io
import math
import uuid
from itertools import pairwise

import av
import pytest
from PIL import Image

from crm_videos.private.frames import FRAME, encrypt, new_key
from crm_videos.private.reading import Loan
from crm_videos.videos.child_at_work import Made, NeverMade, make
from tests.crm_videos.phone_film import CANARY, FACE, TONE, film, sound_alone
from tests.crm_videos.talking_head import head

SECONDS = 3


def made_of(data: bytes, kind: str, tmp_path, **asked) -> Made:
    key, mark = new_key(), uuid.uuid4()
    pieces = (data[at : at + FRAME] for at in range(0, len(data), FRAME))
    stored = tmp_path / str(mark)
    stored.write_bytes(b"".join(encrypt(pieces, key=key, file=mark)))
    given = {
        "kind": kind, "starts_ms": 0, "ends_ms": SECONDS * 1000, "hiding": "nothing",
        "regions": [], "voice": "as-it-is", **asked,
    }  # fmt: skip
    with stored.open("rb") as lent:
        return make(Loan(lent, key, mark, len(data)), given, patience_seconds=120)


@pytest.fixture(scope="module")
def tmp_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("lent")


@pytest.fixture(scope="module")
def told():
    return film(SECONDS)


@pytest.fixture(scope="module")
def hidden(told, tmp_folder):
    """All that is made of a film with its face hidden and its voice lowered."""
    asked = {"hiding": "region", "regions": [FACE], "voice": "lower"}
    return {
        kind: made_of(told, kind, tmp_folder, **asked)
        for kind in ("poster", "sound", "240p", "360p")
    }


def pictures(made: Made) -> list[Image.Image]:
    if made.data[8:12] == b"WEBP":
        return [Image.open(io.BytesIO(made.data)).convert("RGB")]
    with av.open(io.BytesIO(made.data)) as file:
        return [frame.to_image() for frame in file.decode(video=0)]


def detail(picture: Image.Image, box: list[int]) -> float:
    """Tell how much neighbouring pixels of a box, in thousandths, differ: squares leave little."""
    sides = (picture.width, picture.height) * 2
    left, top, width, height = (part * side // 1000 for part, side in zip(box, sides, strict=True))
    grey = picture.crop((left, top, left + width, top + height)).convert("L")
    rows = grey.tobytes()
    steps = [abs(one - next_one) for one, next_one in pairwise(rows)]
    return sum(steps) / len(steps)


def tone(made: Made) -> float:
    """Tell the hertz of what is heard, from how often it crosses zero; the edges are left out."""
    with av.open(io.BytesIO(made.data)) as file:
        resampler = av.AudioResampler("s16", "mono", 24_000)
        raw = b"".join(
            bytes(one.planes[0])[: one.samples * 2]
            for frame in file.decode(audio=0)
            for one in resampler.resample(frame)
        )
    values = memoryview(raw).cast("h")[12_000:60_000]
    signs = [value > 0 for value in values]
    crossed = sum(one != other for one, other in pairwise(signs))
    return crossed / 2 / (len(values) / 24_000)


def boxes(data: bytes) -> list[bytes]:
    found, at = [], 0
    while at < len(data):
        found.append(data[at + 4 : at + 8])
        at += int.from_bytes(data[at : at + 4], "big")
    return found


@pytest.mark.parametrize("kind", ["poster", "240p", "360p"])
def test_what_is_hidden_is_hidden_in_every_picture_and_the_rest_is_shown(
    kind, hidden, told, tmp_folder
):
    shown = pictures(hidden[kind])
    assert len(shown) == {"poster": 1}.get(kind, SECONDS * 15)
    open_ones = pictures(Made(told, None, None, None))
    assert min(detail(one, FACE) for one in open_ones) > 20
    assert max(detail(one, FACE) for one in shown) < 6
    # The red corner is still there.
    red, green, blue = shown[-1].getpixel((4, 4))
    assert red > 180
    assert max(green, blue) < 80


def test_the_whole_picture_can_be_hidden(told, tmp_folder):
    for kind in ("poster", "240p"):
        for one in pictures(made_of(told, kind, tmp_folder, hiding="whole")):
            assert detail(one, [0, 0, 1000, 1000]) < 6


def test_the_still_on_which_a_place_is_chosen_shows_no_face(told, tmp_folder):
    sheet = made_of(told, "stills", tmp_folder)
    picture = pictures(sheet)[0]
    assert (sheet.width, sheet.height) == (480, 270)
    assert picture.size == (480, 3 * 270)
    assert detail(picture, [0, 0, 1000, 1000]) < 6


def test_nothing_of_the_recordings_own_words_goes_along(hidden, told):
    assert told.count(CANARY.encode()) > 5
    for kind, made in hidden.items():
        assert CANARY.encode() not in made.data
        assert b"+23.71" not in made.data
        if kind == "poster":
            assert not any(part in made.data for part in (b"EXIF", b"XMP ", b"ICCP"))
            continue
        assert boxes(made.data) == [b"ftyp", b"moov", b"free", b"mdat"]
        with av.open(io.BytesIO(made.data)) as file:
            assert not file.chapters()
            assert set(file.metadata) <= {"major_brand", "minor_version", "compatible_brands"}
            handlers = {stream.metadata["handler_name"] for stream in file.streams}
            assert handlers <= {"VideoHandler", "SoundHandler"}
            assert not any("creation_time" in stream.metadata for stream in file.streams)


def test_a_phone_plays_it_from_the_start_and_jumps(hidden):
    for kind, profile in (("240p", "Baseline"), ("360p", "Main")):
        with av.open(io.BytesIO(hidden[kind].data)) as file:
            picture, sound = file.streams.video[0], file.streams.audio[0]
            assert profile in picture.codec_context.profile
            assert picture.codec_context.pix_fmt == "yuv420p"
            assert (sound.codec_context.name, sound.channels) == ("aac", 1)
            whole = [packet.pts for packet in file.demux(picture) if packet.is_keyframe]
            assert len(whole) >= SECONDS // 2
            assert abs(float(picture.duration * picture.time_base) - SECONDS) < 0.2
    assert (hidden["240p"].width, hidden["240p"].height) == (426, 240)
    assert (hidden["360p"].width, hidden["360p"].height) == (640, 360)


def test_a_voice_is_lower_or_higher_or_as_it_was(hidden, told, tmp_folder):
    assert math.isclose(tone(hidden["sound"]), TONE * 0.8, rel_tol=0.03)
    assert math.isclose(tone(hidden["240p"]), TONE * 0.8, rel_tol=0.03)
    higher = made_of(sound_alone(), "sound", tmp_folder, voice="higher", hiding="no-picture")
    assert math.isclose(tone(higher), TONE * 1.25, rel_tol=0.03)
    assert math.isclose(tone(made_of(told, "sound", tmp_folder)), TONE, rel_tol=0.03)


def test_a_film_held_sideways_comes_out_upright_and_hidden_where_it_looks(tmp_folder):
    sideways = film(1, turned=-90)
    with av.open(io.BytesIO(sideways)) as file:
        assert next(file.decode(video=0)).rotation % 360 == 270
    # Turned to the right, what was above left is above right.
    region = [1000 - FACE[1] - FACE[3], FACE[0], FACE[3], FACE[2]]
    asked = {"ends_ms": 1000, "hiding": "region", "regions": [region]}
    made = made_of(sideways, "240p", tmp_folder, **asked)
    assert (made.width, made.height) == (240, 426)
    for one in pictures(made):
        red, green, _blue = one.getpixel((235, 4))
        assert red > 180
        assert green < 80
        assert detail(one, region) < 6


def test_only_the_piece_that_was_asked_for_is_made(told, tmp_folder):
    made = made_of(told, "240p", tmp_folder, starts_ms=1000, ends_ms=2000)
    assert made.duration_ms == 1000
    shown = pictures(made)
    assert len(shown) == 15
    # The wall gets lighter by 20 each second.
    first, last = (one.getpixel((400, 230))[0] for one in (shown[0], shown[-1]))
    assert abs(first - 80) < 6
    assert abs(last - 100) < 6


def test_what_cannot_be_made_is_said(tmp_folder):
    with pytest.raises(NeverMade, match="no-picture"):
        made_of(sound_alone(1), "240p", tmp_folder, ends_ms=1000)
    with pytest.raises(NeverMade, match="no-sound"):
        made_of(film(1, sound=False), "sound", tmp_folder, ends_ms=1000)
    with pytest.raises(NeverMade, match="unreadable"):
        made_of(b"#EXTM3U\nhttp://127.0.0.1/", "sound", tmp_folder)


def test_somebody_talking_weighs_what_a_reader_can_pay(tmp_folder):
    """The budgets of 60 seconds, 1 MB and 250 KB, in proportion."""
    seconds = 4

    def babble(at: float) -> float:
        return math.sin(900 * at + 9 * math.sin(7 * at)) * abs(math.sin(5 * at)) ** 2

    talking = film(seconds, head, hum=babble)
    asked = {"ends_ms": seconds * 1000}
    assert len(made_of(talking, "240p", tmp_folder, **asked).data) <= 1_000_000 * seconds / 60
    assert len(made_of(talking, "sound", tmp_folder, **asked).data) <= 250_000 * seconds / 60
    assert len(made_of(talking, "poster", tmp_folder, **asked).data) <= 40_000
