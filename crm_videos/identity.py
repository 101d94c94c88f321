"""How much of a person a story may show. The person chooses it; the strictest is the safest."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IdentityLevel(models.TextChoices):
    """What stands in the consent, from the most that is shown to the least."""

    OPEN = "open", _("Open: the full name and the face")
    FIRST_NAME = "first-name", _("First name and face, no family name")
    PSEUDONYM = "pseudonym", _("Another name; the face may be seen")
    FACE_HIDDEN = "face-hidden", _("Another name, and the face is never seen")
    VOICE_CHANGED = "voice-changed", _("Another name, no face, and the voice is changed")
    TEXT_ONLY = "text-only", _("Another name, in writing only: no picture and no voice")


_FROM_MOST_TO_LEAST = tuple(IdentityLevel)


def shows_more(level: str, than: str) -> bool:
    """Say whether ``level`` shows more of a person than the level ``than``."""
    return _place(level) < _place(than)


def _place(level: str) -> int:
    return _FROM_MOST_TO_LEAST.index(IdentityLevel(level))
