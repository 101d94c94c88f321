"""Bringing a story's picture, reading a copy of it, removing it."""

import hashlib
import io
import logging
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from crm_videos.consent import State, newest_consent, state_of
from crm_videos.identity import level_of_picture, shows_more
from crm_videos.models import PictureSize, PrivateFile, Purpose, Story, StoryPicture
from crm_videos.private.erasing import erase
from crm_videos.private.frames import Damaged
from crm_videos.private.reading import open_range
from crm_videos.private.storing import LIMITS, NotStored, store
from foundation.bangla import figure
from foundation.durable_files import MEGABYTE
from foundation.moments import dhaka_day
from foundation.pictures import CannotLook, Copy, Picture, Wanted, read_picture

logger = logging.getLogger(__name__)

MOST_MEGABYTES = LIMITS[Purpose.PICTURE].megabytes
MOST_BYTES = MOST_MEGABYTES * MEGABYTE
# Four small ones and the page itself are less than 60 KB, which is what a story may weigh.
COPIES = {
    PictureSize.SMALL: Wanted("WEBP", 400, 12_000),
    PictureSize.LARGE: Wanted("WEBP", 960, 60_000),
}
CONTENT_TYPE = "image/webp"
CAME_AS = {
    "JPEG": "image/jpeg",
    # What phones call a JPEG with a second, smaller one behind it.
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "HEIF": "image/heif",
}
STANDS = frozenset({State.STANDING, State.ENDING})


class PictureRefused(ValueError):
    """It was not taken; the message says why, in words."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What whoever brings a picture says of it."""

    shows: str
    tells: frozenset[str]
    looked_for: bool


def take_picture(
    story: Story, data: bytes, declared: Declared, *, by: User, now: datetime
) -> StoryPicture:
    """Keep a picture that the person agreed to. Raises :class:`PictureRefused`."""
    _demand_consent(story, declared, now)
    if len(data) > MOST_BYTES:
        raise PictureRefused(too_large())
    picture = _look_at(data)
    try:
        with transaction.atomic():
            return _keep(story, data, picture, declared, by=by, now=now)
    except NotStored as refused:
        raise PictureRefused(refused.message) from refused


def too_large() -> str:
    """Say that a file is too large, in the reader's digits."""
    most = figure(MOST_MEGABYTES, get_language() or "en")
    return _("The picture is larger than %(most)s megabytes.") % {"most": most}


def consent_stands(story: Story, now: datetime) -> bool:
    """Say whether the person agrees now to anything; else nobody works at the pictures."""
    return state_of(newest_consent(story.testimony), dhaka_day(now)) in STANDS


def bytes_of(picture: StoryPicture, size: PictureSize) -> bytes | None:
    """Give a copy that is just as it was approved; None when it is erased, damaged or another."""
    file, digest = picture.copy(size)
    try:
        data = b"".join(open_range(file, 0, file.size))
    except Damaged:
        logger.exception("the %s copy of picture %s cannot be read", size, picture.pk)
        return None
    if hashlib.sha256(data).hexdigest() != digest:
        logger.error("the %s copy of picture %s is not the one that was drawn", size, picture.pk)
        return None
    return data


def remove_picture(picture: StoryPicture, *, now: datetime) -> None:
    """Erase a picture with its copies. Pages that show it must be approved anew."""
    with transaction.atomic():
        for file in (picture.original, picture.small, picture.large):
            erase(file, now=now)


def _demand_consent(story: Story, declared: Declared, now: datetime) -> None:
    """Refuse at once what the gate would refuse later: then it is not even kept."""
    consent = newest_consent(story.testimony)
    if consent is None or not consent_stands(story, now):
        raise PictureRefused(_("No consent stands. Ask the person first."))
    level = level_of_picture(
        declared.shows, tells=bool(declared.tells), looked_for=declared.looked_for
    )
    if shows_more(level, consent.identity_level):
        agreed = {"agreed": consent.get_identity_level_display()}
        raise PictureRefused(
            _("The picture shows more than the person agreed to, which is: “%(agreed)s”.") % agreed
        )


def _look_at(data: bytes) -> Picture:
    try:
        picture = read_picture(data, *COPIES.values())
    except CannotLook as busy:
        raise PictureRefused(
            _("The server is too busy for pictures. Try again in a minute.")
        ) from busy
    if picture is None:
        raise PictureRefused(
            _("This is no picture that can be read, or it is cut off. Bring a JPEG, PNG or WebP.")
        )
    return picture


def _keep(
    story: Story, data: bytes, picture: Picture, declared: Declared, *, by: User, now: datetime
) -> StoryPicture:
    def kept(purpose: Purpose, content: bytes, content_type: str) -> PrivateFile:
        stream = io.BytesIO(content)
        return store(
            story.testimony, stream, purpose=purpose, content_type=content_type, by=by, now=now
        )

    small, large = picture.copies
    return StoryPicture.objects.create(
        story=story,
        shows=declared.shows,
        tells=sorted(declared.tells),
        looked_for=declared.looked_for,
        original=kept(Purpose.PICTURE, data, CAME_AS[picture.kind]),
        small=kept(Purpose.PICTURE_SHOWN, small.data, CONTENT_TYPE),
        large=kept(Purpose.PICTURE_SHOWN, large.data, CONTENT_TYPE),
        small_sha256=_digest(small),
        large_sha256=_digest(large),
        width=small.width,
        height=small.height,
        brought_by=by,
        brought_at=now,
    )


def _digest(copy: Copy) -> str:
    return hashlib.sha256(copy.data).hexdigest()
