"""What everybody may see. Whatever lists pages for the public selects them here."""

import datetime
from typing import Any

from wagtail.models import Page

from portal.pages.models import StoryPage


def for_the_public(pages: Any, *, now: datetime.datetime) -> Any:
    """Keep the live pages; of stories only those that the gate shows at this moment."""
    if issubclass(pages.model, StoryPage):
        return pages.showable(now)
    live = pages.live().public()
    if pages.model is not Page:
        return live
    stories = StoryPage.objects.all()
    return live.exclude(pk__in=stories.live().exclude(pk__in=stories.showable(now)).values("pk"))
