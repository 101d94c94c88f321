"""A picture as the template of a story prints it: its addresses, its size, its words."""

from dataclasses import dataclass
from typing import Any, Self

from django.urls import reverse

from crm_videos.models import PictureSize


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """One picture on a page. Numbers are text: a page would put a comma into a thousand."""

    small: str
    large: str
    width: str
    height: str
    is_tall: bool
    alt: str
    caption: str

    @classmethod
    def for_readers(cls, placed: Any) -> Self:
        """Give the public addresses, which ask the gate at each request."""
        return cls._of(placed, "story_picture", placed.page_id)

    @classmethod
    def for_the_office(cls, placed: Any) -> Self:
        """Give the addresses for those who work at the story: the public ones show no draft."""
        return cls._of(placed, "story_pictures:copy", placed.picture.story_id)

    @classmethod
    def _of(cls, placed: Any, view: str, of: int) -> Self:
        picture = placed.picture
        small, large = (
            reverse(view, args=[of, picture.pk, size])
            for size in (PictureSize.SMALL, PictureSize.LARGE)
        )
        return cls(
            *(small, large, str(picture.width), str(picture.height)),
            is_tall=picture.height > picture.width,
            alt=placed.alt,
            caption=placed.caption,
        )
