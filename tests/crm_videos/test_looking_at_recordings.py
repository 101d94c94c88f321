"""A recording is seen as it is, or refused with a sentence; a decoder led astray does no harm."""

import io
import json
import subprocess

import pytest
from django.utils import translation

from crm_videos.models import Purpose
from crm_videos.recordings import looking
from crm_videos.recordings.confined import run_confined
from crm_videos.recordings.looking import CannotLook, Refused, look_at
from crm_videos.recordings.opening import MP3, MP4, AsksForMore, demuxer_for, open_recording
from crm_videos.recordings.why_refused import Why
from crm_videos.words import Medium
from tests.crm_videos.boxes_made import with_number
from tests.crm_videos.hostile_recordings import Hostile, corpus, with_reference
from tests.crm_videos.hostile_run import listener, look_at_all, was_called
from tests.crm_videos.looked_at import lent, look
from tests.crm_videos.recordings_made import FAST, as_phones_make_them, film

# One of each kind; the whole corpus is looked at in tests/storms.
SAMPLE = (
    *("mp4 cut at 4645", "mp4 for the web cut at 13935", "webm cut at 13790"),
    *("b'stsz' of 2147483647 entries", "5,000 boxes in each other", "3,000 streams", "two films"),
    *("65535 by 65535", "a compressed index", "HLS as video/mp4", "ffconcat as video/mp4"),
    *("a zip bomb as a film", "behind a mark of MP3 as a film", "HEIC as a film"),
    *("MP4 and ZIP", "JPEG and MP4", "Ogg, 5,000 beginnings", "ID3 of 256 MB"),
    *("place: QuickTime xyz", "place: ID3 with a cover", "WebM called video/mp4"),
)
TURNED = (0, 0x10000, 0, 0xFFFF0000, 0, 0, 0, 0, 0x40000000)


def test_what_phones_make_is_seen():
    kinds = as_phones_make_them()
    outcome = look_at_all(Hostile(name, *kinds[name]) for name in kinds)
    assert outcome.came_to == dict.fromkeys(kinds, "seen")


def test_hostile_files_are_refused_or_seen():
    with listener() as listening:
        files = {one.name: one for one in corpus(1, listening.getsockname()[1])}
        outcome = look_at_all([files[name] for name in SAMPLE])
        assert not outcome.failed
        assert not was_called(listening)
    assert outcome.came_to == {
        "mp4 cut at 4645": Why.CUT_OFF,
        "mp4 for the web cut at 13935": Why.CUT_OFF_AT,
        "webm cut at 13790": Why.CUT_OFF_AT,
        "b'stsz' of 2147483647 entries": Why.UNREADABLE,
        "5,000 boxes in each other": Why.UNREADABLE,
        "3,000 streams": Why.UNREADABLE,
        "two films": Why.TOO_MANY_STREAMS,
        "65535 by 65535": "seen",
        "a compressed index": Why.UNREADABLE,
        "HLS as video/mp4": Why.NO_RECORDING,
        "ffconcat as video/mp4": Why.NO_RECORDING,
        "a zip bomb as a film": Why.NO_RECORDING,
        "behind a mark of MP3 as a film": Why.UNREADABLE,
        "HEIC as a film": Why.NO_RECORDING,
        "MP4 and ZIP": "seen",
        "JPEG and MP4": Why.NO_RECORDING,
        "Ogg, 5,000 beginnings": Why.UNREADABLE,
        "ID3 of 256 MB": Why.NO_RECORDING,
        "place: QuickTime xyz": "seen",
        "place: ID3 with a cover": "seen",
        "WebM called video/mp4": Why.ANOTHER_TYPE,
    }


def test_a_film_that_was_held_upright_is_measured_upright():
    data = film()
    for number, part in enumerate(TURNED):
        data = with_number(data, b"tkhd", 48 + 4 * number, part)
    seen = look(data, "video/mp4")
    assert (seen.medium, seen.width, seen.height) == (Medium.VIDEO, 120, 160)


def test_it_says_how_much_of_a_recording_arrived():
    whole = film(options=FAST, seconds=6)
    with translation.override("bn"):
        refused = look(whole[: len(whole) // 2], "video/mp4")
    assert refused.why == Why.CUT_OFF_AT
    seconds = {sign for sign in refused.message if sign in "০১২৩৪৫৬৭৮৯"}
    assert seconds <= set("২৩৬")
    assert "৬" in seconds


def test_a_stretch_that_cannot_be_decoded_is_noticed():
    data = bytearray(film(sound=None, seconds=8, options=FAST))
    begins = data.index(b"mdat") + 4
    tenth = (len(data) - begins) // 10
    data[begins + 3 * tenth : begins + 9 * tenth] = bytes(6 * tenth)
    assert look(bytes(data), "video/mp4").why == Why.GAP


def test_a_film_that_is_called_a_sound_is_refused():
    assert look(film(), "audio/mp4").why == Why.FILM_CALLED_SOUND


def test_half_an_hour_and_four_thousand_pixels_are_the_most():
    long = film("wav", picture=None, sound="pcm_s16le")
    # A clock that ticks once a second makes hours of two seconds.
    slow = long[:24] + (8).to_bytes(4, "little") + (16).to_bytes(4, "little") + long[32:]
    assert look(slow, "audio/wav").why == Why.TOO_LONG
    wide = film(size=(4112, 64), sound=None, seconds=1, a_second=1)
    assert look(wide, "video/mp4").why == Why.TOO_MANY_PIXELS


def test_nothing_but_what_is_lent_is_in_reach_of_the_child(tmp_path):
    with listener() as listening, lent(b"canary") as loan:
        port = listening.getsockname()[1]
        child = run_confined(
            "tests.crm_videos.escaping_child", loan, {"port": port}, patience_seconds=60
        )
        assert not was_called(listening)
    told = json.loads(child.stdout)
    assert told.pop("through") == []
    assert told.pop("read") == "canary"
    assert told.pop("cpu_seconds") == 5
    # What some systems and locales put there themselves.
    assert set(told["environment"]) <= {"LC_CTYPE", "PWD", "SHLVL", "_"}


def test_a_child_that_never_ends_is_ended_and_nobody_knows_what_was_in_it(monkeypatch):
    def too_slow(*_args, **_named):
        raise subprocess.TimeoutExpired("looking", 60)

    monkeypatch.setattr(looking, "run_confined", too_slow)
    with pytest.raises(CannotLook):
        look(b"x", "video/mp4")


def test_a_busy_machine_is_no_reason_to_refuse_a_recording(monkeypatch):
    monkeypatch.setattr(looking, "PATIENCE_SECONDS", 0)
    held = [looking.AT_ONCE.acquire(blocking=False) for _each in range(2)]
    try:
        with pytest.raises(CannotLook):
            look(film(), "video/mp4")
    finally:
        for _each in filter(None, held):
            looking.AT_ONCE.release()


def test_a_decoder_that_was_led_astray_refuses_the_recording(monkeypatch):
    ended = subprocess.CompletedProcess([], -11, b"", b"")
    monkeypatch.setattr(looking, "run_confined", lambda *_args, **_named: ended)
    assert look(b"x", "video/mp4").why == Why.ASKS_TOO_MUCH


def test_no_other_file_is_opened_for_a_recording(monkeypatch):
    opened = []
    monkeypatch.setattr(
        "crm_videos.recordings.opening._refuse", lambda url, *_how: opened.append(url)
    )
    for kind in (b"alis", b"url "):
        sound = film("mov", picture=None, sound="pcm_s16le")
        with open_recording(io.BytesIO(with_reference(sound, kind, "/canary.mov")), MP4) as asks:
            list(asks.demux())
    assert opened == []


def test_a_recording_is_opened_as_what_its_first_bytes_say_and_as_nothing_else():
    another = b"\xff\xfb" + film("mpegts", picture="mpeg4", sound="aac")
    assert demuxer_for(io.BytesIO(another)) == MP3
    with pytest.raises((OSError, ValueError, AsksForMore)):
        _read_all(another)


def _read_all(data: bytes) -> None:
    with open_recording(io.BytesIO(data), MP3) as container:
        assert container.format.name == "mp3"
        for packet in container.demux():
            packet.decode()


@pytest.mark.django_db
def test_a_stored_recording_is_looked_at_and_a_damaged_one_is_nobodys_fault(keep, private_folder):
    file = keep(film(), purpose=Purpose.RECORDING, content_type="video/mp4")
    assert look_at(file).duration_ms == 2000
    with pytest.raises(Refused):
        look_at(keep(b"x" * 100, purpose=Purpose.RECORDING, content_type="video/mp4"))
    stored = private_folder / file.name
    stored.chmod(0o600)
    stored.write_bytes(bytes(stored.stat().st_size))
    with pytest.raises(CannotLook):
        look_at(file)
