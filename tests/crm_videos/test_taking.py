"""A chapter is taken while a consent stands, of a person who was not erased, as what it is."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from crm_videos.models import Purpose, Recording, Testimony
from crm_videos.private.erasing import erase
from crm_videos.recordings.taking import MOST_CHARACTERS, NotTaken, take_recording, take_words
from tests.crm_videos.agreed import agree, take_back
from tests.crm_videos.conftest import NOW

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Seen:
    medium: str = "video"
    duration_ms: int = 61_000
    width: int | None = 360
    height: int | None = 640


SOUND = Seen("audio", 5_000, None, None)


@pytest.fixture
def film(keep):
    return keep(b"film", purpose=Purpose.RECORDING, content_type="video/mp4")


def told() -> list[Recording]:
    return list(Recording.objects.all())


def test_a_film_and_a_text_are_taken(testimony, recorder, film):
    agree(testimony, recorder)
    one = take_recording(
        testimony,
        chapter="experience",
        medium="video",
        file=film,
        seen=Seen(),
        by=recorder,
        now=NOW,
    )
    two = take_words(testimony, chapter="message", text=" Ask first.\n", by=recorder, now=NOW)
    assert told() == sorted([one, two], key=lambda each: each.pk)
    assert (one.medium, one.duration_ms, one.width, one.height) == ("video", 61_000, 360, 640)
    two.refresh_from_db()
    assert (two.medium, two.file, two.words.open()) == ("text", None, {"text": "Ask first."})


def test_a_film_without_a_picture_is_a_sound_and_a_sound_with_one_is_refused(
    testimony, recorder, film
):
    agree(testimony, recorder)
    said = {"chapter": "support", "file": film, "by": recorder, "now": NOW}
    with pytest.raises(NotTaken, match="a sound was announced"):
        take_recording(testimony, medium="audio", seen=Seen(), **said)
    assert take_recording(testimony, medium="video", seen=SOUND, **said).medium == "audio"


@pytest.mark.parametrize("state", ["never asked", "withdrawn", "over", "erased"])
def test_without_a_consent_that_stands_nothing_is_taken(testimony, recorder, film, state):
    now = NOW
    if state != "never asked":
        agree(testimony, recorder, days=1)
    if state == "withdrawn":
        take_back(testimony, recorder)
    if state == "over":
        now += timedelta(days=3)
    if state == "erased":
        Testimony.objects.update(erased_at=NOW)
    for take in (
        lambda: take_words(testimony, chapter="message", text="No.", by=recorder, now=now),
        lambda: take_recording(
            testimony, chapter="message", medium="video", file=film, seen=Seen(), by=recorder,
            now=now,
        ),
    ):  # fmt: skip
        with pytest.raises(NotTaken) as refused:
            take()
        assert refused.value.words
    assert told() == []


def test_a_file_that_was_erased_or_is_no_recording_is_not_taken(testimony, recorder, keep, film):
    agree(testimony, recorder)
    erase(film, now=NOW)
    for file in (film, keep()):
        with pytest.raises(NotTaken, match="no recording"):
            take_recording(
                testimony, chapter="message", medium="video", file=file, seen=Seen(),
                by=recorder, now=NOW,
            )  # fmt: skip


@pytest.mark.parametrize("text", ["", " \n", "x" * (MOST_CHARACTERS + 1)])
def test_no_text_and_too_much_of_it_are_refused(testimony, recorder, text):
    agree(testimony, recorder)
    with pytest.raises(NotTaken):
        take_words(testimony, chapter="message", text=text, by=recorder, now=NOW)
    assert told() == []
