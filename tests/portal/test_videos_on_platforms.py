"""The life of a video on YouTube and Facebook, whatever goes wrong on the way."""

import pytest
from django.db import transaction

from crm_videos.models import Copy, Publishing, Takedown
from crm_videos.publishing.ordering import Refused
from portal import publishing as wiring
from tests.portal.platform_life import FILM, Killed, Scene
from tests.portal.story_world import World
from tests.simulators.faults import Fault
from tests.simulators.server import Simulators

pytestmark = pytest.mark.django_db
State = Publishing.State
BOTH = ("youtube", "facebook")


@pytest.fixture
def scene(monkeypatch, settings, private_folder):
    world = World(monkeypatch)
    settings.PLATFORM_TIMEOUT_SECONDS = 0.3
    # The page's own field for its video is another part of the site.
    monkeypatch.setattr(wiring, "_shows", lambda page, video: True)
    with Simulators(clock=lambda: world.now) as platforms:
        settings.FACEBOOK_GRAPH_URL = settings.FACEBOOK_VIDEO_URL = platforms.url
        settings.YOUTUBE_API_ROOT = settings.YOUTUBE_ANALYTICS_ROOT = platforms.url
        settings.GOOGLE_TOKEN_URI = platforms.url + "token"
        yield Scene(world, platforms)


@pytest.mark.parametrize("platform", BOTH)
def test_a_video_goes_there_becomes_public_and_is_taken_down_when_it_is_withdrawn(scene, platform):
    publishing = scene.live_through(platform)
    assert publishing.state == State.GONE
    copy = Copy.objects.get(pk=publishing.copy_id)
    assert copy.proof == "platform"
    assert copy.seen.open()["seen"].startswith("read back")
    assert not any(scene.there().values())
    assert not Takedown.objects.open().remote().exists()
