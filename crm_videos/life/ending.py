"""Moments of what ended: copies made and gone, withdrawals, the asking to be erased."""

import datetime
from collections.abc import Iterator

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext as _

from crm_videos.life.moment import Moment
from crm_videos.models import Copy, Decision, Erasure, Testimony, Withdrawal


def copies(testimony: Testimony, reader: User, now: datetime.datetime) -> Iterator[Moment]:
    """Give where stories went and when it was gone from there; one query."""
    if not reader.has_perm("crm_videos.view_copy"):
        return
    rows = Copy.objects.filter(story__testimony=testimony)
    for row in rows.select_related("story__testimony", "made_by", "gone_by"):
        yield Moment(row.made_at, _("Copy registered"), _name(row.made_by), str(row))
        if row.gone_at:
            more = f"{row}: {row.get_proof_display()}"
            yield Moment(row.gone_at, _("Copy gone"), _name(row.gone_by), more)


def withdrawals(testimony: Testimony, reader: User, now: datetime.datetime) -> Iterator[Moment]:
    """Give the cases of consents that ended; one query."""
    if not reader.has_perm("crm_videos.view_withdrawal"):
        return
    rows = Withdrawal.objects.filter(testimony=testimony).select_related("opened_by")
    for row in rows.defer("details"):
        case = reverse("consents:case", args=[row.pk])
        why = str(row.get_why_display())
        what = _("Copies asked back") if row.is_narrowing else _("Withdrawal begun")
        yield Moment(row.opened_at, what, _name(row.opened_by), why, case)
        if row.cleared_at:
            yield Moment(row.cleared_at, _("Removed from this site"), url=case)


def erasures(testimony: Testimony, reader: User, now: datetime.datetime) -> Iterator[Moment]:
    """Give who asked for the person to be erased, and what was decided; one query."""
    if not reader.has_perm("crm_videos.view_erasure"):
        return
    rows = Erasure.objects.filter(testimony=testimony).select_related("asked_by", "decided_by")
    for row in rows:
        asked = _("Somebody asked for the person to be erased")
        yield Moment(row.asked_at, asked, _name(row.asked_by))
        if row.decided_at:
            decided = str(Decision(row.decision).label)
            yield Moment(row.decided_at, decided, _name(row.decided_by))
        if row.done_at:
            yield Moment(row.done_at, _("The person was erased"))


def _name(person: User | None) -> str:
    return person.get_username() if person else ""
