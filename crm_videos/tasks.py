"""The scheduler's ways in. No arguments: what is to be done lies on the disk or in the database."""

from celery import shared_task
from django.utils import timezone

from crm_videos.private import erasing


@shared_task
def sweep_private_files() -> None:
    """Unlink the private files that were erased, and those that no row names."""
    erasing.sweep_private_files(timezone.now())
