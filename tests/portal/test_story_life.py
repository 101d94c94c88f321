"""All that happened to one testimony, on one page, for those who may know of it."""

import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageLogEntry

from crm_videos.models import Outcome, Purpose
from crm_videos.private.access_log import Asked, write_entry
from crm_videos.private.storing import store
from tests.portal.story_world import World
from tests.portal.test_story_desk import browser_of, colleague

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch, settings, tmp_path) -> World:
    settings.PRIVATE_FILES_ROOT = tmp_path
    settings.PRIVATE_FILES_LEAVE_FREE_MB = 0
    return World(monkeypatch)


def address(world: World) -> str:
    return reverse("consents:life", args=[world.testimony.pk])


def told(world: World, person=None) -> list[str]:
    """Read the page: its moments in their order, as text."""
    html = browser_of(person or world.people["b"]).get(address(world)).content.decode()
    moments = re.findall(r"<li><time>.*?</li>", html, re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in moments]


def test_a_life_is_told_from_the_telling_to_the_taking_down(world):
    steps = {
        "Consent: Given a Version 1.": world.give,
        "Page written a Story": lambda: world.edit_text("bn"),
        "Content approved b": lambda: world.approve("bn", "b"),
        "Page published c Story": lambda: world.approve("bn", "c"),
        "Consent: Withdrawn": world.withdraw,
    }
    known = len(told(world))
    for words, step in steps.items():
        world.wait(1)
        step()
        moments = told(world)
        assert [one for one in moments[known:] if words in one], (words, moments[known:])
        known = len(moments)
    assert "12:00 Testimony recorded a Told on 1 November 2026." in moments
    approvals = [one for one in moments if "Content approved" in one]
    assert [one[len("12:00 Content approved ")] for one in approvals] == ["b", "c"]
    assert all(", Bangla, content " in one for one in approvals)


def test_what_nobody_knows_a_word_for_is_told_by_its_code(world):
    page = world.row("bn").page_ptr
    PageLogEntry.objects.log_action(page, "wagtail.publish")
    PageLogEntry.objects.update(action="plugin.gone")
    assert [one for one in told(world) if "Page: plugin.gone Story" in one]


def test_the_end_of_a_consent_that_nobody_renewed_is_a_moment(world):
    world.give(days=5)
    assert "ended" not in " ".join(told(world))
    world.wait(6)
    assert told(world)[-1] == "00:00 The consent ended, and nobody renewed it"
    world.give()
    assert "ended" not in " ".join(told(world))


def test_a_life_names_nobody_who_told_and_no_words_of_theirs(world):
    world.give()
    world.approve("bn", "b")
    html = world.office.get(address(world)).content.decode()
    for name in ("Canary", "01700000000", "Shapla", "mark00", "a-story"):
        assert name not in html


def test_files_and_who_asked_for_them_are_for_those_who_may_know(world):
    file = store(
        world.testimony, io.BytesIO(b"voice"), purpose=Purpose.VOICE, content_type="audio/ogg",
        by=world.editor, now=world.now,
    )  # fmt: skip
    asked = Asked(
        person=world.editor, file=file.pk, testimony=world.testimony.pk, view="x", asked_range="",
        now=world.now,
    )  # fmt: skip
    write_entry(asked, Outcome.SENT, reason="incident", words="somebody's own words")
    sees = {}
    for role in ("Administrators", "RSC supervisors", "Editors"):
        text = " ".join(told(world, colleague(role)))
        sees[role] = ("Private file stored" in text, "Private file asked for" in text)
    assert sees == {
        "Administrators": (True, True), "RSC supervisors": (True, False), "Editors": (False, False),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("role", "district", "status"),
    [
        ("RSC supervisors", "BD4047", 200),
        ("RSC supervisors", "BD3093", 404),
        ("Data managers", "BD4047", 302),
        ("Field staff", "BD4047", 302),
    ],
)
def test_a_life_is_open_to_those_who_may_see_the_testimony(world, role, district, status):
    assert browser_of(colleague(role, district)).get(address(world)).status_code == status


def test_a_long_life_costs_as_many_queries_as_a_short_one(world):
    def queries() -> int:
        world.office.get(address(world))
        with CaptureQueriesContext(connection) as asked:
            world.office.get(address(world))
        return len(asked)

    world.give()
    world.approve("bn", "b")
    few = queries()
    for _ in range(3):
        world.renew(days=400 + world.version)
        for language in ("bn", "en"):
            world.edit_text(language)
            world.approve(language, "b")
    assert queries() == few


def test_lists_and_the_testimony_lead_to_its_life(world):
    link = f'href="{address(world)}"'
    pages = ("/admin/testimonies/", "/admin/stories/")
    for path in (*pages, reverse("consents:testimony", args=[world.testimony.pk])):
        assert link in world.office.get(path).content.decode(), path
