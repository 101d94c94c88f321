"""Making the files of videos: what waits in the work table, one after the other.

A child decodes and encodes (:mod:`.child_at_work`); what it made is stored and the order ended
in one transaction, in which the consent is asked once more. So a worker may die anywhere:
then the order waits for the next, and nothing half-made has a row.
"""

import datetime
import hashlib
import io
import logging
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from crm_videos.models import Purpose, Rendition, StoryVideo, Testimony
from crm_videos.private.frames import Damaged
from crm_videos.private.reading import lend
from crm_videos.private.storing import ERASED, NotStored, store
from crm_videos.videos import work_table
from crm_videos.videos.child_at_work import CannotMake, Made, NeverMade, make
from crm_videos.videos.ordering import consent_stands
from crm_videos.words import RenditionKind

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime.datetime]
# A task is ended after 20 minutes: what is claimed within the first two has time for its child.
CLAIMS_FOR = datetime.timedelta(minutes=2)
PATIENCE_SECONDS = 17 * 60
CONTENT_TYPES = {RenditionKind.POSTER: "image/webp", RenditionKind.SOUND: "audio/mp4"}
FILM = "video/mp4"
ENDED = gettext_noop("The consent does not stand any more, or the recording or video is gone.")
DAMAGED = gettext_noop("The recording is damaged.")
IN_VAIN = {
    "no-sound": gettext_noop("The recording has no sound."),
    "no-picture": gettext_noop("The recording has no picture that can be read."),
    "unreadable": gettext_noop("The recording cannot be read there. Choose another part of it."),
}


def make_what_waits(clock: Clock) -> int:
    """Make the files whose time has come; give how many were begun."""
    began, begun = clock(), 0
    work_table.bury(began)
    while clock() - began < CLAIMS_FOR and (order := work_table.claim_next(clock())):
        _make(order, clock)
        begun += 1
    return begun


def _make(order: Rendition, clock: Clock) -> None:
    def noted(thousandths: int) -> None:
        now = clock()
        work_table.note(order, thousandths, now)
        if not _is_wanted(order.video_id, now):
            raise NeverMade(ENDED)

    try:
        if not _is_wanted(order.video_id, clock()):
            raise NeverMade(ENDED)
        recording = order.video.recording.file
        assert recording is not None  # noqa: S101 - no video is ordered of what was written
        with lend(recording) as loan:
            made = make(loan, asked_of(order), patience_seconds=PATIENCE_SECONDS, progress=noted)
        _keep(order, made, clock())
    except work_table.Lost:
        return
    except NeverMade as never:
        work_table.end_in_vain(order, IN_VAIN.get(str(never), str(never)))
    except Damaged:
        logger.exception("rendition %s: the recording cannot be read", order.pk)
        work_table.end_in_vain(order, DAMAGED)
    except CannotMake:
        logger.warning("rendition %s broke off at attempt %s", order.pk, order.attempts)
        work_table.give_back(order, clock())


def asked_of(order: Rendition) -> dict[str, Any]:
    """Say to the child what is to be made."""
    video = order.video
    return {
        "kind": order.kind,
        "starts_ms": video.starts_ms,
        "ends_ms": video.ends_ms or video.recording.duration_ms,
        "hiding": video.hiding,
        "regions": video.regions,
        "voice": video.voice,
    }


def _is_wanted(video: Any, now: datetime.datetime) -> bool:
    """Say whether it may be made now: asked anew each time, for people change their minds."""
    found = StoryVideo.objects.here().filter(pk=video, recording__file__erased_at=None)
    one = found.select_related("story__testimony").first()
    return one is not None and consent_stands(one.story.testimony, now)


def _keep(order: Rendition, made: Made, now: datetime.datetime) -> None:
    try:
        with transaction.atomic():
            # Withdrawing, erasing and removing lock it too: none slips in between.
            testimony = Testimony.objects.select_for_update().get(pk=order.video.story.testimony_id)
            if not work_table.held(order).select_for_update().exists():
                raise work_table.Lost
            if not _is_wanted(order.video_id, now):
                raise NeverMade(ENDED)
            file = store(
                testimony,
                io.BytesIO(made.data),
                purpose=Purpose.VIDEO_SHOWN,
                content_type=CONTENT_TYPES.get(RenditionKind(order.kind), FILM),
                by=order.video.ordered_by,
                now=now,
            )
            work_table.held(order).update(
                state=work_table.State.DONE,
                file=file,
                sha256=hashlib.sha256(made.data).hexdigest(),
                width=made.width,
                height=made.height,
                duration_ms=made.duration_ms,
                progress=1000,
                words="",
                lease_until=None,
            )
    except NotStored as refused:
        if refused.code == ERASED:
            raise NeverMade(ENDED) from refused
        raise CannotMake from refused
