"""A story that should not be seen cannot be shown: every fault, every way to publish, any sequence.

What is seen is what the public reads: pages, lists, neighbours, search, feeds, sitemap. The
judge (:class:`tests.portal.story_world.World`) does not ask the gate. Holes are punched
on purpose at the end, to see that it would be noticed.
"""

import os
from collections.abc import Iterator

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, Revision

from crm_videos import content, gate
from crm_videos.models import Consent
from crm_videos.videos.approved import facts_of_video
from portal.pages import serving_videos, story_content
from portal.pages.models import StoryPage
from portal.pages.models.story import StoryPageQuerySet
from tests.portal.filmed import address, all_names, film, put_on
from tests.portal.story_world import LANGUAGES, LISTS, WAYS, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_folder")]
# `make storm` runs more of them, and every way after every fault.
EXAMPLES = int(os.environ.get("SEQUENCES", "2"))
IN_FULL = "SEQUENCES" in os.environ


@pytest.fixture
def world(monkeypatch) -> World:
    return world_with_a_bystander(monkeypatch)


def world_with_a_bystander(monkeypatch) -> World:
    world = World(monkeypatch)
    seen = film(world.story, world)
    for language in LANGUAGES:
        before = Revision.objects.for_instance(put_on(world, seen, language)).order_by("pk")[0]
        # An old revision that is published is to be one with the video.
        before.delete()
        world.show_a_bystander(language)
    return world


def agreed_and_read(world: World, *approvers: str) -> None:
    world.give()
    for who in approvers or ("a", "b"):
        world.approve("bn", who)


# What is wrong with the Bangla story; each leaves it such that nobody may see it.
def nothing_agreed(world):
    for who in "ab":
        world.approve("bn", who)


def one_approver_twice(world):
    agreed_and_read(world, "a", "a")


def agreed_for_facebook_only(world):
    world.give(channels=["facebook"])
    for who in "ab":
        world.approve("bn", who)


def only_text_was_agreed_to(world):
    world.give(level="text-only")
    for who in "ab":
        world.approve("bn", who)


def withdrawn(world):
    agreed_and_read(world)
    world.withdraw()


def over(world):
    agreed_and_read(world)
    world.wait(301)


def no_longer_in_bangla(world):
    agreed_and_read(world)
    world.narrow(languages=["en"])


def no_longer_for_this(world):
    agreed_and_read(world)
    world.narrow(purposes=["training"])


def other_words(world):
    agreed_and_read(world, "a")
    world.edit_text("bn")
    world.approve("bn", "b")


def other_facts(world):
    agreed_and_read(world)
    world.edit_facts()


def other_captions(world):
    agreed_and_read(world)
    world.edit_captions()


def sent_back(world):
    agreed_and_read(world, "a")
    world.reject("bn", "c")
    world.approve("bn", "b")


def a_child_can_be_known(world):
    agreed_and_read(world)
    world.flag("minor")
    for who in "abc":
        world.approve("bn", who)


FAULTS = [
    nothing_agreed, one_approver_twice, agreed_for_facebook_only, only_text_was_agreed_to,
    withdrawn, over, no_longer_in_bangla, no_longer_for_this, other_words, other_facts, sent_back,
    a_child_can_be_known,
]  # fmt: skip


def some_ways(number: int) -> list[str]:
    """Give each fault some of the ways, and the one past every save, so that all are gone."""
    return WAYS if IN_FULL else ["update", *WAYS[number % 6 :: 6]]


def leaks(world: World, pairs) -> Iterator[str]:
    """Try ways after faults; name what became public, or live, and should not."""
    for fault, ways in pairs:
        sid, known = transaction.savepoint(), (dict(vars(world)), dict(world.approved))
        fault(world)
        yield from (f"{fault.__name__}: {one}" for one in world.wrongly_shown())
        for way in ways:
            inner, now, pages = transaction.savepoint(), world.now, dict(world.pages)
            yield from (f"{fault.__name__}: {one}" for one in world.try_to_publish(way, "bn"))
            if way == "update":
                yield from (f"{fault.__name__}, update: {one}" for one in world.wrongly_shown())
            transaction.savepoint_rollback(inner)
            world.now, world.pages = now, pages
        transaction.savepoint_rollback(sid)
        vars(world).update(known[0])
        world.approved.clear()
        world.approved.update(known[1])
        world.story.refresh_from_db()


def test_a_story_that_was_agreed_to_and_read_by_two_people_is_shown(world):
    agreed_and_read(world, "a", "b")
    where = {place for place, language, _version in world.shown() if language == "bn"}
    page = world.row("bn")
    assert where == {
        *(address(page, page.video, name) for name in all_names("bn")),
        *(f"/bn/{path}" for path in LISTS), "/bn/stories/a-story/", "/bn/stories/feed/",
        "/sitemap.xml", "sitemap of Wagtail's", "lists for the public",
    }  # fmt: skip
    assert not world.wrongly_shown()


# These make a story public that may be; the others make drafts of it, or move it.
OPEN_WAYS = {
    "approved_date", "bulk", "form", "import", "old_revision", "revision", "revision_of_nobody",
    "save", "saved_field", "schedule", "unclean_save", "update", "workflow_of_wagtail",
}  # fmt: skip


def test_the_ways_do_publish_what_may_be_shown(world):
    agreed_and_read(world)
    world.row("bn").unpublish()
    went = set()
    for way in WAYS:
        with transaction.atomic():
            now, pages = world.now, dict(world.pages)
            world.try_to_publish(way, "bn")
            went |= {way} if any(language == "bn" for _, language, _ in world.live()) else set()
            world.now, world.pages = now, pages
            transaction.set_rollback(True)
    assert went == OPEN_WAYS


@pytest.mark.sqlite
@pytest.mark.long
def test_no_way_of_publishing_shows_a_story_that_lacks_anything(world):
    pairs = [(fault, some_ways(number)) for number, fault in enumerate([*FAULTS, other_captions])]
    assert list(leaks(world, pairs)) == []


def step(name: str, **arguments) -> st.SearchStrategy:
    return st.tuples(st.just(name), st.fixed_dictionaries(arguments))


SCOPES = {
    "channels": st.sampled_from([["site"], ["facebook"], ["site", "facebook"]]),
    "languages": st.sampled_from([["bn"], ["en"], ["bn", "en"]]),
    "level": st.sampled_from(["pseudonym", "text-only", "open"]),
    "days": st.sampled_from([1, 20, 300]),
}
LANGUAGE, WHO = st.sampled_from(LANGUAGES), st.sampled_from("abc")
LOOKED_AFTER = {"try_to_publish", "withdraw", "narrow", "wait", "edit_facts", "edit_captions"}
ACTIONS = st.one_of(
    st.tuples(st.just("give"), st.fixed_dictionaries({}, optional=SCOPES)),
    st.tuples(st.just("narrow"), st.fixed_dictionaries({}, optional=SCOPES)),
    step("renew", days=st.sampled_from([400, 700])),
    step("withdraw"),
    step("edit_facts"),
    step("edit_captions"),
    step("wait", days=st.sampled_from([1, 15, 301])),
    step("edit_text", language=LANGUAGE),
    step("approve", language=LANGUAGE, who=WHO),
    step("approve", language=LANGUAGE, who=WHO),
    step("reject", language=LANGUAGE, who=WHO),
    step("try_to_publish", way=st.sampled_from(WAYS), language=LANGUAGE),
    step("try_to_publish", way=st.sampled_from(WAYS), language=LANGUAGE),
)


@pytest.mark.long
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(ACTIONS, min_size=8, max_size=14))
def test_no_sequence_of_steps_shows_what_it_should_not(monkeypatch, steps):
    with transaction.atomic():
        world = world_with_a_bystander(monkeypatch)
        agreed_and_read(world, "a", "b")
        for name, arguments in steps:
            wrong = getattr(world, name)(**arguments) or []
            assert not wrong
            if name in LOOKED_AFTER:
                assert not world.wrongly_shown()
        assert not world.wrongly_shown()
        transaction.set_rollback(True)


def shown_without_asking(self, request, *args, **kwargs):
    return Page.serve(self, request, *args, **kwargs)


def listed_without_asking(self, now, language="", channel=""):
    return self.live().filter(locale__language_code=language) if language else self.live()


def saved_without_asking(self, **kwargs):
    return Page.save(self, **kwargs)


def twice_is_two(reviews):
    return tuple(review.reviewer_id for review in reviews if review.approves)


def the_first_version_counts(testimonies):
    rows = Consent.objects.filter(testimony__in=testimonies).order_by("-version")
    return {one.testimony_id: one for one in rows}


def nothing_is_asked(request, page):
    return None


def captions_forgotten(video, language):
    return facts_of_video(video, "")


HOLES = {
    "sending a video does not ask": (serving_videos, "_why_not", nothing_is_asked, withdrawn),
    "captions are not in the digest": (
        story_content, "facts_of_video", captions_forgotten, other_captions,
    ),
    "serving does not ask": (StoryPage, "serve", shown_without_asking, withdrawn),
    "lists do not ask": (StoryPageQuerySet, "showable", listed_without_asking, over),
    "saving does not ask": (StoryPage, "save", saved_without_asking, nothing_agreed),
    "one person counts twice": (gate, "approvers", twice_is_two, one_approver_twice),
    "facts are not in the digest": (content, "facts_of", lambda story: {}, other_facts),
    "a withdrawal does not count": (gate, "_newest_consents", the_first_version_counts, withdrawn),
    "risks do not count": (gate, "_about_story", lambda question: [], a_child_can_be_known),
    "one approval is enough": (gate, "approvals_needed", lambda story: 1, other_words),
}  # fmt: skip


@pytest.mark.parametrize("hole", HOLES)
def test_a_hole_punched_on_purpose_is_found(world, monkeypatch, hole):
    owner, name, punched, fault = HOLES[hole]
    monkeypatch.setattr(owner, name, punched)
    assert next(leaks(world, [(fault, ["update", "save"])]), None)
