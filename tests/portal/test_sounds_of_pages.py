"""A page can be heard: an editor brings a sound, it is made light, and says what it weighs."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from portal.pages.models import Sound
from portal.pages.weight.weighing import weigh
from portal.stock_files.refusing import NotTaken
from portal.stock_files.sounds import light_sound
from tests.crm_videos.no_metadata import assert_no_metadata
from tests.crm_videos.recordings_made import film

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
CANARY = "CanaryWriter"
# An MP3, as a recorder makes it, with words about itself.
BROUGHT = film("mp3", picture=None, sound="libmp3lame", seconds=3, said=(("title", CANARY),))
MINUTE_AT_MOST = 300_000


@pytest.fixture(autouse=True)
def media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def bring(client: Client, data: bytes = BROUGHT, language: str = "en"):
    file = SimpleUploadedFile("Rahima-at-home.mp3", data)
    fields = {"title": "Costs, read aloud", "language": language, "brought": file}
    return client.post(reverse(Sound.snippet_viewset.get_url_name("add")), fields)


@pytest.fixture
def sound(editor) -> Sound:
    assert bring(editor).status_code == 302
    return Sound.objects.get()


def test_what_is_brought_is_made_anew_and_tells_nothing_beside_itself(sound, media):
    [kept] = [path for path in media.rglob("*") if path.is_file()]
    data = kept.read_bytes()
    assert_no_metadata(data, CANARY, "Rahima")
    assert "Rahima" not in kept.name
    assert data[4:8] == b"ftyp"
    assert (sound.size, sound.seconds) == (len(data), 3)


def test_a_minute_weighs_at_most_300_kb():
    made = light_sound(film("wav", picture=None, sound="pcm_s16le", seconds=20))
    assert made.seconds == 20
    assert 20_000 < len(made.data) <= MINUTE_AT_MOST / 3


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html><script>alert(1)</script>", "This is no sound that can be read here."),
        (BROUGHT[:40], "This is no sound that can be read here."),
        (film(sound=None), "There is no sound in this file."),
    ],
)
def test_what_is_no_sound_is_refused_with_a_sentence(editor, data, words):
    html = bring(editor, data).content.decode()
    assert words in html
    assert "Costs, read aloud" in html
    assert not Sound.objects.exists()


def test_what_is_too_long_is_refused(monkeypatch):
    monkeypatch.setattr("portal.stock_files.sounds.MOST_MINUTES", 0)
    with pytest.raises(NotTaken, match="longer than"):
        light_sound(BROUGHT)


def test_a_page_plays_it_before_its_words_and_says_minutes_and_bytes(client, make_page, sound):
    page = make_page(slug="costs", sound=sound, body=[("heading", "The words")])
    html = client.get(page.url).content.decode()
    kilobytes = -(-sound.size // 1000)
    assert f'<audio controls preload="none" src="{sound.address}"></audio>' in html
    link = f'<a href="{sound.address}" type="audio/mp4">'
    assert f"{link}Listen to this page (3 seconds, {kilobytes} KB)</a>" in html
    assert html.index("<audio") < html.index("The words")
    assert weigh(page).requests == 1


def test_a_page_is_silent_in_another_language(client, make_page, sound):
    page = make_page("bn", title="খরচ", slug="costs", sound=sound)
    assert "<audio" not in client.get(page.url).content.decode()


def test_it_is_sent_whole_or_in_part_and_may_be_kept(client, sound):
    whole = client.get(sound.address)
    data = b"".join(whole.streaming_content)
    assert len(data) == sound.size == int(whole["Content-Length"])
    assert whole["Content-Type"] == "audio/mp4"
    assert "immutable" in whole["Cache-Control"]
    assert not whole.cookies
    part = client.get(sound.address, headers={"Range": "bytes=10-19", "Accept-Encoding": "gzip"})
    assert part.status_code == 206
    assert part["Content-Range"] == f"bytes 10-19/{sound.size}"
    assert b"".join(part.streaming_content) == data[10:20]
    beyond = client.get(sound.address, headers={"Range": f"bytes={sound.size}-"})
    assert beyond.status_code == 416
    head = client.head(sound.address)
    assert int(head["Content-Length"]) == sound.size
    assert client.get("/sounds/nobody.m4a").status_code == 404


def test_the_file_of_a_sound_is_never_exchanged(editor, sound):
    before = sound.size
    url = reverse(Sound.snippet_viewset.get_url_name("edit"), args=[sound.pk])
    assert 'type="file"' not in editor.get(url).content.decode()
    other = SimpleUploadedFile("other.mp3", film("mp3", picture=None, sound="libmp3lame"))
    editor.post(url, {"title": "Another name", "language": "bn", "brought": other})
    sound.refresh_from_db()
    assert (sound.title, sound.language, sound.size) == ("Another name", "en", before)


def test_a_sound_in_use_stays_and_one_that_goes_leaves_no_file(moderator, make_page, sound, media):
    page = make_page(slug="costs", sound=sound)
    url = reverse(Sound.snippet_viewset.get_url_name("delete"), args=[sound.pk])
    moderator.post(url)
    assert Sound.objects.exists()
    page.sound = None
    page.save_revision().publish()
    moderator.post(url)
    assert not Sound.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_a_phone_may_record_it_and_no_story_is_told_here(editor):
    html = editor.get(reverse(Sound.snippet_viewset.get_url_name("add"))).content.decode()
    assert re.search(r'<input[^>]*type="file"[^>]*accept="audio/\*"', html)
    assert "Never the voice of a person of a story." in html
