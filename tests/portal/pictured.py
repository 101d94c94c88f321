"""Pictures for the tests of stories: planted, placed on pages, asked for in every way."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.db import transaction
from django.test import Client
from PIL import Image

from crm_videos import pictures
from crm_videos.models import PictureSize, Story, StoryPicture
from crm_videos.pictures import COPIES, Declared
from foundation.pictures import read_picture
from portal.pages.models import StoryPage, StoryPagePicture
from tests.events.camera import photo
from tests.portal.story_world import World

# One look at each will do; the looking itself has tests of its own.
look_once = cache(read_picture)
WAYS_TO_ASK = [
    ("get", {}),
    ("head", {}),
    ("get", {"Range": "bytes=0-"}),
    ("get", {"Range": "bytes=4-99"}),
    ("get", {"If-None-Match": "*"}),
    ("get", {"If-Modified-Since": "Mon, 01 Jan 2035 00:00:00 GMT"}),
    ("get", {"Accept-Encoding": "gzip"}),
]


def plant(story: Story, world: World, seed: int = 1, *, data: bytes = b"", **said) -> StoryPicture:
    """Keep a picture whatever was agreed to: what stands in no way of ours stands in a table."""
    data = data or photo(seed)
    declared = Declared(**{"shows": "nobody", "tells": frozenset(), "looked_for": True, **said})
    seen = look_once(data, *COPIES.values())
    return pictures._keep(story, data, seen, declared, by=world.editor, now=world.now)


def place(world: World, *shown: StoryPicture, language: str = "bn", **words: str) -> StoryPage:
    """Put pictures on the newest draft, and into the rows that readers see."""
    page = world.latest(language)
    page.pictures.set(
        StoryPagePicture(
            picture=one, sort_order=at, **{"alt": f"Alt {at}", "caption": f"Below {at}", **words}
        )
        for at, one in enumerate(shown)
    )
    page.pictures.commit()
    page.save_revision(user=world.editor)
    return page


def address(page: StoryPage, picture: StoryPicture, size: PictureSize = PictureSize.SMALL) -> str:
    return f"/story-pictures/{page.pk}/{picture.pk}/{size}/"


def statuses(page: StoryPage, picture: StoryPicture) -> set[int]:
    """Ask for it in every way; a shut address answers no byte of a picture."""
    found = set()
    for method, headers in WAYS_TO_ASK:
        size = PictureSize.LARGE if not headers else PictureSize.SMALL
        answer = getattr(Client(), method)(address(page, picture, size), headers=headers)
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer.status_code == 200 or answer.content == b""
        found.add(answer.status_code)
    return found


@contextmanager
def undone(world: World) -> Iterator[None]:
    """Take back afterwards whatever happens, in the database and in what the judge knows."""
    sid, known, approved = transaction.savepoint(), dict(vars(world)), dict(world.approved)
    pages = dict(world.pages)
    yield
    transaction.savepoint_rollback(sid)
    vars(world).update(known)
    world.pages = pages
    world.approved.clear()
    world.approved.update(approved)
    world.story.refresh_from_db()


def noise(size: tuple[int, int] = (1600, 1200)) -> bytes:
    """Draw what weighs most: no field is like its neighbour."""
    out = io.BytesIO()
    Image.effect_noise(size, 100).convert("RGB").save(out, "JPEG", quality=70)
    return out.getvalue()
