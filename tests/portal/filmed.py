"""Videos for the tests of stories: planted with tiny files, on pages, asked for in every way."""

import datetime as dt
import hashlib
import io

from django.contrib.auth.models import User
from django.test import Client

from crm_videos.models import (
    Caption,
    PrivateFile,
    Purpose,
    Recording,
    Rendition,
    Story,
    StoryVideo,
)
from crm_videos.private.frames import FRAME
from crm_videos.private.storing import store
from crm_videos.videos.files import CONTENT_TYPES, NAMES
from crm_videos.words import Chapter, Hiding, Medium, RenditionKind, VoiceAs
from portal.pages.models import StoryPage
from tests.portal.story_world import World

# Longer than a frame, so that a range and a withdrawal can come in the middle.
LONG = bytes(at % 251 for at in range(2 * FRAME + 1234))
SAID = {"bn": [[0, 1500, "আমি গিয়েছিলাম"], [1500, 3000, "ফিরে এসেছি"]], "en": [[0, 3000, "I went"]]}
WAYS_TO_ASK = [
    ("get", {}),
    ("head", {}),
    ("get", {"Range": "bytes=0-"}),
    ("get", {"Range": "bytes=4-99"}),
    ("get", {"Range": "bytes=99999999-"}),
    ("get", {"If-None-Match": "*"}),
    ("get", {"If-Modified-Since": "Mon, 01 Jan 2035 00:00:00 GMT"}),
]


def kept(
    story: Story, world: World, data: bytes, content_type: str, purpose: Purpose
) -> PrivateFile:
    return _kept(story, world.editor, world.now, data, content_type, purpose)


def _kept(
    story: Story, by: User, now: dt.datetime, data: bytes, kind: str, purpose: Purpose
) -> PrivateFile:
    return store(
        story.testimony, io.BytesIO(data), purpose=purpose, content_type=kind, by=by, now=now
    )


def film_of(
    story: Story, by: User, now: dt.datetime, *, seed: int = 1, files=None, **declared
) -> StoryVideo:
    """Make a video whose files are all done, without captions; nobody has looked at it."""
    recording = Recording.objects.create(
        testimony=story.testimony, chapter=Chapter.EXPERIENCE, medium=Medium.VIDEO,
        file=_kept(story, by, now, b"raw" * 99, "video/mp4", Purpose.RECORDING), duration_ms=3000,
        width=320, height=240, brought_by=by, brought_at=now,
    )  # fmt: skip
    given = {"hiding": Hiding.NOTHING, "voice": VoiceAs.LOWER, **declared}
    video = StoryVideo.objects.create(
        story=story, recording=recording, ordered_by=by, ordered_at=now, **given
    )
    for kind in RenditionKind if files is None else files:
        data = files[kind] if files else bytes_of(kind, seed)
        Rendition.objects.create(
            video=video, kind=kind, state="done", not_before=now,
            file=_kept(story, by, now, data, CONTENT_TYPES[kind], Purpose.VIDEO_SHOWN),
            sha256=hashlib.sha256(data).hexdigest(), width=320, height=240, duration_ms=3000,
        )  # fmt: skip
    return video


def film(
    story: Story, world: World, seed: int = 1, *, files=None, said=SAID, **declared
) -> StoryVideo:
    """Make a video whose files are all done and which somebody has looked at."""
    watched = {"watched_by": world.people["c"], "watched_at": world.now + dt.timedelta(minutes=1)}
    given = {"shows": "behind", **watched, **declared}
    video = film_of(story, world.editor, world.now, seed=seed, files=files, **given)
    for language, cues in said.items():
        Caption.objects.create(
            video=video, language=language, cues=cues, edited_by=world.people["c"],
            edited_at=world.now,
        )  # fmt: skip
    return StoryVideo.objects.get(pk=video.pk)


def bytes_of(kind: str, seed: int = 1) -> bytes:
    """Give what a planted file of a kind holds."""
    # A page that loads a long poster is too heavy to become public.
    rest = LONG[:4000] if kind == RenditionKind.POSTER else LONG
    return f"{kind} {seed} ".encode() + rest


def put_on(world: World, video: StoryVideo | None, language: str = "bn") -> StoryPage:
    """Put a video on the newest draft, and into the row that readers see."""
    page = world.latest(language)
    page.video = video
    page.save_revision(user=world.editor)
    StoryPage.objects.filter(pk=page.pk).update(video=video)
    return page


def address(page: StoryPage, video: StoryVideo, name: str = NAMES[RenditionKind.P240]) -> str:
    return f"/story-videos/{page.pk}/{video.pk}/{name}"


def all_names(language: str = "bn") -> list[str]:
    return [*NAMES.values(), f"captions.{language}.vtt"]


def statuses(page: StoryPage, video: StoryVideo) -> set[int]:
    """Ask for all of it, and for one file in every way; a shut address answers no byte."""
    first, *others = all_names()
    asked = [(first, *way) for way in WAYS_TO_ASK] + [(name, *WAYS_TO_ASK[0]) for name in others]
    return {_status(address(page, video, name), method, headers) for name, method, headers in asked}


def status_of_each(page: StoryPage, video: StoryVideo) -> set[int]:
    """Ask for each file once."""
    return {_status(address(page, video, name), "get", {}) for name in all_names()}


def _status(url: str, method: str, headers: dict[str, str]) -> int:
    answer = getattr(Client(), method)(url, headers=headers)
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.status_code in {200, 206, 416} or answer.getvalue() == b""
    return answer.status_code
