"""The video of a demo story, by the way that every video goes: taken, made, seen, captioned."""

import datetime
import io
import logging

from django.contrib.auth.models import User

from crm_videos.models import Purpose, Story, StoryVideo
from crm_videos.private.storing import NotStored, write_down
from crm_videos.recordings.looking import CannotLook, look_at
from crm_videos.recordings.taking import take_recording
from crm_videos.videos.approved import is_ready
from crm_videos.videos.captions import save_captions
from crm_videos.videos.making import make_what_waits
from crm_videos.videos.ordering import order_video
from crm_videos.videos.watching import Said, declare, page_given
from crm_videos.words import Chapter, Hiding, Medium, VoiceAs
from portal.demo.drawn_film import SECONDS, drawn_film

logger = logging.getLogger(__name__)
LOOKED_FOR = datetime.timedelta(seconds=SECONDS * 2)


def make_video(
    story: Story,
    said: dict[str, list[tuple[int, int, str]]],
    people: dict[str, User],
    now: datetime.datetime,
) -> StoryVideo | None:
    """Make the video of a story; None on a machine that cannot, whose demo has one thing less."""
    try:
        file = write_down(
            story.testimony, io.BytesIO(drawn_film()), purpose=Purpose.RECORDING,
            content_type="video/mp4", by=people["field"], now=now,
        )  # fmt: skip
        seen = look_at(file)
    except (CannotLook, NotStored):
        logger.warning("the demo's film cannot be looked at here: its story has none")
        return None
    file.save(force_insert=True)
    recording = take_recording(
        story.testimony, chapter=Chapter.EXPERIENCE, medium=Medium.VIDEO, file=file, seen=seen,
        by=people["field"], now=now,
    )  # fmt: skip
    video = order_video(
        story, recording, hiding=Hiding.NOTHING, voice=VoiceAs.LOWER, by=people["editor"], now=now
    )
    make_what_waits(lambda: now)
    video = StoryVideo.objects.get(pk=video.pk)
    if not is_ready(video):
        logger.warning("the demo's film cannot be made here: its story has none")
        return None
    for language, cues in said.items():
        save_captions(video, language, cues, by=people["editor"], now=now)
    # As on the page that was opened before all of it was played.
    given = page_given(video, to=people["approver"], now=now - LOOKED_FOR)
    drawn = Said(shows="nobody", tells=frozenset(), whole=True, played_ms=SECONDS * 1000)
    declare(video, drawn, given, by=people["approver"], now=now)
    return video
