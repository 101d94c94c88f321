"""How much of a person a story may show. The person chooses it; the strictest is the safest."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from crm_videos.words import Hiding, PictureShows, VoiceAs


class IdentityLevel(models.TextChoices):
    """What stands in the consent, from the most that is shown to the least."""

    OPEN = "open", _("Open: the full name and the face")
    FIRST_NAME = "first-name", _("First name and face, no family name")
    PSEUDONYM = "pseudonym", _("Another name; the face may be seen")
    FACE_HIDDEN = "face-hidden", _("Another name, and the face is never seen")
    VOICE_CHANGED = "voice-changed", _("Another name, no face, and the voice is changed")
    TEXT_ONLY = "text-only", _("Another name, in writing only: no picture and no voice")


_FROM_MOST_TO_LEAST = tuple(IdentityLevel)
# Who agreed to writing only agreed to no picture, not even one with nobody in it.
_LEVEL_OF_PICTURE = {
    PictureShows.FACE: IdentityLevel.PSEUDONYM,
    PictureShows.FACE_HIDDEN: IdentityLevel.FACE_HIDDEN,
    PictureShows.BEHIND: IdentityLevel.VOICE_CHANGED,
    PictureShows.NOBODY: IdentityLevel.VOICE_CHANGED,
}


def shows_more(level: str, than: str) -> bool:
    """Say whether ``level`` shows more of a person than the level ``than``."""
    return _place(level) < _place(than)


def level_of_picture(shows: str, *, tells: bool, looked_for: bool) -> IdentityLevel:
    """Say how much a picture shows. What nobody declared shows most, and so does what tells."""
    if tells or not looked_for or shows not in _LEVEL_OF_PICTURE:
        return IdentityLevel.OPEN
    return _LEVEL_OF_PICTURE[PictureShows(shows)]


def level_of_video(
    shows: str, *, tells: bool, watched: bool, hiding: str, voice: str
) -> IdentityLevel:
    """Say how much a video shows: the picture or the voice, whichever shows more.

    What nobody looked at shows all. A sound counts as a picture with nobody in it.
    """
    if hiding == Hiding.NO_PICTURE:
        shows = PictureShows.NOBODY
    picture = level_of_picture(shows, tells=tells, looked_for=watched)
    heard = IdentityLevel.FACE_HIDDEN if voice == VoiceAs.AS_IT_IS else IdentityLevel.VOICE_CHANGED
    return min(picture, heard, key=_place)


def _place(level: str) -> int:
    return _FROM_MOST_TO_LEAST.index(IdentityLevel(level))
