"""What the site's tests share: people with their groups, and the pages of a fresh site."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from portal import publishing
from portal.demo.people import make_people
from portal.demo.prottasha import post_prottasha
from portal.demo.sample_pages import make_sample_pages
from portal.pages.models import HomePage, ReachPage, StandardPage
from tests.portal.platform_life import Scene, open_and_read_once
from tests.portal.story_world import World
from tests.simulators.server import Simulators


def client_of(group: str) -> Client:
    user = User.objects.create_user(group.lower(), f"{group.lower()}@example.org", "test")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(db) -> Client:
    return client_of("Editors")


@pytest.fixture
def moderator(db) -> Client:
    return client_of("Approvers")


@pytest.fixture
def homes(db) -> dict[str, HomePage]:
    return {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}


@pytest.fixture
def make_page(homes):
    """Publish a content page below the home page of a language."""

    def make(language="en", **fields) -> StandardPage:
        fields = {"title": "Costs", "intro": "What it costs.", **fields}
        page = homes[language].add_child(instance=StandardPage(**fields))
        page.save_revision().publish()
        return page

    return make


@pytest.fixture
def prottasha(db) -> None:
    """The printed figures of 2019-12 and 2022-09 in the ledger."""
    post_prottasha(timezone.now())


@pytest.fixture
def sample_pages(db) -> None:
    """The demo's pages, published in both languages."""
    make_sample_pages(make_people(), timezone.now())


@pytest.fixture
def reach_urls(db) -> dict[str, str]:
    return {page.locale.language_code: page.url for page in ReachPage.objects.all()}


@pytest.fixture
def private_folder(tmp_path, settings) -> Path:
    """Keep private files, and those that are served, in folders of the test's own."""
    settings.PRIVATE_FILES_ROOT = tmp_path / "testimonies"
    settings.PRIVATE_FILES_LEAVE_FREE_MB = 0
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.PRIVATE_FILES_ROOT


@pytest.fixture
def world(db, monkeypatch) -> World:
    """A testimony with its story, told in both languages; nothing agreed to yet."""
    return World(monkeypatch)


@pytest.fixture
def told(world) -> World:
    """The Bangla story, public."""
    world.give()
    for who in "ab":
        world.approve("bn", who)
    return world


@pytest.fixture
def scene(db, monkeypatch, settings, private_folder) -> Iterator[Scene]:
    """A public story with a video, and both platforms on loopback."""
    world = World(monkeypatch)
    settings.PLATFORM_TIMEOUT_SECONDS = 10
    with Simulators(clock=lambda: world.now) as platforms:
        settings.FACEBOOK_GRAPH_URL = settings.FACEBOOK_VIDEO_URL = platforms.url
        settings.YOUTUBE_API_ROOT = settings.YOUTUBE_ANALYTICS_ROOT = platforms.url
        settings.GOOGLE_TOKEN_URI = platforms.url + "token"
        yield Scene(world, platforms)
    # First what tests put in its place: or the next test speaks to the platforms of this one.
    monkeypatch.undo()
    publishing.wire()


@pytest.fixture
def quick(scene, monkeypatch) -> Scene:
    """The same, for many lives one after the other."""
    open_and_read_once(scene, monkeypatch)
    return scene
