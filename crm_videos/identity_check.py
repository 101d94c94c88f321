"""The one place where a story's words are looked through for what names somebody.

The look itself is a part of its own that knows no story; whoever has it gives it
to :func:`look_with`. Approving asks here (:mod:`crm_videos.approving`); nothing
else does. Without a look, people alone look.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from crm_videos.models import Story


class Look(Protocol):
    """Finds what would let a stranger know who is meant; gives sentences for the approver."""

    def __call__(
        self, texts: Mapping[str, str], *, level: str, language: str, person: Mapping[str, Any]
    ) -> Sequence[str]: ...


_look: Look | None = None


def look_with(look: Look | None) -> None:
    """Use this look from now on; ``None`` for none."""
    global _look
    _look = look


def what_names_somebody(story: Story, texts: Mapping[str, str], language: str) -> Sequence[str]:
    """Look through the texts of a story; the person's own names are opened for it alone."""
    if _look is None:
        return ()
    person = story.testimony.person.open()
    return _look(texts, level=story.identity_level, language=language, person=person)
