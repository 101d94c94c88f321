"""The site's own pages in the register of copies: entered when they become public."""

import datetime
from typing import Any

from crm_videos.copies.registering import register_copy
from crm_videos.models import Copy
from crm_videos.words import CopyKind


def registered_copy(page: Any) -> Copy | None:
    """Give the entry of a page that stands, by which saved pages are known to phones."""
    return Copy.objects.standing().filter(kind=CopyKind.PAGE, ref=str(page.pk)).first()


def register_page(page: Any, now: datetime.datetime) -> None:
    """Enter a page that is public, unless it is entered already."""
    if registered_copy(page) is None:
        language = page.locale.language_code
        # By its number: an address can hold a name.
        register_copy(
            page.story, kind=CopyKind.PAGE, language=language, ref=str(page.pk), by=None, now=now
        )
