"""Removing videos with all that was made of them; harmless however often it runs."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from crm_videos.models import Caption, PrivateFile, Rendition, StoryVideo, Testimony
from crm_videos.private.erasing import erase

REMOVED = gettext_noop("The video was removed.")


def remove_video(video: StoryVideo, *, now: datetime.datetime) -> None:
    """Erase its files and captions; what is still being made is not kept.

    Pages that show it must be approved anew.
    """
    with transaction.atomic():
        # A worker that is about to keep a file waits here, and then finds it is not wanted.
        Testimony.objects.select_for_update().get(pk=video.story.testimony_id)
        StoryVideo.objects.here().filter(pk=video.pk).update(removed_at=now)
        made = Rendition.objects.filter(video=video)
        made.filter(state=Rendition.State.WAITING).update(
            state=Rendition.State.FAILED, words=REMOVED, lease_until=None
        )
        Caption.objects.filter(video=video).delete()
        for file in PrivateFile.objects.filter(rendition__video=video):
            erase(file, now=now)
    video.refresh_from_db()


def remove_videos_of(
    testimony: Any, *, ordered_until: datetime.datetime, now: datetime.datetime
) -> int:
    """Remove what was asked for while a consent stood that has ended; give how many went."""
    own = StoryVideo.objects.here().filter(story__testimony=testimony)
    videos = own.filter(ordered_at__lte=ordered_until).select_related("story")
    for video in videos:
        remove_video(video, now=now)
    return len(videos)
