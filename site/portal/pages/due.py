"""Publishing what has reached its time, one by one: a page that may not go live stops no other."""

import datetime
import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision

REFUSED = "pages.publish.refused"

logger = logging.getLogger(__name__)


def publish_due(now: datetime.datetime) -> None:
    """Publish every revision whose time has come; take the date off what is refused."""
    due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    for revision in due:
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
        except ValidationError as refused:
            _set_aside(revision, refused)


def _set_aside(revision: Revision, refused: ValidationError) -> None:
    """Leave what is public as it was, and say in the page's history why nothing changed."""
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    page = revision.content_object
    log(page, REFUSED, revision=revision, data={"reasons": refused.messages})
    logger.warning("Not published at its time: %s %s", type(page).__name__, page.pk)
