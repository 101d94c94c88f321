"""A story's video in the page editor, in a preview, in approving, and on the page."""

import gzip
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from crm_videos.copies.registering import register_copy
from crm_videos.models import Caption, Review, StoryVideo
from portal.pages.models import MOST_PICTURES, StoryPage
from portal.pages.sizes import in_bytes
from portal.pages.story_authors import authors_of
from tests.portal.filmed import address, film, put_on
from tests.portal.pictured import noise, place, plant
from tests.portal.story_world import World, make_story
from tests.portal.test_no_way_to_a_hidden_story import agreed_and_read
from tests.portal.test_pictures_on_story_pages import editor, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_folder")]
URL = "/bn/stories/a-story/"
POSTER = 11_000


def shown(world: World, *, language: str = "bn", **files) -> str:
    """Publish the page with a video; give what readers get."""
    put_on(world, film(world.story, world, **files), language)
    world.give()
    for who in "ab":
        world.approve(language, who)
    answer = Client().get(f"/{language}/stories/a-story/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_editor_offers_this_storys_videos_and_no_others(world):
    own, gone = film(world.story, world), film(world.story, world)
    StoryVideo.objects.filter(pk=gone.pk).update(removed_at=world.now)
    others = film(make_story(world.testimony, world.editor), world)
    page = editor(world)
    assert f'value="{own.pk}"' in page
    assert f"/admin/story-videos/{world.story.pk}/{own.pk}/file/poster/" in page
    for wrong in (others, gone):
        assert str(wrong.pk) not in page
        assert post(world, video=wrong.pk).status_code == 200
        assert world.latest("bn").video is None
    assert post(world, video=own.pk).status_code == 302
    assert world.latest("bn").video == own
    assert post(world, video="").status_code == 302
    assert world.latest("bn").video is None


def test_what_cannot_be_approved_yet_is_said_where_it_is_chosen(world):
    film(world.story, world, shows="", watched_by=None, watched_at=None)
    made = film(world.story, world)
    made.renditions.filter(kind="sound").update(state="failed", file=None, sha256="")
    page = editor(world)
    assert "nobody has looked at the whole of it" in page
    assert "not ready yet" in page


def test_another_video_is_not_published_without_two_approvals(world):
    first, second = film(world.story, world), film(world.story, world)
    put_on(world, first)
    agreed_and_read(world)
    for other in (second.pk, ""):
        answer = post(world, video=other, **{"action-publish": "1"})
        assert answer.status_code == 200
        assert "0 of 2 different people have approved" in answer.content.decode()
    assert Client().get(URL).status_code == 200
    assert world.row("bn").video == first


def test_the_page_has_a_player_that_loads_nothing_and_plain_links_with_what_each_weighs(world):
    kb, mb = 1000, 1_000_000
    html = shown(
        world,
        language="en",
        files={
            "poster": b"x" * POSTER, "sound": b"x" * 179_001, "240p": b"x" * 640 * kb,
            "360p": b"x" * int(1.31 * mb),
        },
    )  # fmt: skip
    page = world.row("en")
    links = re.findall(r'<li><a href="([^"]+)" type="([^"]+)">([^<]+)</a></li>', html)
    assert links == [
        (address(page, page.video, "240p.mp4"), "video/mp4", "Watch (small, 640 KB)"),
        (address(page, page.video, "360p.mp4"), "video/mp4", "Watch (larger, 1.4 MB)"),
        (address(page, page.video, "sound.m4a"), "audio/mp4", "Listen only (180 KB)"),
    ]
    (player,) = re.findall(r"<video [^>]+>", html)
    assert 'preload="none"' in player
    assert f'src="{links[0][0]}"' in player
    assert f'poster="{address(page, page.video, "poster.webp")}"' in player
    (track,) = re.findall(r"<track [^>]+>", html)
    assert f'src="{address(page, page.video, "captions.en.vtt")}"' in track
    assert re.search(r'srclang="en" .*default>', track)
    assert re.search(r"<details><summary>[^<]+</summary>\s*<p>I went</p></details>", html)
    assert not re.findall(r"<(?:iframe|link rel=.stylesheet)|<script src", html)
    # The card that platforms make of the address never shows it.
    assert not [tag for tag in re.findall("<meta[^>]+>", html) if "story-videos" in tag]


def test_a_sound_alone_is_played_with_its_captions(world):
    html = shown(world, files={"sound": b"x" * 10}, hiding="no-picture")
    page = world.row("bn")
    assert f'src="{address(page, page.video, "sound.m4a")}"' in html
    assert "poster=" not in html
    assert "<track " in html


def test_sizes_have_the_readers_digits_and_are_never_less():
    for size, words in (
        (1, "1 KB"),
        (640_001, "641 KB"),
        (1_000_000, "1.0 MB"),
        (1_400_001, "1.5 MB"),
    ):
        assert in_bytes(size) == words
    with translation.override("bn"):
        assert re.match("৬৪১ ", in_bytes(640_001))
        assert re.match("১.৪ ", in_bytes(1_400_000))


def test_a_preview_and_the_approver_see_the_video_of_a_draft_that_readers_do_not(world):
    made = film(world.story, world)
    page = put_on(world, made)
    world.give()
    own = f"/admin/story-videos/{world.story.pk}/{made.pk}/file/"
    preview = world.office.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()
    assert f"{own}240p/" in preview
    assert "/story-videos/" not in preview.replace("/admin/story-videos/", "")
    step = world._task("bn")
    action = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", step.pk])
    dialog = world.office.get(action).json()["html"]
    for told in (
        f'src="{own}240p/"', f"{own}360p/", f'src="{own.replace("file/", "bn.vtt")}"',
        "Another name, no face, and the voice is changed", "A person from behind, or hands only",
        "আমি গিয়েছিলাম", str(world.people["c"]),
    ):  # fmt: skip
        assert told in dialog, told


def test_captions_that_name_the_person_are_approved_by_nobody(world):
    put_on(world, film(world.story, world, said={"bn": [[0, 9, "ok"], [9, 20, "Canary went"]]}))
    world.give()
    for who in "bc":
        world.approve("bn", who)
    assert not Review.objects.exists()
    assert "<strong>Canary</strong>" in editor(world)


def test_who_wrote_the_captions_decides_nothing_about_them(world):
    made = film(world.story, world)
    page = put_on(world, made)
    writer = world.people["c"]
    authors = authors_of(page)
    assert authors.wrote(writer, "captions")
    assert not authors.wrote(writer, "experience")
    assert authors.last_change == world.editor.pk
    Caption.objects.filter(video=made, language="bn").update(
        edited_at=page.latest_revision_created_at.replace(year=2027)
    )
    assert authors_of(world.latest("bn")).last_change == writer.pk


def test_a_translation_takes_the_video_along_and_wants_captions_of_its_own(world):
    made = film(world.story, world, said={"bn": [[0, 9, "বাংলা"]]})
    put_on(world, made)
    agreed_and_read(world)
    world.try_to_publish("copied_translation", "bn")
    english = StoryPage.objects.get(pk=world.pages["en"].pk)
    assert english.video == made
    for name in ("240p.mp4", "captions.bn.vtt"):
        assert Client().get(address(english, made, name)).status_code == 404
    assert Client().get(address(world.row("bn"), made, "captions.bn.vtt")).status_code == 200
    assert Client().get(address(world.row("bn"), made, "captions.en.vtt")).status_code == 404


def test_a_story_with_a_video_and_pictures_weighs_at_most_60_kb(world):
    page = world.latest("bn")
    page.experience = page.support = "অভিবাসনের গল্প " * 260
    page.save_revision()
    made = film(
        world.story, world, files={"poster": b"x" * POSTER, "240p": b"x" * 600_000},
        said={"bn": [[at * 3000, at * 3000 + 2900, "নদীর ধারে " * 8] for at in range(20)]},
    )  # fmt: skip
    put_on(world, made)
    busy = noise()
    most = [plant(world.story, world, data=busy) for _ in range(MOST_PICTURES)]
    words = {"alt": "নদীর ধারে " * 15, "caption": "নদীর ধারে " * 15}
    kept = [{"picture": one.pk, **words} for one in most]
    answer = post(world, *kept, video=made.pk)
    assert answer.status_code == 200
    assert "too heavy for a weak network" in answer.content.decode()
    place(world, *most[:-1], **words)
    agreed_and_read(world)
    answer = Client().get(URL, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    weight = POSTER + sum(one.small.size for one in most[:-1])
    assert len(answer.content) + weight <= 60_000
    assert "story-videos" in gzip.decompress(answer.content).decode()


@pytest.mark.parametrize("channels", [["site", "youtube"], ["site"]])
def test_a_copy_elsewhere_is_a_plain_link_while_its_channel_is_agreed_to(world, channels):
    world.give(channels=channels)
    put_on(world, film(world.story, world))
    for who in "ab":
        world.approve("bn", who)
    link = "https://www.youtube.com/watch?v=abcdefghijk"
    for kind, where, language in (
        ("youtube", link, "bn"),
        ("youtube", "https://youtube.com.evil.example/x", "bn"),
        ("youtube", "javascript:alert(1)//www.youtube.com", "bn"),
        ("youtube", "https://youtu.be/english", "en"),
        ("facebook", "https://www.facebook.com/123", "bn"),
        ("file", "https://www.youtube.com/a-file", "bn"),
    ):
        register_copy(
            world.story, kind=kind, by=None, now=world.now, language=language, where=where
        )
    html = Client().get(URL).content.decode()
    film_section = html.partition('<section class="film')[2].partition("</section>")[0]
    away = re.findall(r'href="(https?:[^"]+|javascript[^"]+)"', film_section)
    assert away == ([link] if "youtube" in channels else [])
    assert "<iframe" not in html
