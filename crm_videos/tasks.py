"""The scheduler's ways in. No arguments: what is to be done lies on the disk or in the database."""

import logging

from celery import shared_task
from django.utils import timezone

from crm_videos import clearing, overdue, taking_down, withdrawing
from crm_videos.crm_app import keeping
from crm_videos.erasing import carrying_out, reapplying
from crm_videos.erasing.tombstones import NotOurs
from crm_videos.private import erasing
from crm_videos.publishing import carrying_out as publishing
from crm_videos.recordings import settling, uploading
from crm_videos.videos import making

logger = logging.getLogger(__name__)


@shared_task
def sweep_private_files() -> None:
    """Unlink the private files that were erased or that no row names, and what was left behind."""
    now = timezone.now()
    keeping.sweep_packages(now)
    uploading.sweep_uploads(now)
    erasing.sweep_private_files(now)


@shared_task
def settle_uploads() -> None:
    """Look at the recordings that have arrived whole, and take or refuse them."""
    settling.settle_what_arrived(timezone.now())


@shared_task
def see_to_withdrawals() -> None:
    """Open the cases of consents that ran out, and go on with all that is still somewhere."""
    now = timezone.now()
    withdrawing.open_cases_of_ended_consents(now)
    clearing.clear_what_is_left(now)
    taking_down.take_down_what_is_due(now)
    overdue.tell_of_overdue(now)


@shared_task
def bring_videos_to_platforms() -> None:
    """Go on with every video that is to be sent, made public, looked at or taken down."""
    publishing.carry_out_what_is_due(timezone.now)


@shared_task
def erase_people() -> None:
    """Erase whom two people decided about, and again whom a backup brought back."""
    try:
        reapplying.take_up_again()
    except NotOurs:
        # Told by the check as well; whoever was decided about here is not kept waiting.
        logger.exception("The list of the erased was changed")
    carrying_out.sweep_erasures(timezone.now())


@shared_task
def make_videos() -> None:
    """Make the files of videos that wait; what it does not get to waits for the next time."""
    making.make_what_waits(timezone.now)
