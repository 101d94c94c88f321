"""Entering in the register where a story went. One that is not allowed any more must go at once."""

import datetime
from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction

from crm_videos.models import Copy, Story, Testimony
from crm_videos.withdrawing import case_against, demand


@transaction.atomic
def register_copy(
    story: Story,
    *,
    kind: str,
    by: User | None,
    now: datetime.datetime,
    language: str = "",
    where: str = "",
    ref: str = "",
    details: Mapping[str, str] | None = None,
) -> Copy:
    """Enter one copy. The same ``ref`` again is the same copy, until that one is gone."""
    # One at a time with withdrawals: a copy is in the case, or it opens a task by itself.
    Testimony.objects.select_for_update().get(pk=story.testimony_id)
    known = Copy.objects.standing().filter(kind=kind, ref=ref).first() if ref else None
    if known:
        return known
    copy = Copy.objects.create(
        story=story,
        kind=kind,
        language=language,
        where=where,
        ref=ref,
        details=dict(details or {}),
        made_at=now,
        made_by=by,
    )
    if case := case_against(copy, now):
        demand(case, copy, now)
    return copy
