"""Recordings and videos of a story, without a page that brings them."""

import io
from typing import Any

from crm_videos.models import Purpose, Recording, StoryVideo
from crm_videos.private.storing import store
from crm_videos.videos.ordering import order_video
from tests.crm_videos.conftest import NOW


def record(testimony, by, data: bytes = b"no film", **more: Any) -> Recording:
    """Keep a recording as if it had been looked at: a film of three seconds, if nothing else."""
    kinds = {"purpose": Purpose.RECORDING, "content_type": more.pop("content_type", "video/mp4")}
    file = store(testimony, io.BytesIO(data), by=by, now=NOW, **kinds)
    given = {
        "chapter": "experience", "medium": "video", "duration_ms": 3000, "width": 640,
        "height": 360, "brought_by": by, "brought_at": NOW, **more,
    }  # fmt: skip
    return Recording.objects.create(testimony=testimony, file=file, **given)


def order(story, recording: Recording, by, now=NOW, **more: Any) -> StoryVideo:
    """Ask for a video of it."""
    wanted = {"hiding": "nothing", "voice": "as-it-is", **more}
    return order_video(story, recording, by=by, now=now, **wanted)
