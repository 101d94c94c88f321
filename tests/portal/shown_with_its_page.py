"""The walk of whatever is shown with a story's page and never else: a picture, a video.

Each walk is given the world, and how the thing is asked for in all its ways.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.test import Client
from wagtail.models import PageViewRestriction

from portal.pages.models import StoryPage
from portal.pages.story_content import verdict_of
from tests.portal.pictured import undone
from tests.portal.story_world import WAYS, World
from tests.portal.test_no_way_to_a_hidden_story import FAULTS, agreed_and_read

URL = "/bn/stories/a-story/"
LEVELS = ("open", "first-name", "pseudonym", "face-hidden", "voice-changed", "text-only")
SHUT = {404, 410}


@dataclass(frozen=True)
class Thing:
    """What stands on the Bangla page, and how the public asks for it."""

    row: Any
    address: Callable[..., str]
    # In every way; and once for each of its files, where it has several.
    ask: Callable[[StoryPage, Any], set[int]]
    ask_each: Callable[[StoryPage, Any], set[int]]
    # What is answered in all these ways while it is shown.
    sent: set[int]

    def in_every_way(self, page: StoryPage) -> set[int]:
        return self.ask(page, self.row)

    def in_each_part(self, page: StoryPage) -> set[int]:
        return self.ask_each(page, self.row)

    def once(self, page: StoryPage) -> int:
        return Client().get(self.address(page, self.row)).status_code


def reasons(page: StoryPage, world: World) -> set[str]:
    return {str(one) for one in verdict_of(page, now=world.now).reasons}


def no_fault_shows_it(world: World, thing: Thing) -> None:
    page = world.row("bn")
    for fault in FAULTS:
        with undone(world):
            fault(world)
            assert thing.once(page) in SHUT, fault.__name__
            # Past every choke point but the reader's.
            world.by_update("bn")
            assert thing.in_each_part(page) <= SHUT, fault.__name__
    agreed_and_read(world)
    assert thing.in_every_way(page) == thing.sent


def it_is_gone_or_was_never_here(
    told: World, thing: Thing, removals: Iterable[Callable[[], object]]
) -> None:
    """Take it back, down and away; ``removals`` remove the thing itself."""
    page, stranger = told.row("bn"), told.row("en")
    assert thing.in_every_way(stranger) == {404}
    with undone(told):
        told.withdraw()
        assert thing.in_every_way(page) == {410}
        told.row("bn").unpublish()
        assert thing.in_every_way(page) == {410}
    with undone(told):
        told.row("bn").unpublish()
        assert thing.in_every_way(page) == {404}
    with undone(told):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        assert thing.in_every_way(page) == {404}
    for remove in removals:
        with undone(told):
            remove()
            assert thing.in_every_way(page) == {410}
            # Nobody has approved the page without it.
            assert Client().get(URL).status_code == 404
    # Nor does the number of another page that is public open it.
    for who in "ab":
        told.approve("en", who)
    assert Client().get(stranger.get_url()).status_code == 200
    assert thing.in_every_way(stranger) == {404}
    assert thing.in_every_way(page) == thing.sent


def nothing_exchanged_is_shown(
    told: World, thing: Thing, other: Any, swaps: Iterable[Callable[[], object]]
) -> None:
    """Exchange something past our code; neither the thing nor the ``other`` is shown then."""
    page = told.row("bn")
    for swap in swaps:
        with undone(told):
            swap()
            name = getattr(swap, "func", swap).__name__
            assert Client().get(URL).status_code == 404, name
            assert thing.in_each_part(page) == {404}, name
            assert thing.ask_each(page, other) == {404}, name
    assert thing.in_every_way(page) == thing.sent


def it_is_shown_as_its_pages_are(
    told: World, parts: Callable[[], Iterable[tuple[StoryPage, str]]]
) -> None:
    """Try every way to publish; ``parts`` gives each page with an address of the thing on it."""
    for way in WAYS:
        with undone(told):
            told.try_to_publish(way, "bn")
            for page, address in parts():
                shown = Client().get(page.get_url()).status_code
                assert Client().get(address).status_code == shown, (way, address)


def every_way_keeps_what_was_approved(told: World, thing: Thing) -> None:
    told.row("bn").unpublish()
    for way in ("revision", "save", "import"):
        with undone(told):
            told.try_to_publish(way, "bn")
            assert thing.in_every_way(told.row("bn")) == thing.sent, way


def nothing_lies_where_it_could_be_read(settings: Any, plain: list[bytes], *, files: int) -> None:
    """Look through the folders for what is plain, and ask for the files by their names."""
    assert all(plain)
    kept = files_below(settings.PRIVATE_FILES_ROOT)
    assert len(kept) == files
    for path in kept:
        held = path.read_bytes()
        assert not any(one[:64] in held or one[-64:] in held for one in plain)
        for root in ("/media/", "/static/", "/documents/"):
            assert Client().get(f"{root}{path.name}").status_code in {302, 404}
    assert files_below(settings.MEDIA_ROOT) == []


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
