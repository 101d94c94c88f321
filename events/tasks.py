"""The scheduler's ways in. No arguments: what is to be done lies on the disk."""

from celery import shared_task
from django.utils import timezone

from events import photo_sweep


@shared_task
def sweep_photos() -> None:
    """Delete the files of photos that nobody needs any more."""
    photo_sweep.sweep_photos(timezone.now())
