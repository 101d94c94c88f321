"""The recordings of one testimony, for a list: what they are, never what is told in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from crm_videos.models import Recording, Testimony
from foundation.bangla import in_digits_of


@dataclass(frozen=True, slots=True)
class Listed:
    """One recording; ``file`` leads to the view that asks for a reason, where it has one."""

    recording: Recording
    lasts: str
    file: UUID | None
    erased: bool


def recordings_of(testimony: Testimony) -> Iterator[Listed]:
    """Give them in the order in which they came, with those whose file was erased."""
    rows = Recording.objects.filter(testimony=testimony).select_related("file", "brought_by")
    for one in rows:
        yield Listed(
            one,
            _minutes_in_words(one.duration_ms),
            one.file_id,
            bool(one.file.erased_at if one.file else testimony.erased_at),
        )


def _minutes_in_words(milliseconds: int | None) -> str:
    """Write how long it lasts, as a player does; what is written lasts no time."""
    if milliseconds is None:
        return ""
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    return in_digits_of(f"{minutes}:{seconds:02}", get_language() or "en")
