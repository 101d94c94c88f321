"""A story's pictures in the page editor, in a preview, in approving, and on the page."""

import gzip
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_videos import models
from crm_videos.content import digest_of
from crm_videos.models import PictureSize, PrivateFile, Review, Story, StoryPicture
from crm_videos.pictures import COPIES, bytes_of, remove_picture
from portal.pages.models import MOST_PICTURES, StoryPage, StoryPagePicture
from portal.pages.story_content import texts_of
from tests.portal.pictured import address, noise, place, plant
from tests.portal.story_world import World, make_story
from tests.portal.test_no_way_to_a_hidden_story import agreed_and_read

URL = "/bn/stories/a-story/"
PRINTED = re.compile(
    r'<figure><picture><source media="[^"]+" srcset="([^"]+)"><img src="([^"]+)" width="(\d+)" '
    r'height="(\d+)" alt="([^"]*)" loading="lazy" decoding="async"></picture>\s*'
    r"(?:<figcaption>([^<]*)</figcaption>)?</figure>"
)
in_database = pytest.mark.django_db
pytestmark = pytest.mark.usefixtures("private_folder")


def form_of(world: World, *shown: dict, **more) -> dict:
    page = world.latest("bn")
    fields = ("title", "slug", "intro", "experience", "support", "message", "quote")
    form = {name: getattr(page, name) for name in fields} | {
        "story": world.story.pk, "quote_note": "", "warning": "", "seo_title": "",
        "search_description": "", "related-count": 0, "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0, "pictures-TOTAL_FORMS": len(shown),
        "pictures-INITIAL_FORMS": sum(bool(one.get("id")) for one in shown), **more,
    }  # fmt: skip
    for at, one in enumerate(shown):
        given = {"id": "", "ORDER": at + 1, "DELETE": "", "alt": "", "caption": "", **one}
        form |= {f"pictures-{at}-{name}": value for name, value in given.items()}
    return form


def post(world: World, *shown: dict, **more):
    return world.office.post(
        f"/admin/pages/{world.pages['bn'].pk}/edit/", form_of(world, *shown, **more)
    )


def editor(world: World) -> str:
    return world.office.get(f"/admin/pages/{world.pages['bn'].pk}/edit/").content.decode()


@in_database
def test_the_editor_offers_this_storys_pictures_and_no_others(world):
    own, gone = plant(world.story, world), plant(world.story, world, 2)
    others = plant(make_story(world.testimony, world.editor), world, 3)
    remove_picture(gone, now=world.now)
    page = editor(world)
    assert f'value="{own.pk}"' in page
    assert str(others.pk) not in page
    assert str(gone.pk) not in page
    assert f"/admin/story-pictures/{world.story.pk}/" in page
    for wrong in (others.pk, gone.pk):
        answer = post(world, {"picture": wrong, "alt": "A river"})
        assert answer.status_code == 200
        assert "A river" in answer.content.decode()
        assert not world.latest("bn").pictures.all()
    assert post(world, {"picture": own.pk, "alt": "A river"}).status_code == 302
    assert [one.picture for one in world.latest("bn").pictures.all()] == [own]


@in_database
def test_what_the_editor_saves_is_approved_and_then_shown_in_order(world):
    first, second = plant(world.story, world), plant(world.story, world, 2)
    world.give()
    post(
        world,
        {"picture": first.pk, "alt": "A river", "caption": "Drawn", "ORDER": 2},
        {"picture": second.pk, "alt": "A <b>boat</b>", "ORDER": 1},
    )
    for who in "ab":
        world.approve("bn", who)
    html = Client().get(URL).content.decode()
    page = world.row("bn")
    shown = [
        (
            *(address(page, one, size) for size in (PictureSize.LARGE, PictureSize.SMALL)),
            *(str(one.width), str(one.height), alt, caption),
        )
        for one, alt, caption in (
            (second, "A &lt;b&gt;boat&lt;/b&gt;", ""),
            (first, "A river", "Drawn"),
        )
    ]
    assert PRINTED.findall(html) == shown
    # The card that platforms make of the address never shows them.
    assert not [tag for tag in re.findall("<meta[^>]+>", html) if "story-pictures" in tag]


@in_database
def test_a_draft_may_lack_the_words_and_is_not_published_without_them(world):
    world.give()
    picture = plant(world.story, world)
    assert post(world, {"picture": picture.pk}).status_code == 302
    assert "A picture is not yet said in words." in editor(world)
    for who in "ab":
        world.approve("bn", who)
    assert not Review.objects.exists()


@in_database
def test_other_words_below_an_approved_picture_are_refused_with_the_reasons(world):
    place(world, plant(world.story, world))
    agreed_and_read(world)
    placed = StoryPagePicture.objects.get()
    kept = {"id": placed.pk, "picture": placed.picture_id, "alt": placed.alt}
    answer = post(world, {**kept, "caption": "Another"}, **{"action-publish": "1"})
    assert answer.status_code == 200
    assert "0 of 2 different people have approved" in answer.content.decode()
    assert StoryPagePicture.objects.get().caption == "Below 0"
    # Nor may one just go.
    answer = post(
        world, {**kept, "caption": placed.caption, "DELETE": "on"}, **{"action-publish": "1"}
    )
    assert "0 of 2 different people have approved" in answer.content.decode()
    assert Client().get(URL).status_code == 200


@in_database
@pytest.mark.parametrize("field", ["alt", "caption"])
def test_words_of_a_picture_that_name_the_person_are_approved_by_nobody(world, field):
    world.give()
    place(world, plant(world.story, world), **{field: "Canary by the river"})
    for who in "bc":
        world.approve("bn", who)
    assert not Review.objects.exists()
    assert "<strong>Canary</strong>" in editor(world)


@in_database
def test_a_preview_and_the_approver_see_the_pictures_of_a_draft_that_readers_do_not(world):
    world.give()
    picture = plant(world.story, world, shows="behind")
    page = place(world, picture)
    own = f"/admin/story-pictures/{world.story.pk}/{picture.pk}/small/"
    preview = world.office.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()
    assert own in preview
    assert world.office.get(own).content == bytes_of(picture, PictureSize.SMALL)
    assert Client().get(own).status_code == 302
    assert Client().get(address(page, picture)).status_code == 404
    step = world._task("bn")
    action = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", step.pk])
    dialog = world.office.get(action).content.decode()
    assert own.replace("small", "large") in dialog
    assert "A person from behind, or hands only" in dialog
    assert "Alt 0" in dialog


@in_database
def test_a_translation_takes_the_pictures_along_and_says_them_in_its_own_words(world):
    picture = plant(world.story, world)
    place(world, picture)
    agreed_and_read(world)
    world.try_to_publish("copied_translation", "bn")
    made = world.pages["en"]
    (placed,) = StoryPagePicture.objects.filter(page=made)
    assert (placed.picture, placed.locale) == (picture, made.locale)
    assert Client().get(address(made, picture)).status_code == 404
    assert Client().get(address(world.row("bn"), picture)).status_code == 200


@in_database
def test_a_story_full_of_pictures_weighs_at_most_60_kb(world):
    page = world.latest("bn")
    page.experience = page.support = "অভিবাসনের গল্প " * 260
    page.save_revision()
    busy = noise()
    shown = [plant(world.story, world, data=busy) for _ in range(MOST_PICTURES)]
    place(world, *shown, alt="নদীর ধারে " * 15, caption="নদীর ধারে " * 15)
    agreed_and_read(world)
    answer = Client().get(URL, headers={"Accept-Encoding": "gzip"})
    html = gzip.decompress(answer.content).decode()
    assert not re.findall(r"<(?:script|iframe|video|link rel=.stylesheet)", html)
    assert len(PRINTED.findall(html)) == MOST_PICTURES
    weight = sum(len(bytes_of(one, PictureSize.SMALL)) for one in shown)
    assert len(answer.content) + weight <= 60_000
    # And whatever somebody else draws.
    assert len(answer.content) + MOST_PICTURES * COPIES[PictureSize.SMALL].most_bytes <= 60_000


# --- The digest, of pages that stand in no database ---------------------------------

KEYS = [uuid.UUID(int=number) for number in range(3)]
WORDS = st.sampled_from(["", "A river", "A river ", "নদী"])
PICTURES = st.fixed_dictionaries(
    {
        "id": st.sampled_from(KEYS),
        "story_id": st.sampled_from([1, 2]),
        "shows": st.sampled_from(["", "nobody", "face"]),
        "tells": st.sampled_from([[], ["sign"], ["house", "sign"]]),
        "looked_for": st.booleans(),
        "small_sha256": st.sampled_from(["0" * 64, "1" * 64]),
        "large_sha256": st.sampled_from(["0" * 64, "1" * 64]),
        "width": st.sampled_from([400, 300]),
        "height": st.sampled_from([300, 400]),
    }
)
PLACED = st.lists(st.tuples(PICTURES, WORDS, WORDS), max_size=3)
STORY = Story(testimony=models.Testimony(), recorded_by_id=1)


def digest(shown: list) -> str:
    page = StoryPage(title="A story", slug="a-story", story=STORY)
    file = PrivateFile()
    page.pictures.set(
        StoryPagePicture(
            picture=StoryPicture(**given, small=file, large=file), alt=alt, caption=caption,
            sort_order=at,
        )
        for at, (given, alt, caption) in enumerate(shown)
    )  # fmt: skip
    return digest_of(STORY, texts_of(page))


@pytest.mark.django_db
@settings(max_examples=40)
@given(one=PLACED, other=PLACED)
def test_two_pages_have_one_digest_only_if_all_of_their_pictures_are_the_same(one, other):
    assert (digest(one) == digest(other)) is (one == other)


@pytest.mark.django_db
@settings(max_examples=40)
@given(shown=PLACED.filter(bool), data=st.data())
def test_any_one_change_of_a_picture_makes_another_digest(shown, data):
    at = data.draw(st.integers(0, len(shown) - 1))
    given_, alt, caption = shown[at]
    name = data.draw(st.sampled_from([*given_, "alt", "caption", "gone", "twice", "moved"]))
    changed = list(shown)
    if name == "alt":
        changed[at] = (given_, f"{alt}!", caption)
    elif name == "caption":
        changed[at] = (given_, alt, f"{caption}!")
    elif name == "gone":
        del changed[at]
    elif name == "twice":
        changed.insert(at, changed[at])
    elif name == "moved":
        changed = changed[at:] + changed[:at]
    else:
        other = data.draw(PICTURES.filter(lambda one: one[name] != given_[name]))
        changed[at] = ({**given_, name: other[name]}, alt, caption)
    assert (digest(changed) == digest(shown)) is (changed == shown)
