"""Asking the gate about a publishing: for exactly the content that was ordered."""

import datetime

from crm_videos.models import Publishing
from crm_videos.publishing.ports import Asked, judge


class Shut(Exception):
    """The gate is shut, or what it is asked about is no longer what was ordered."""


def demand_open(publishing: Publishing, now: datetime.datetime) -> None:
    """Ask again, of rows. Raises :class:`Shut`."""
    judged = judge(question(publishing), now)
    if judged.against or judged.digest != publishing.digest:
        raise Shut


def question(publishing: Publishing) -> Asked:
    """Put a publishing as a question."""
    return Asked(
        story=publishing.video.story,
        language=publishing.language,
        channel=publishing.platform,
        video=publishing.video,
        texts={"title": publishing.title, "description": publishing.description},
    )
