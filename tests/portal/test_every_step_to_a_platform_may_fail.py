"""Each request of a video's life meets each fault, and each step a kill: no row ever lies.

The life is order, upload, captions, public, withdrawn, gone. The suite tries
a part of the pairs, ``EVERY_FAULT=1`` (make storm) all of them.
"""

import os
from collections import Counter
from contextlib import contextmanager
from itertools import product

import pytest
from django.db import transaction

from campaigns.models import Channel
from crm_videos.models import Copy, Publishing, Takedown
from media_ingest.models import Account
from media_ingest.polling import poll_by_hand
from portal import publishing as wiring
from tests.portal.platform_life import DAY, Killed, Scene, wire_otherwise
from tests.simulators.facebook_posts import POST_METRICS, REACTIONS, VIDEO_METRICS
from tests.simulators.faults import Fault

pytestmark = pytest.mark.django_db
State = Publishing.State
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
    Fault.EMPTY_LIST,
)
VIEWS = {*POST_METRICS, *VIDEO_METRICS} - {REACTIONS}
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


def tried(step: int, number: int) -> bool:
    """Say whether the suite tries this fault at this step: each step meets one, by turns."""
    return EVERY or (step + number) % len(FAULTS) == 0


def requests_of_a_life(scene: Scene, platform: str) -> int:
    with one_life(scene):
        before = len(scene.platforms.seen)
        scene.live_through(platform)
        return len(scene.platforms.seen) - before


@pytest.mark.long
@pytest.mark.sqlite  # a journey and killed workers go the same way on PostgreSQL
@pytest.mark.parametrize("platform", BOTH)
def test_whatever_request_fails_however_no_row_lies(quick, platform):
    ended = 0
    steps = requests_of_a_life(quick, platform)
    assert steps > 10
    for step, (number, fault) in product(range(steps), enumerate(FAULTS)):
        if not tried(step, number):
            continue
        with one_life(quick):
            # Twice: Google's HTTP asks a second time by itself when a line is cut.
            quick.platforms.breaks("/", fault, skip=step, times=2)
            publishing = quick.live_through(platform)
            ended += publishing.state == State.GONE
            told_to_a_person = Takedown.objects.get(copy=publishing.copy).state == "person"
            assert publishing.state == State.GONE or told_to_a_person
    assert ended > (steps if EVERY else steps // 2)


@pytest.mark.sqlite
@pytest.mark.parametrize("platform", BOTH)
def test_who_takes_it_back_while_a_request_fails_is_told_no_lie(quick, platform):
    """The consent ends in the midst of sending, or wherever else the platform failed."""
    steps, ended = requests_of_a_life(quick, platform), Counter()
    for step, (number, fault) in product(range(steps), enumerate(FAULTS)):
        if not tried(step, number + 3):
            continue
        with one_life(quick):
            quick.platforms.breaks("/", fault, skip=step, times=2)
            before = len(quick.platforms.seen)
            met = lambda at=before + step: len(quick.platforms.seen) > at  # noqa: E731
            publishing = quick.live_until(platform, met)
            ended[publishing.state] += 1
            assert quick.all_known(publishing), (step, fault)
            left = Copy.objects.standing().filter(kind=platform)
            told_to_a_person = Takedown.objects.filter(copy__in=left, state="person")
            assert left.count() == told_to_a_person.count(), (step, fault)
            # Whoever was shut out of the account could not take it down; a person must.
            seen = {ref for ref, is_public in quick.there().items() if is_public}
            assert seen <= {*told_to_a_person.values_list("copy__ref", flat=True)}, (step, fault)
            assert not seen or fault == Fault.UNAUTHORISED, (step, fault)
    assert ended[State.GONE] > steps // 2
    # Facebook names the video before the first byte, so there is something to take down at once.
    assert ended[State.STOPPED] or platform == "facebook"


def counted(copy: Copy) -> list[int]:
    return [one.value for one in wiring.counts([copy]).get(copy.pk, [])]


def counted_last(copy: Copy) -> dict[str, int]:
    """Give of each measure what was said last: an older metric keeps its own day."""
    lines = sorted(wiring.counts([copy])[copy.pk], key=lambda one: one.said_at)
    return {str(one.label): one.value for one in lines}


@pytest.mark.parametrize("platform", BOTH)
def test_whatever_fails_of_a_poll_no_count_is_invented_and_the_next_poll_has_it(quick, platform):
    days = {"active_from": quick.world.today() - 10 * DAY}
    Channel.objects.filter(slug=platform).update(**days)
    account = Account.objects.get(platform=platform)
    publishing = quick.order(platform)
    quick.settle(publishing, State.PRIVATE)
    quick.make_public(publishing)
    quick.settle(publishing, State.PUBLIC)
    publishing.refresh_from_db()

    def poll() -> int:
        before = len(quick.platforms.seen)
        poll_by_hand(account, lambda: quick.world.now)
        account.refresh_from_db()
        quick.judge()
        return len(quick.platforms.seen) - before

    def say(views: int) -> None:
        for video in quick.channel_there.videos:
            video.views = views
        # Where one metric is not served, an older one is asked for, and it counts too.
        for post in quick.page_there.posts:
            post.values = dict.fromkeys(VIEWS, views)

    films, posts = [*quick.channel_there.videos], [*quick.page_there.posts]
    with one_life(quick):
        quick.channel_there.videos[:], quick.page_there.posts[:] = films, posts
        say(41)
        steps = poll()
        assert set(counted(publishing.copy)) == {41}
    heard = 0
    for step, (number, fault) in product(range(steps), enumerate(FAULTS)):
        if not tried(step, number):
            continue
        with one_life(quick):
            quick.channel_there.videos[:], quick.page_there.posts[:] = films, posts
            say(41)
            quick.platforms.breaks("/", fault, skip=step, times=2)
            poll()
            # Unknown is unknown: what was not heard is not there, and never nothing.
            found = set(counted(publishing.copy))
            assert found <= {41, None}, (step, fault)
            heard += 41 in found
            say(43)
            quick.platforms.mend()
            for _ in range(3):
                quick.world.now += DAY
                if fault == Fault.UNAUTHORISED:
                    quick.connect()
                poll()
            # What an older metric said while the newer was silent stays, with its own day.
            assert set(counted(publishing.copy)) <= {41, 43}, (step, fault)
            assert set(counted_last(publishing.copy).values()) == {43}, (step, fault)
    assert heard


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
