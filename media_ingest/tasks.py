"""The scheduler's way in. No arguments: what is to be done stands in the database."""

from celery import shared_task
from django.utils import timezone

from media_ingest.polling import poll_what_is_due
from media_ingest.retention import keep_the_terms


@shared_task
def poll_due_accounts() -> None:
    """Poll every account whose time has come."""
    poll_what_is_due(timezone.now)


@shared_task
def keep_to_the_terms() -> None:
    """Delete what the platforms' terms let nobody keep; once a day, harmless more often."""
    keep_the_terms(timezone.now())
