"""A story's video is shown while its page is, and never else: every fault, swap and detour."""

import hashlib
from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from crm_videos import gate
from crm_videos.gate import Question, verdicts
from crm_videos.gate_reasons import Reason
from crm_videos.models import Caption, Purpose, Rendition, StoryVideo
from crm_videos.private.erasing import erase
from crm_videos.videos import approved, files
from crm_videos.videos.approved import facts_of_video
from crm_videos.videos.files import CONTENT_TYPES, NAMES
from portal.pages import serving_videos, story_content
from portal.pages.models import StoryPage
from portal.pages.past_the_gate import why_not
from portal.pages.placed_videos import PlacedVideo
from portal.pages.serving_videos import NoLongerShown
from portal.pages.story_content import verdict_of
from tests.portal import shown_with_its_page as walk
from tests.portal.filmed import (
    LONG,
    address,
    bytes_of,
    film,
    kept,
    put_on,
    status_of_each,
    statuses,
)
from tests.portal.pictured import undone
from tests.portal.shown_with_its_page import LEVELS, URL, Thing, reasons
from tests.portal.story_world import World, make_story, make_testimony
from tests.portal.test_no_way_to_a_hidden_story import agreed_and_read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_folder")]
SENT = {200, 206, 416}


@pytest.fixture
def video(world) -> StoryVideo:
    """A video of somebody from behind, on the Bangla page, which nobody has approved yet."""
    made = film(world.story, world)
    put_on(world, made)
    return made


@pytest.fixture
def thing(video) -> Thing:
    return Thing(video, address, statuses, status_of_each, SENT)


@pytest.fixture
def told(world, video) -> World:
    agreed_and_read(world)
    return world


def test_readers_get_the_approved_bytes_in_ranges_and_nobody_keeps_them(told, video):
    html = Client().get(URL).content.decode()
    page = told.row("bn")
    for kind, name in NAMES.items():
        assert address(page, video, name) in html
        whole = bytes_of(kind)
        answer = Client().get(address(page, video, name), headers={"Accept-Encoding": "gzip"})
        assert answer.streaming
        assert answer.getvalue() == whole
        assert answer["Content-Type"] == CONTENT_TYPES[kind]
        assert answer["Content-Length"] == str(len(whole))
        assert answer["Accept-Ranges"] == "bytes"
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert "noindex" in answer["X-Robots-Tag"]
        assert not {"Last-Modified", "Content-Encoding", "Set-Cookie"} & {*answer.headers}
        for asked, start, stop in (
            ("0-", 0, len(whole)),
            ("4-70000", 4, min(70001, len(whole))),
            ("-5", len(whole) - 5, len(whole)),
        ):
            part = Client().get(address(page, video, name), headers={"Range": f"bytes={asked}"})
            assert part.status_code == 206
            assert part.getvalue() == whole[start:stop]
            assert part["Content-Range"] == f"bytes {start}-{stop - 1}/{len(whole)}"
        of_another = {"Range": "bytes=4-9", "If-Range": '"another"'}
        assert Client().get(address(page, video, name), headers=of_another).status_code == 200
        of_this = {"Range": "bytes=4-9", "If-Range": answer["ETag"]}
        assert Client().get(address(page, video, name), headers=of_this).status_code == 206
        head = Client().head(address(page, video, name))
        assert (head["Content-Length"], head.content) == (str(len(whole)), b"")
    assert statuses(page, video) == SENT
    assert Client().post(address(page, video)).status_code == 405
    for name in ("original", "480p.mp4", "240p", "captions.en.vtt", "captions.xx.vtt"):
        assert Client().get(address(page, video, name)).status_code == 404


def test_captions_come_as_webvtt_letter_by_letter(world):
    cues = [[0, 1500, "<b>a & b</b> --> ক্ষ"], [61_001, 3_600_000, "two\n\nlines\r\nNOTE x"]]
    made = film(world.story, world, said={"bn": cues})
    page = put_on(world, made)
    agreed_and_read(world)
    answer = Client().get(address(page, made, "captions.bn.vtt"))
    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    assert answer.content.decode() == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\n&lt;b&gt;a &amp; b&lt;/b&gt; --&gt; ক্ষ\n\n"
        "00:01:01.001 --> 01:00:00.000\ntwo\nlines\nNOTE x\n"
    )
    assert "&lt;b&gt;a &amp; b&lt;/b&gt;" in Client().get(URL).content.decode()


@pytest.mark.long
@pytest.mark.sqlite  # what is broken is in our code, not in the database
def test_no_fault_shows_a_video(world, thing):
    walk.no_fault_shows_it(world, thing)


def test_what_was_public_is_gone_and_what_never_was_is_not_here(told, video, thing):
    def remove() -> None:
        StoryVideo.objects.filter(pk=video.pk).update(removed_at=timezone.now())

    def erase_one_file() -> None:
        erase(video.renditions.get(kind="sound").file, now=told.now)

    walk.it_is_gone_or_was_never_here(told, thing, [remove, erase_one_file])


def test_a_page_that_is_approved_without_its_erased_video_is_shown_without_it(told, video):
    erase(video.renditions.get(kind="sound").file, now=told.now)
    assert reasons(told.row("bn"), told) == {"approvals"}
    for who in "ab":
        told.approve("bn", who)
    html = Client().get(URL)
    assert html.status_code == 200
    assert "story-videos" not in html.content.decode()


def test_what_is_withdrawn_while_it_is_sent_breaks_off(told, video, monkeypatch):
    monkeypatch.setattr(serving_videos, "ASK_AGAIN_AFTER", 0.0)
    page = told.row("bn")
    for headers in ({}, {"Range": "bytes=0-"}):
        with undone(told):
            sent = iter(Client().get(address(page, video), headers=headers).streaming_content)
            next(sent)
            told.withdraw()
            with pytest.raises(NoLongerShown):
                next(sent)
    assert Client().get(address(page, video)).getvalue() == bytes_of("240p")


def other_file(video, told):
    # As long as the one that was approved.
    data = b"another" + LONG
    return kept(told.story, told, data, "video/mp4", Purpose.VIDEO_SHOWN), data


def by_row(video, other, told):
    StoryPage.objects.filter(video=video).update(video=other)


def by_declaration(video, other, told):
    StoryVideo.objects.filter(pk=video.pk).update(shows="nobody")


def by_tells(video, other, told):
    StoryVideo.objects.filter(pk=video.pk).update(tells=["sign"])


def by_looking(video, other, told):
    StoryVideo.objects.filter(pk=video.pk).update(watched_by=told.people["b"])


def by_hiding(video, other, told):
    StoryVideo.objects.filter(pk=video.pk).update(hiding="whole")


def by_voice(video, other, told):
    StoryVideo.objects.filter(pk=video.pk).update(voice="higher")


def by_cut(video, other, told):
    StoryVideo.objects.filter(pk=video.pk).update(ends_ms=2000)


def by_bytes_and_digest(video, other, told):
    file, data = other_file(video, told)
    made = video.renditions.filter(kind="360p")
    made.update(file=file, sha256=hashlib.sha256(data).hexdigest())


def by_one_less(video, other, told):
    Rendition.objects.filter(video=video, kind="poster").delete()


def by_making_it_anew(video, other, told):
    Rendition.objects.filter(video=video, kind="poster").update(
        state="waiting", file=None, sha256=""
    )


def by_captions(video, other, told):
    Caption.objects.filter(video=video, language="bn").update(cues=[[0, 1500, "অন্য কথা"]])


def by_moment_of_captions(video, other, told):
    cues = Caption.objects.get(video=video, language="bn").cues
    Caption.objects.filter(video=video, language="bn").update(cues=[[1, *cues[0][1:]], *cues[1:]])


def by_no_captions(video, other, told):
    Caption.objects.filter(video=video, language="bn").delete()


SWAPS = [
    by_row, by_declaration, by_tells, by_looking, by_hiding, by_voice, by_cut, by_bytes_and_digest,
    by_one_less, by_making_it_anew, by_captions, by_moment_of_captions, by_no_captions,
]  # fmt: skip


def test_whatever_is_exchanged_past_our_code_is_not_shown(told, video, thing):
    other = film(told.story, told, 2)
    swaps = [partial(swap, video, other, told) for swap in SWAPS]
    walk.nothing_exchanged_is_shown(told, thing, other, swaps)


def test_captions_of_the_other_language_are_no_part_of_this_page(told, video):
    Caption.objects.filter(video=video, language="en").update(cues=[[0, 1, "Other"]])
    assert Client().get(URL).status_code == 200


def test_other_bytes_under_an_approved_digest_are_never_sent(told, video, caplog):
    page = told.row("bn")
    file, _data = other_file(video, told)
    Rendition.objects.filter(video=video, kind="240p").update(file=file)
    assert Client().get(URL).status_code == 200
    answer = Client().get(address(page, video))
    assert (answer.status_code, answer.getvalue()) == (404, b"")
    assert "is not the one that was made" in caplog.text
    assert Client().get(address(page, video, "360p.mp4")).getvalue() == bytes_of("360p")


def test_a_recording_is_never_a_rendition_whoever_approved_it(world, video):
    raw = video.recording.file
    digest = raw.seal.open()["sha256"]
    Rendition.objects.filter(video=video, kind="240p").update(file=raw, sha256=digest)
    agreed_and_read(world)
    world.by_update("bn")
    assert "video-not-ready" in reasons(world.row("bn"), world)
    assert statuses(world.row("bn"), video) <= {404}


def test_no_way_of_publishing_shows_a_video_whose_page_is_not_shown(told, video):
    def parts() -> list[tuple[StoryPage, str]]:
        pages = StoryPage.objects.filter(video=video).select_related("locale")
        own = [(page, f"captions.{page.locale.language_code}.vtt") for page in pages]
        names = [*((page, "240p.mp4") for page in pages), *own]
        return [(page, address(page, video, name)) for page, name in names]

    walk.it_is_shown_as_its_pages_are(told, parts)


def test_every_way_keeps_the_video_that_was_approved(told, thing):
    walk.every_way_keeps_what_was_approved(told, thing)


AGREED = {
    # What is seen, how the voice is, and the levels that allow it.
    ("face", "as-it-is"): {"open", "first-name", "pseudonym"},
    ("face", "lower"): {"open", "first-name", "pseudonym"},
    ("face-hidden", "higher"): {"open", "first-name", "pseudonym", "face-hidden"},
    ("behind", "as-it-is"): {"open", "first-name", "pseudonym", "face-hidden"},
    ("nobody", "as-it-is"): {"open", "first-name", "pseudonym", "face-hidden"},
    ("behind", "lower"): {"open", "first-name", "pseudonym", "face-hidden", "voice-changed"},
    ("nobody", "higher"): {"open", "first-name", "pseudonym", "face-hidden", "voice-changed"},
}


def test_a_video_that_shows_more_than_was_agreed_to_shuts_the_gate(world):
    made = {
        seen: film(world.story, world, files={"sound": b"x"}, shows=seen[0], voice=seen[1])
        for seen in AGREED
    }
    made["a house"] = film(world.story, world, files={"sound": b"x"}, tells=["house"])
    # A sound shows nobody, whatever was declared.
    heard = ("nobody", "as-it-is")
    made["sound"] = film(
        world.story, world, files={"sound": b"x"}, hiding="no-picture", shows="face",
        voice=heard[1],
    )  # fmt: skip
    allowing = {**AGREED, "a house": {"open"}, "sound": AGREED[heard]}
    for level in LEVELS:
        world.story.identity_level = level
        world.give(level=level)
        asked = [Question(world.story, "bn", "", video=one) for one in made.values()]
        for name, found in zip(made, verdicts(asked, on=world.today()), strict=True):
            allowed = level in allowing[name]
            assert (Reason.VIDEO in found.reasons) is not allowed, (name, level)


def test_a_video_shows_no_more_than_its_story_either(world):
    page = put_on(world, film(world.story, world, shows="face"))
    world.give(level="open")
    assert "video" not in reasons(page, world)
    world.story.identity_level = "face-hidden"
    world.story.save()
    assert "video" in reasons(world.latest("bn"), world)
    words = verdict_of(world.latest("bn"), now=world.now).words
    assert "The video shows more of the person than was agreed to." in words


def test_another_persons_video_shuts_the_gate_whoever_approved_it(world):
    other = make_story(make_testimony(world.editor), world.editor)
    made = film(other, world)
    page = put_on(world, made)
    agreed_and_read(world)
    world.by_update("bn")
    assert "others-video" in reasons(world.row("bn"), world)
    assert statuses(page, made) <= {404}


LACKING = {
    "video-not-ready": lambda made: made.renditions.filter(kind="360p").update(
        state="waiting", file=None, sha256=""
    ),
    "not-watched": lambda made: StoryVideo.objects.filter(pk=made.pk).update(
        shows="", watched_by=None, watched_at=None
    ),
    "no-captions": lambda made: made.captions.filter(language="bn").update(cues=[[0, 9, " "]]),
}


@pytest.mark.parametrize("lack", LACKING)
def test_a_page_whose_video_lacks_something_is_a_draft_that_nobody_approves(world, video, lack):
    LACKING[lack](video)
    agreed_and_read(world)
    # Also where the person agreed to be seen in full.
    assert reasons(world.latest("bn"), world) == {lack, "approvals"}
    found = verdict_of(world.latest("bn"), now=world.now)
    assert found.may_be_worked_at
    assert found.approved_by == ()
    world.by_update("bn")
    assert statuses(world.row("bn"), video) <= {404}


def test_who_looked_before_the_last_file_was_made_has_not_looked_at_it(world, video):
    early = world.now.replace(year=2025)
    StoryVideo.objects.filter(pk=video.pk).update(watched_at=early)
    assert "not-watched" in reasons(world.latest("bn"), world)


def test_only_the_office_sees_the_video_of_a_draft(world, video):
    page, own = world.row("bn"), f"/admin/story-videos/{world.story.pk}/{video.pk}/"
    world.give()
    offered = PlacedVideo.for_the_office(page, video)
    asked = [offered.poster, offered.captions, *(way.address for way in offered.ways)]
    assert len({*asked}) == 5
    for url in asked:
        assert url.startswith(own)
        answer = world.office.get(url)
        assert answer.status_code == 200, url
        assert answer["Cache-Control"].startswith("private, no-store")
        assert Client().get(url).status_code == 302
    part = world.office.get(offered.ways[0].address, headers={"Range": "bytes=4-9"})
    assert (part.status_code, part.getvalue()) == (206, bytes_of("240p")[4:10])
    assert statuses(page, video) == {404}
    world.withdraw()
    assert {world.office.get(url).status_code for url in asked} == {404}


def nothing_is_asked(request, page, **said):
    return None


def asked_at_the_whole_only(request, page, *, is_here):
    return None if "Range" in request.headers else why_not(request, page, is_here=is_here)


def never_gone(request, page, *, is_here):
    return why_not(request, page, is_here=is_here) and 404


def facts_without(at: int):
    """Forget one of the facts: by its place among them."""

    def forgetful(video, language):
        facts = facts_of_video(video, language)
        return facts[:at] + facts[at + 1 :] if at >= 0 else facts[:at]

    return forgetful


def of_nobody(question, consent):
    return []


def a_public_page(world, video):
    agreed_and_read(world)
    world.withdraw()
    assert statuses(world.row("bn"), video) == {410}


def another_swap(swap):
    def check(world, video):
        agreed_and_read(world)
        swap(video, film(world.story, world, 2), world)
        assert Client().get(URL).status_code == 404

    return check


def of_another_story(world, video):
    test_another_persons_video_shuts_the_gate_whoever_approved_it(world)


def while_it_is_sent(world, video):
    agreed_and_read(world)
    sent = iter(Client().get(address(world.row("bn"), video)).streaming_content)
    next(sent)
    world.withdraw()
    with pytest.raises(NoLongerShown):
        next(sent)


def other_bytes(world, video):
    agreed_and_read(world)
    file, _data = other_file(video, world)
    video.renditions.filter(kind="240p").update(file=file)
    assert Client().get(address(world.row("bn"), video)).status_code == 404


HOLES = {
    "serving does not ask": (serving_videos, "why_not", nothing_is_asked, a_public_page),
    "a range is not asked about": (
        serving_videos, "why_not", asked_at_the_whole_only, a_public_page,
    ),
    "what is gone is not said to be": (serving_videos, "why_not", never_gone, a_public_page),
    "the captions are not in the digest": (
        story_content, "facts_of_video", facts_without(-1), another_swap(by_captions),
    ),
    "the voice is not in the digest": (
        story_content, "facts_of_video", facts_without(7), another_swap(by_voice),
    ),
    "the bytes are not in the digest": (
        approved, "_facts_of", lambda one: [one.kind, one.state], another_swap(by_bytes_and_digest),
    ),
    "whose it is is not asked": (gate, "_about_video", of_nobody, of_another_story),
    "nobody asks again": (
        serving_videos, "_while_shown", lambda *of: lambda: None, while_it_is_sent,
    ),
    "the sealed digest is not compared": (
        files, "holds_what_was_approved", lambda one: True, other_bytes,
    ),
}  # fmt: skip


@pytest.mark.sqlite  # what is broken is in our code, not in the database
@pytest.mark.parametrize("hole", HOLES)
def test_a_hole_punched_on_purpose_is_found(world, video, monkeypatch, hole):
    owner, name, punched, check = HOLES[hole]
    monkeypatch.setattr(serving_videos, "ASK_AGAIN_AFTER", 0.0)
    with undone(world):
        check(world, video)
    monkeypatch.setattr(owner, name, punched)
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        check(world, video)


def test_nothing_of_a_video_lies_where_it_is_served_or_can_be_read(told, video, settings):
    walk.nothing_lies_where_it_could_be_read(settings, [LONG], files=5)
