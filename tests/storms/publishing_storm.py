"""A storm for the workers that bring videos to platforms: killed at any write and any request.

``python -m tests.storms.publishing_storm KILLS SEED [BUG]`` on a database and folder of its
own. Each worker is a process that carries out what is due, and one in each life is ended by
SIGKILL: by itself before a drawn write to the database, or from outside while a drawn request
of its is at the platform, which has acted on it or not. Whoever comes after waits until the
claim is over. In one life the story goes on, in the next the person takes it back right then.
``KILLS`` 0 tries all there are. Prints what it found.
"""

import json
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import django

django.setup()

import pytest  # noqa: E402 - Django must be set up first
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from crm_videos import taking_down  # noqa: E402
from crm_videos.models import Copy, Publishing  # noqa: E402
from crm_videos.publishing import carrying_out  # noqa: E402
from tests.portal.platform_life import (  # noqa: E402
    CHANNELS,
    DAY,
    Scene,
    make_video,
    open_and_read_once,
)
from tests.portal.story_world import World  # noqa: E402
from tests.simulators.faults import Fault  # noqa: E402
from tests.simulators.server import Simulators  # noqa: E402
from tests.storms.planted_in_publishing import BUGS  # noqa: E402

State = Publishing.State
CHANGES = ("INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True)
class Death:
    """When a worker dies in the life of one video: at which write, or request, of that life."""

    platform: str
    at: str
    number: int
    # Of a request: whether the platform did what was asked before the worker died.
    acted: bool = False
    # Whether the person takes the consent back as soon as the worker is dead.
    withdrawn: bool = False


class StormScene(Scene):
    """Its workers are processes; ``death`` is when one of them dies."""

    death: Death | None = None

    def begin(self, death: Death | None) -> None:
        """Begin a life: empty platforms, a consent, another video on the page."""
        self.death, self.died = death, False
        self.counted: Counter[str] = Counter()
        self.channel_there.videos.clear()
        self.page_there.posts.clear()
        self.platforms.mend()
        self.world.now += DAY
        self.world.give(channels=CHANNELS)
        self.video = make_video(self.world)
        self.publish_page()

    def run(self) -> None:
        """Let a worker do what is due; it may die, and then its claim has to end first."""
        connection.close()
        gate, go = os.pipe()
        told, tell = os.pipe()
        self.victim = os.fork()
        if not self.victim:
            os.read(gate, 1)
            self._work(tell)
        self.platforms.watchers[:] = [self._watch]
        os.write(go, b"1")
        _pid, status = os.waitpid(self.victim, 0)
        self.died = self.died or os.WIFSIGNALED(status)
        os.close(tell)
        self.counted["write"] += int(os.read(told, 20) or 0)
        for end in (gate, go, told):
            os.close(end)
        assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "a worker broke off"
        self.judge()

    def _work(self, tell: int) -> None:
        """Be the worker, and say at the end how often it wrote."""
        try:
            wrote = self._count_writes()
            carrying_out.carry_out_what_is_due(lambda: self.world.now)
            taking_down.take_down_what_is_due(self.world.now)
            os.write(tell, b"%d" % wrote["write"])
        except BaseException:  # noqa: BLE001 - a worker ends here, never in the tests of its parent
            sys.excepthook(*sys.exc_info())
            os._exit(1)
        os._exit(0)

    def _count_writes(self) -> Counter[str]:
        wrote: Counter[str] = Counter()
        fatal = self._left_until("write")

        def writes(execute, sql, *rest):
            if sql.lstrip().upper().startswith(CHANGES):
                if wrote["write"] == fatal:
                    os.kill(os.getpid(), signal.SIGKILL)
                wrote["write"] += 1
            return execute(sql, *rest)

        connection.ensure_connection()
        connection.execute_wrappers.append(writes)
        return wrote

    def _left_until(self, kind: str) -> int:
        if self.death is None or self.died or self.death.at != kind:
            return -1
        return self.death.number - self.counted[kind]

    def _watch(self, request: object) -> None:
        """Kill whoever asks, where the request is the drawn one."""
        fatal = self._left_until("request") == 0
        self.counted["request"] += 1
        if fatal and self.death:
            os.kill(self.victim, signal.SIGKILL)
            if not self.death.acted:
                self.platforms.breaks("/", Fault.CLOSE, times=1)

    def whole_life(self, platform: str) -> Publishing:
        publishing = self.live_through(platform)
        assert publishing.state == State.GONE, publishing.state
        return publishing

    def life_cut_short(self, platform: str) -> Publishing:
        publishing = self.live_until(platform, lambda: self.died)
        assert publishing.state in (State.GONE, State.STOPPED), publishing.state
        return publishing

    def assert_ended(self) -> None:
        """Demand that everything is known, nothing is open, and nothing to be seen."""
        there = self.there()
        assert not any(there.values()), "to be seen after the end"
        assert self.all_registered(), "there, and not in the register"
        copies = Copy.objects.filter(kind__in=self.accounts)
        assert not copies.filter(ref="").exists(), "suspected, where it could be known"
        assert not copies.filter(gone_at=None).exists(), "a copy stands still"
        assert len(there) <= 1, "sent twice"


def every_death(scene: StormScene) -> Iterator[Death]:
    """Count the writes and requests of a quiet life, and name each as a moment to die."""
    for platform in scene.accounts:
        scene.begin(None)
        scene.whole_life(platform)
        scene.assert_ended()
        for withdrawn in (False, True):
            for number in range(scene.counted["write"]):
                yield Death(platform, "write", number, withdrawn=withdrawn)
            for number, acted in product(range(scene.counted["request"]), (False, True)):
                yield Death(platform, "request", number, acted=acted, withdrawn=withdrawn)


def blow(scene: StormScene, kills: int, drawn: random.Random) -> dict:
    deaths = list(every_death(scene))
    chosen = drawn.sample(deaths, kills) if kills else deaths
    killed, wrong = 0, []
    for death in chosen:
        scene.begin(death)
        try:
            (scene.life_cut_short if death.withdrawn else scene.whole_life)(death.platform)
            scene.assert_ended()
        except AssertionError as lie:
            # What follows would only meet what this life left behind.
            wrong.append(f"{death}: {lie}")
            break
        killed += scene.died
    return {"moments": len(deaths), "lives": len(chosen), "killed": killed, "wrong": wrong}


def main() -> None:
    kills, seed = map(int, sys.argv[1:3])
    with pytest.MonkeyPatch.context() as patch:
        for bug in sys.argv[3:]:
            BUGS[bug](patch)
        world = World(patch)
        with Simulators(clock=lambda: world.now) as platforms:
            settings.FACEBOOK_GRAPH_URL = settings.FACEBOOK_VIDEO_URL = platforms.url
            settings.YOUTUBE_API_ROOT = settings.YOUTUBE_ANALYTICS_ROOT = platforms.url
            settings.GOOGLE_TOKEN_URI = f"{platforms.url}token"
            scene = StormScene(world, platforms)
            open_and_read_once(scene, patch)
            told = blow(scene, kills, random.Random(seed))
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
