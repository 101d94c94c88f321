"""The scheduler's ways in. No arguments: what is to be done stands in the database."""

from celery import shared_task
from django.utils import timezone

from media_ingest.polling import poll_what_is_due
from media_ingest.probing import probe_what_is_due


@shared_task
def poll_due_accounts() -> None:
    """Poll every account whose time has come."""
    poll_what_is_due(timezone.now)


@shared_task
def probe_due_metrics() -> None:
    """Ask for each known metric alone, where that was not done this week."""
    probe_what_is_due(timezone.now)
