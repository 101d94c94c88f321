"""Where else a story can be watched: links, of which nothing is loaded before they are tapped."""

import datetime
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from crm_videos.gate import verdicts
from crm_videos.models import Copy
from crm_videos.words import Channel, CopyKind
from foundation.moments import dhaka_day
from portal.pages.story_content import question_of

CHANNELS = {CopyKind.YOUTUBE: Channel.YOUTUBE, CopyKind.FACEBOOK: Channel.FACEBOOK}
# Somebody typed the address: it leads to no other place than it says.
HOSTS = {
    CopyKind.YOUTUBE: frozenset({"youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be"}),
    CopyKind.FACEBOOK: frozenset(
        {"facebook.com", "www.facebook.com", "m.facebook.com", "web.facebook.com", "fb.watch"}
    ),
}


def watched_elsewhere(
    page: Any, copies: Iterable[Copy], *, now: datetime.datetime
) -> list[tuple[str, str]]:
    """Give what to tap and the address, of standing copies on channels the gate allows."""
    languages = {"", page.locale.language_code}
    found = [copy for copy in copies if copy.language in languages and _is_address(copy)]
    asked = [question_of(page, channel=CHANNELS[CopyKind(copy.kind)]) for copy in found]
    answers = verdicts(asked, on=dhaka_day(now)) if found else []
    words = {CopyKind.YOUTUBE: _("Watch on YouTube"), CopyKind.FACEBOOK: _("Watch on Facebook")}
    return [
        (words[CopyKind(copy.kind)], copy.where)
        for copy, answer in zip(found, answers, strict=True)
        if answer.is_open
    ]


def _is_address(copy: Copy) -> bool:
    if copy.kind not in CHANNELS:
        return False
    parts = urlsplit(copy.where)
    return parts.scheme == "https" and parts.netloc.lower() in HOSTS[CopyKind(copy.kind)]
