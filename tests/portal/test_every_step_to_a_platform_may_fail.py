"""Each request of a video's life meets each fault, and each step a kill: no row ever lies.

The life is order, upload, captions, public, withdrawn, gone. The suite tries
a part of the pairs, ``EVERY_FAULT=1`` (make storm) all of them.
"""

import os
from contextlib import contextmanager

import pytest
from django.db import transaction

from crm_videos.models import Publishing, Takedown
from crm_videos.publishing import ports
from portal import publishing as wiring
from tests.portal.platform_life import Killed, Scene
from tests.simulators.faults import Fault

pytestmark = pytest.mark.django_db
BOTH = ("youtube", "facebook")
# Refused, broken before and after the platform acted, not understood, no more today, silent.
FAULTS = (
    Fault.CLOSE,
    Fault.ACTED,
    Fault.SERVER_ERROR,
    Fault.TRUNCATED,
    Fault.HTML,
    Fault.UNAUTHORISED,
    Fault.THROTTLED,
)
EVERY = os.environ.get("EVERY_FAULT") == "1"
STEPS = ("begin", "send", "caption", "is_public", "make_public", "take_down")


class Undone(Exception):
    """Takes back what a life did to the rows."""


@contextmanager
def one_life(scene: Scene):
    """Begin with the same rows and empty platforms each time."""
    now, agreed = scene.world.now, scene.world.agreed
    try:
        with transaction.atomic():
            yield
            raise Undone
    except Undone:
        pass
    scene.world.now, scene.world.agreed = now, agreed
    scene.platforms.mend()
    scene.channel_there.videos.clear()
    scene.page_there.posts.clear()


@pytest.fixture
def quick(scene, monkeypatch):
    """Open each account once, and read the same words once."""
    opened = {name: wiring.open_account(name, scene.accounts[name]) for name in BOTH}
    monkeypatch.setattr(wiring, "open_account", lambda platform, account: opened[platform])
    monkeypatch.setattr("portal.remote_copies.open_account", wiring.open_account)
    monkeypatch.setattr("portal.pages.story_content.findings_of", lambda page: [])
    monkeypatch.setattr(wiring, "what_names_somebody", lambda *args, **more: [])
    wiring.wire()
    return scene


def requests_of_a_life(scene: Scene, platform: str) -> int:
    with one_life(scene):
        before = len(scene.platforms.seen)
        scene.live_through(platform)
        return len(scene.platforms.seen) - before


@pytest.mark.long
@pytest.mark.parametrize("platform", BOTH)
def test_whatever_request_fails_however_no_row_lies(quick, platform):
    ended = 0
    steps = requests_of_a_life(quick, platform)
    assert steps > 10
    for step in range(steps):
        for number, fault in enumerate(FAULTS):
            if not EVERY and (step + number) % len(FAULTS) not in (0, 3):
                continue
            with one_life(quick):
                # Twice: Google's HTTP asks a second time by itself when a line is cut.
                quick.platforms.breaks("/", fault, skip=step, times=2)
                publishing = quick.live_through(platform)
                ended += publishing.state == Publishing.State.GONE
                told_to_a_person = Takedown.objects.get(copy=publishing.copy).state == "person"
                assert publishing.state == Publishing.State.GONE or told_to_a_person
    assert ended > steps


def wire_otherwise(**some) -> None:
    ports.wire(
        **{
            "judge": wiring.judge,
            "open_account": wiring.open_account,
            "accounts": wiring.accounts,
            "counts": wiring.counts,
            **some,
        }
    )


class Dying:
    """A platform at which a worker is killed before or after one call."""

    def __init__(self, platform, step: str, *, after: bool) -> None:
        self.platform, self.step, self.after, self.lives = platform, step, after, 1

    def __getattr__(self, name):
        real = getattr(self.platform, name)
        if name != self.step or not self.lives:
            return real

        def die(*args, **more):
            self.lives = 0
            if self.after:
                real(*args, **more)
            raise Killed

        return die


@pytest.mark.long
@pytest.mark.parametrize("platform", BOTH)
def test_a_worker_killed_at_any_step_leaves_nothing_unknown(quick, platform):
    opened = wiring.open_account(platform, "")
    for step in STEPS:
        for after in (False, True):
            dying = Dying(opened, step, after=after)
            wire_otherwise(open_account=lambda *_, it=dying: it)
            with one_life(quick), pytest.MonkeyPatch.context() as patch:
                patch.setattr("portal.remote_copies.open_account", lambda *_, it=dying: it)
                publishing = quick.live_through(platform)
                assert publishing.state == Publishing.State.GONE, (step, after)
                assert dying.lives == 0, step


@pytest.mark.parametrize("platform", BOTH)
def test_a_worker_killed_between_two_pieces_goes_on_where_it_was(quick, platform):
    publishing = quick.order(platform)
    heard = []

    def dies(asked, now):
        heard.append(asked)
        if len(heard) == 3:
            raise Killed
        return wiring.judge(asked, now)

    wire_otherwise(judge=dies)
    quick.settle(publishing, Publishing.State.PRIVATE)
    assert len(quick.there()) == 1
