"""A video or post that somebody published by hand: its address, read and registered."""

import datetime
import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from crm_videos.copies.registering import register_copy
from crm_videos.models import Copy, Story
from crm_videos.publishing.ports import Asked, Judged, judge
from crm_videos.words import CopyKind

YOUTUBE = frozenset({"youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be"})
FACEBOOK = frozenset({"facebook.com", "www.facebook.com", "m.facebook.com", "web.facebook.com"})
VIDEO_ID = re.compile(r"[A-Za-z0-9_-]{11}")
NUMBER = re.compile(r"\d{5,40}")


class LinkRefused(ValueError):
    """The address is none of a single video; the message says what is wanted."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a video is: the kind of copy, the platform's id, and its plain address."""

    kind: CopyKind
    ref: str
    address: str


def read_link(typed: str) -> Link:
    """Read an address that was copied from a browser. Raises :class:`LinkRefused`."""
    typed = typed.strip()
    try:
        parts = urlsplit(typed if "//" in typed else f"https://{typed}")
        host = (parts.hostname or "").lower()
    except ValueError:
        host = ""
    if host in YOUTUBE and (video := _of_youtube(parts.path, parts.query, host)):
        return Link(CopyKind.YOUTUBE, video, f"https://www.youtube.com/watch?v={video}")
    if host in FACEBOOK and (ref := _of_facebook(parts.path, parts.query)):
        return Link(CopyKind.FACEBOOK, ref, f"https://www.facebook.com/{ref}")
    if host in YOUTUBE | FACEBOOK:
        raise LinkRefused(
            _("This address does not name one video. Open the video by itself and copy that.")
        )
    raise LinkRefused(_("This is no address of YouTube or Facebook."))


def enter_link(
    story: Story, link: Link, *, language: str, by: User, now: datetime.datetime
) -> tuple[Copy, Judged]:
    """Register what is there already, and ask the gate about it.

    It is registered whatever the gate says: what is out there must be found when the
    consent ends, and of what the gate refuses staff have to be told.
    """
    judged = judge(Asked(story, language, link.kind), now)
    copy = register_copy(
        story, kind=link.kind, language=language, where=link.address, ref=link.ref, by=by, now=now
    )
    return copy, judged


def _of_youtube(path: str, query: str, host: str) -> str:
    steps = [step for step in path.split("/") if step]
    if host == "youtu.be":
        named = steps[:1]
    elif steps[:1] and steps[0] in ("shorts", "embed", "live"):
        named = steps[1:2]
    else:
        named = parse_qs(query).get("v", []) if steps == ["watch"] else []
    return named[0] if named and VIDEO_ID.fullmatch(named[0]) else ""


def _of_facebook(path: str, query: str) -> str:
    """Give the number of a video, or page and number of a post."""
    steps, asked = [step for step in path.split("/") if step], parse_qs(query)
    if steps == ["watch"]:
        return _number(asked.get("v", [""])[0])
    if steps in (["permalink.php"], ["story.php"]):
        post, page = (_number(asked.get(name, [""])[0]) for name in ("story_fbid", "id"))
        return f"{page}_{post}" if page and post else ""
    if len(steps) == 2 and steps[0] == "reel":
        return _number(steps[1])
    if len(steps) >= 3 and steps[1] == "videos":
        return _number(steps[-1])
    if len(steps) == 3 and steps[1] == "posts" and _number(steps[0]) and _number(steps[2]):
        return f"{steps[0]}_{steps[2]}"
    return ""


def _number(text: str) -> str:
    return text if NUMBER.fullmatch(text) else ""
