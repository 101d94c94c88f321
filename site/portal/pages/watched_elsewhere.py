"""Where else a story can be watched: links, of which nothing is loaded before they are tapped."""

import datetime
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


def watched_elsewhere(page: Any, *, now: datetime.datetime) -> list[tuple[str, str]]:
    """Give what to tap and the address, of copies that stand on channels the gate allows."""
    copies = Copy.objects.standing().filter(story=page.story_id, kind__in=CHANNELS)
    found = [
        copy
        for copy in copies.filter(language__in=["", page.locale.language_code]).order_by("made_at")
        if _is_address(copy)
    ]
    asked = [question_of(page, channel=CHANNELS[CopyKind(copy.kind)]) for copy in found]
    answers = verdicts(asked, on=dhaka_day(now)) if found else []
    words = {CopyKind.YOUTUBE: _("Watch on YouTube"), CopyKind.FACEBOOK: _("Watch on Facebook")}
    return [
        (words[CopyKind(copy.kind)], copy.where)
        for copy, answer in zip(found, answers, strict=True)
        if answer.is_open
    ]


def _is_address(copy: Copy) -> bool:
    parts = urlsplit(copy.where)
    return parts.scheme == "https" and parts.netloc.lower() in HOSTS[CopyKind(copy.kind)]
