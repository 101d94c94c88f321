"""Wagtail's ``publish_scheduled``, which first sets aside the stories that may not be shown.

Publishing one of them is refused, and that would end the command before it came to
the pages after it.
"""

import logging
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.management.commands import publish_scheduled
from wagtail.models import Revision

from portal.pages.models import StoryPage
from portal.pages.story_content import verdict_of

logger = logging.getLogger(__name__)


class Command(publish_scheduled.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        """Set aside, then publish and expire the rest."""
        if not options.get("dryrun"):
            set_refused_stories_aside()
        super().handle(*args, **options)


def set_refused_stories_aside() -> None:
    """Take the date from every due revision of a story that the gate does not show."""
    now = timezone.now()
    due = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(StoryPage), approved_go_live_at__lt=now
    )
    for revision in due:
        if not verdict_of(revision.as_object(), now=now).is_open:
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
            logger.warning("story page %s was due and may not be shown", revision.object_id)
