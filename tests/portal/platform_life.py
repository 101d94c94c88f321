"""One story's video on both platforms, over real HTTP, with a judge of its own.

The judge reads the simulators themselves, and compares them with what our rows say.
"""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress

import pytest

from crm_videos import clearing, taking_down
from crm_videos.approving import approve
from crm_videos.models import Copy, Publishing, StoryVideo, Takedown
from crm_videos.publishing import carrying_out, ordering, ports
from crm_videos.words import RenditionKind
from media_ingest.connecting import connect_account
from portal import publishing as wiring
from portal.pages.models import StoryPage
from portal.pages.story_content import public_names, question_of
from tests.portal.filmed import bytes_of, film
from tests.portal.story_world import World
from tests.simulators.server import Simulators

State = Publishing.State
PAGE, CHANNEL = "1234500000001", "UCstoriesofreturnees"
FILM = b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 400
WORDS = {"title": "The road home", "description": "What helped on the way home."}
DAY = dt.timedelta(days=1)
CHANNELS = ["site", "youtube", "facebook"]


class Killed(BaseException):
    """What ends a worker in the midst of its work."""


class Scene:
    """A public story with a video, two accounts, and everything that people and workers do."""

    def __init__(self, world: World, platforms: Simulators) -> None:
        self.world, self.platforms = world, platforms
        self.page_there = platforms.facebook.add_page(PAGE, "page-token")
        self.channel_there = platforms.youtube.add_channel(CHANNEL, "refresh")
        self.accounts = {"facebook": PAGE, "youtube": CHANNEL}
        self.connect()
        self.video = make_video(world)
        world.give(channels=CHANNELS)
        self.publish_page()

    def connect(self) -> None:
        connect_accounts(self.world.now)

    def publish_page(self) -> None:
        page = StoryPage.objects.get(pk=self.world.pages["en"].pk)
        page.video = self.video
        for who in "ab":
            person = self.world.people[who]
            approve(question_of(page), {}, public=public_names(), by=person, now=self.world.now)
        page.save_revision().publish()

    def order(self, platform: str, **said) -> Publishing:
        return ordering.order(
            self.video, platform=platform, account=self.accounts[platform], language="en",
            by=self.world.people["a"], now=self.world.now, **{**WORDS, **said},
        )  # fmt: skip

    def make_public(self, publishing: Publishing) -> None:
        publishing.refresh_from_db()
        ordering.ask_to_make_public(publishing, by=self.world.people["b"], now=self.world.now)

    def withdraw(self) -> None:
        """Take the consent back, and let the sweep of every minute clear what the site has."""
        self.world.withdraw()
        clearing.clear_what_is_left(self.world.now)

    def run(self) -> None:
        """Let one worker do what is due; it may be killed."""
        clock = lambda: self.world.now  # noqa: E731
        with suppress(Killed):
            carrying_out.carry_out_what_is_due(clock)
        self.judge()
        with suppress(Killed):
            taking_down.take_down_what_is_due(clock())
        self.judge()

    def run_without_a_judge(self) -> None:
        """Let a worker meet what somebody else did at a platform."""
        carrying_out.carry_out_what_is_due(lambda: self.world.now)
        self.judge()

    def settle(self, publishing: Publishing, state: State) -> None:
        """Run until it is so; a person tries again what was left to one."""
        for _ in range(9):
            self.run()
            publishing.refresh_from_db()
            if publishing.state == state:
                return
            if publishing.may_be_tried_again:
                ordering.try_again(publishing, now=self.world.now)
            self.world.now += dt.timedelta(minutes=65)
        raise AssertionError(f"{publishing.state} instead of {state}: {publishing.reason}")

    # What the platforms themselves hold.

    def there(self) -> dict[str, bool]:
        """Give the ids of whole videos that are there, and whether the public sees them."""
        films = {v.id: v.is_public for v in self.channel_there.videos if v.shown}
        posts = [p for p in self.page_there.posts if p.uploaded and not p.hidden]
        return {**films, **{p.video_id: p.is_public for p in posts}}

    def judge(self) -> None:
        """Say where a row lies about what is there."""
        there = self.there()
        for copy in Copy.objects.exclude(gone_at=None).exclude(ref="").exclude(kind="page"):
            still = there.get(copy.ref) if copy.kind == "youtube" else copy.ref in there
            assert not still, "a copy called gone still answers"
        for one in Publishing.objects.select_related("copy"):
            seen = there.get(one.copy.ref) if one.copy else None
            if one.state == State.PUBLIC:
                assert seen, "called public and is not"
            if one.state == State.PRIVATE:
                assert seen is False, "called private and is not"
            if one.state in (State.STOPPED, State.WAITING):
                assert not there or one.copy is None
        for ref, public in there.items():
            copy = Copy.objects.filter(ref=ref).first()
            assert not public or copy is not None, "public, and not in the register"

    def all_registered(self) -> bool:
        return all(Copy.objects.filter(ref=ref).exists() for ref in self.there())

    def all_known(self, publishing: Publishing) -> bool:
        """Say whether all that is there is registered, or at least suspected by its mark."""
        suspected = Copy.objects.standing().filter(where=publishing.mark)
        return self.all_registered() or suspected.exists()

    def live_through(self, platform: str) -> Publishing:
        """Order, public, withdrawn: the whole life."""
        publishing = self.order(platform)
        self.settle(publishing, State.PRIVATE)
        assert self.all_registered()
        assert len(self.there()) == 1
        self.make_public(publishing)
        self.settle(publishing, State.PUBLIC)
        self.withdraw()
        self.end(publishing)
        return publishing

    def live_until(self, platform: str, over: Callable[[], bool]) -> Publishing:
        """Live as long, and take the consent back in the midst of it: as soon as ``over`` says."""
        publishing = self.order(platform)
        for _ in range(30):
            self.run()
            publishing.refresh_from_db()
            if over():
                break
            if publishing.state == State.PUBLIC:
                break
            if publishing.may_be_tried_again:
                ordering.try_again(publishing, now=self.world.now)
            if publishing.state == State.PRIVATE and publishing.captioned_at:
                self.make_public(publishing)
            self.world.now += dt.timedelta(minutes=65)
        self.withdraw()
        self.end(publishing)
        return publishing

    def end(self, publishing: Publishing) -> None:
        """Run until the copy is gone, or a person's task."""
        for _ in range(9):
            self.run()
            publishing.refresh_from_db()
            if self.is_over(publishing):
                return
            self.world.now += dt.timedelta(minutes=65)
        raise AssertionError(f"not gone: {publishing.state} {publishing.reason}")

    def is_over(self, publishing: Publishing) -> bool:
        """Say whether nothing of it is open but a person's task."""
        if publishing.copy is None:
            return publishing.state in (State.STOPPED, State.PERSON)
        task = Takedown.objects.get(copy=publishing.copy)
        return publishing.state == State.GONE or task.state == Takedown.State.PERSON


def connect_accounts(now: dt.datetime) -> None:
    """Connect the Page and the channel, with what opens them."""
    connect_account(
        platform="facebook", channel_slug="facebook", external_id=PAGE,
        secrets={"token": "page-token"}, now=now,
    )  # fmt: skip
    connect_account(
        platform="youtube", channel_slug="youtube", external_id=CHANNEL, client_id="client",
        secrets={"client_secret": "s", "refresh_token": "refresh"}, now=now,
    )  # fmt: skip


def make_video(world: World) -> StoryVideo:
    """Make a video as it is made and looked at, with captions in both languages."""
    files = {kind: FILM if kind == RenditionKind.P360 else bytes_of(kind) for kind in RenditionKind}
    said = {"bn": [[0, 1500, "বাড়ি ফেরার পথ"]], "en": [[0, 1500, "The way home"]]}
    return film(world.story, world, files=files, said=said)


def open_and_read_once(scene: Scene, patch: pytest.MonkeyPatch) -> None:
    """Open each account once, and read the same words once: lives are many."""
    opened = {name: wiring.open_account(name, scene.accounts[name]) for name in scene.accounts}
    patch.setattr(wiring, "open_account", lambda platform, account: opened[platform])
    patch.setattr("portal.remote_copies.open_account", wiring.open_account)
    patch.setattr("portal.pages.story_content.findings_of", lambda page: [])
    patch.setattr(wiring, "what_names_somebody", lambda *args, **more: [])
    wiring.wire()


def wire_otherwise(**some) -> None:
    """Put something else in the place of one of the site's ways to the platforms."""
    ports.wire(
        **{
            "judge": wiring.judge,
            "open_account": wiring.open_account,
            "accounts": wiring.accounts,
            "counts": wiring.counts,
            **some,
        }
    )
