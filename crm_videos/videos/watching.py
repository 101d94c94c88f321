"""Looking at the whole of a video, and saying what it shows.

Nobody can prove that eyes were on the screen. What the server knows is when it gave the page
to whom, for which files; since then the film must have had the time to play. What the page
noted of it is asked too, where the browser told anything.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from crm_videos.models import Rendition, StoryVideo, Testimony
from crm_videos.videos.ordering import consent_stands
from crm_videos.words import Hiding, PictureShows, RenditionKind, Telltale

SALT = "crm_videos.watching"
# A player's clock and ours differ, and the last picture is cut off by some.
NEARLY_ALL = 0.97
GOOD_FOR = timedelta(hours=12)
State = Rendition.State


class NotWatched(ValueError):
    """It was not declared; the message says why, in words."""


@dataclass(frozen=True, slots=True)
class Said:
    """What whoever looked at it says. ``played_ms`` is what the page noted, None without it."""

    shows: str
    tells: frozenset[str]
    whole: bool
    played_ms: int | None = None


def watched_rendition(video: StoryVideo) -> Rendition | None:
    """Give the file that is to be looked at: the best one that is shown; None until all are made.

    What could not be made is never shown, so nobody waits for it.
    """
    made = list(video.renditions.select_related("file").order_by("pk"))
    if any(one.state == State.WAITING for one in made):
        return None
    done = {one.kind: one for one in made if one.file is not None and one.file.erased_at is None}
    return done.get(RenditionKind.P360) or done.get(RenditionKind.SOUND)


def page_given(video: StoryVideo, *, to: User, now: datetime) -> str:
    """Give the token of a page on which the video can be played now."""
    return signing.dumps([*_bound(video, to), now.timestamp()], salt=SALT)


def declare(video: StoryVideo, said: Said, token: str, *, by: User, now: datetime) -> None:
    """Keep what somebody says who saw the whole result. Raises :class:`NotWatched`.

    It may be said anew, by anybody: then the approvals of what was said before are void.
    """
    with transaction.atomic():
        testimony = Testimony.objects.select_for_update().get(pk=video.story.testimony_id)
        if not consent_stands(testimony, now):
            raise NotWatched(_("No consent stands. Ask the person first."))
        _demand_played(video, said, token, by, now)
        shows = said.shows
        if video.hiding == Hiding.NO_PICTURE:
            shows = PictureShows.NOBODY
        if shows not in PictureShows or said.tells - set(Telltale.values):
            raise NotWatched(_("Choose only what is on the list."))
        StoryVideo.objects.here().filter(pk=video.pk).update(
            shows=shows, tells=sorted(said.tells), watched_by=by, watched_at=now
        )
    video.refresh_from_db()


def played_in(parts: Iterable[tuple[float, float]]) -> int:
    """Add up what was played, in milliseconds; what was played twice counts once."""
    total = reached = 0.0
    for begins, ends in sorted(parts):
        total += max(0.0, ends - max(begins, reached))
        reached = max(reached, ends)
    return int(total * 1000)


def _demand_played(video: StoryVideo, said: Said, token: str, by: User, now: datetime) -> None:
    watched = watched_rendition(video)
    if watched is None:
        raise NotWatched(_("There is nothing to look at yet. Wait until all of it is made."))
    try:
        *bound, given_at = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        raise NotWatched(_("Open the page anew and play the video on it.")) from None
    since = now.timestamp() - given_at
    if bound != _bound(video, by) or not 0 <= since <= GOOD_FOR.total_seconds():
        raise NotWatched(_("Open the page anew and play the video on it."))
    lasts_ms = (watched.duration_ms or 0) * NEARLY_ALL
    too_soon = math.ceil(since * 1000) < lasts_ms
    if not said.whole or too_soon or (said.played_ms is not None and said.played_ms < lasts_ms):
        raise NotWatched(_("Play the video from its beginning to its end first."))


def _bound(video: StoryVideo, person: User) -> list[Any]:
    """Say whose page it is and of which bytes: of others nothing was seen."""
    digests = video.renditions.order_by("pk").values_list("sha256", flat=True)
    return [str(video.pk), person.pk, list(digests)]
