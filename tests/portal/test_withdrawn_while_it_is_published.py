"""The consent ends while a video is on its way, or while a worker stands still for too long."""

import datetime as dt

import pytest

from crm_videos.models import Publishing
from crm_videos.publishing.claims import LEASE
from foundation.errors import TryLater
from portal import publishing as wiring
from tests.portal.platform_life import Scene, wire_otherwise
from tests.simulators.faults import Fault

pytestmark = pytest.mark.django_db
State = Publishing.State
BOTH = ("youtube", "facebook")


def test_a_withdrawal_in_the_midst_of_sending_finds_what_is_there(scene):
    publishing = scene.order("facebook")
    scene.platforms.breaks("/videos", Fault.CLOSE, skip=2, times=50)
    scene.run()
    publishing.refresh_from_db()
    assert publishing.copy is not None
    assert publishing.state == State.SENDING
    scene.platforms.mend()
    scene.withdraw()
    scene.end(publishing)
    assert not scene.there()


@pytest.mark.parametrize("platform", BOTH)
def test_who_takes_it_back_before_a_byte_is_sent_hears_of_no_account(scene, platform):
    """The film is erased by then: it is the gate that stopped it, and nothing else."""
    publishing = scene.order(platform)
    scene.withdraw()
    scene.settle(publishing, State.STOPPED)
    assert "gate is shut" in publishing.words
    assert not scene.there()


def test_a_film_that_had_arrived_is_found_although_its_file_is_erased(scene):
    publishing = scene.order("youtube")
    # Its last piece arrives, and nobody hears of it.
    scene.platforms.breaks("/upload/youtube/v3/videos", Fault.ACTED, skip=2, times=2)
    scene.run()
    assert not scene.all_registered()
    scene.withdraw()
    scene.world.now += dt.timedelta(hours=1)
    scene.run()
    assert scene.all_registered()
    publishing.refresh_from_db()
    scene.end(publishing)
    assert publishing.state == State.GONE


class Late:
    """A platform that is reached when the worker's claim is long over: it had stood still."""

    def __init__(self, platform, meanwhile, *, deaf: bool = False) -> None:
        self.platform, self.meanwhile, self.deaf = platform, [meanwhile], deaf

    def __getattr__(self, name):
        return getattr(self.platform, name)

    def stand_still(self) -> None:
        if self.meanwhile:
            self.meanwhile.pop()()

    def make_public(self, *args, **more):
        self.stand_still()
        self.platform.make_public(*args, **more)
        if self.deaf:
            raise TryLater("the line was cut")

    def send(self, *args, sending, **more):
        def last_piece(is_last):
            sending(is_last)
            if is_last:
                self.stand_still()

        return self.platform.send(*args, sending=last_piece, **more)


def withdrawn_meanwhile(scene: Scene, publishing: Publishing, state: State) -> None:
    """Let the claim end, the person take it back, and another worker carry that out."""
    scene.world.now += LEASE
    scene.withdraw()
    scene.run()
    publishing.refresh_from_db()
    assert publishing.state == state


@pytest.mark.parametrize("deaf", [False, True])
def test_what_becomes_public_after_it_was_proven_gone_is_taken_back(quick, deaf):
    publishing = quick.order("youtube")
    quick.settle(publishing, State.PRIVATE)
    quick.make_public(publishing)
    late = Late(
        wiring.open_account("youtube", ""),
        lambda: withdrawn_meanwhile(quick, publishing, State.GONE), deaf=deaf,
    )  # fmt: skip
    wire_otherwise(open_account=lambda *_: late)
    quick.run()
    assert not late.meanwhile
    assert not any(quick.there().values())


def test_a_film_that_arrives_after_it_was_stopped_is_found_and_goes(quick):
    publishing = quick.order("youtube")
    late = Late(
        wiring.open_account("youtube", ""),
        lambda: withdrawn_meanwhile(quick, publishing, State.STOPPED),
    )
    wire_otherwise(open_account=lambda *_: late)
    quick.run()
    assert not late.meanwhile
    assert quick.all_registered()
    publishing.refresh_from_db()
    quick.end(publishing)
    assert publishing.state == State.GONE
