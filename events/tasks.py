"""The scheduler's ways in. No arguments: what is to be done lies on the disk or in the database."""

from celery import shared_task
from django.utils import timezone

from events.outcomes.erasing import erase_old_words
from events.photos import sweep as photo_sweep
from events.verification.same_events import AT_A_TIME, find_same_events

# Of one tick: an import of thousands is compared within minutes, and holds no worker.
MOST_LOOKS = 10


@shared_task
def sweep_photos() -> None:
    """Delete the files of photos that nobody needs any more."""
    photo_sweep.sweep_photos(timezone.now())


@shared_task
def look_for_same_events() -> None:
    """Compare what was saved since the last look with its neighbours."""
    for _look in range(MOST_LOOKS):
        if find_same_events(now=timezone.now()) < AT_A_TIME:
            return


@shared_task
def erase_words_of_outcomes() -> None:
    """Erase the words of outcome claims that were decided long enough ago."""
    erase_old_words(timezone.now())
