"""Moments of a testimony's private files, and who asked for them; for those who may know."""

import datetime
from collections.abc import Iterator

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from wagtail.permissions import policy_registry

from crm_videos.life.moment import Moment
from crm_videos.models import AccessEntry, PrivateFile, Testimony
from crm_videos.private.opening import PERMISSION

# The newest; the access log itself has all.
MOST_ENTRIES = 100


def files(testimony: Testimony, reader: User, now: datetime.datetime) -> Iterator[Moment]:
    """Give what was stored and erased; one query."""
    if not reader.has_perm(PERMISSION):
        return
    rows = PrivateFile.objects.filter(testimony=testimony).select_related("created_by")
    for row in rows.defer("seal"):
        purpose = str(row.get_purpose_display())
        yield Moment(
            row.stored_at, _("Private file stored"), row.created_by.get_username(), purpose
        )
        if row.erased_at:
            yield Moment(row.erased_at, _("Private file erased"), more=purpose)


def accesses(testimony: Testimony, reader: User, now: datetime.datetime) -> Iterator[Moment]:
    """Give who asked for a file; one query."""
    if not policy_registry.get_by_type(AccessEntry).user_has_permission(reader, "view"):
        return
    for row in AccessEntry.objects.filter(testimony=testimony)[:MOST_ENTRIES]:
        told = [str(row.get_outcome_display())]
        if row.reason:
            told.append(str(row.get_reason_display()))
        yield Moment(row.at, _("Private file asked for"), row.username, "; ".join(told))
