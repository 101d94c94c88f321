"""The site's own pages in the register of copies: entered when they become public."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from crm_videos.copies.proving import prove_gone
from crm_videos.copies.registering import register_copy
from crm_videos.gate import Verdict
from crm_videos.models import Copy, Publishing
from crm_videos.models.copies import PLATFORMS
from crm_videos.words import CopyKind, Proof
from portal.pages.story_content import verdict_of


def registered_copy(page: Any) -> Copy | None:
    """Give the entry of a page that stands, by which saved pages are known to phones."""
    return Copy.objects.standing().filter(kind=CopyKind.PAGE, ref=str(page.pk)).first()


def _entries(page: Any) -> "QuerySet[Copy]":
    """Select the entries of a page, gone or not."""
    return Copy.objects.filter(kind=CopyKind.PAGE, ref=str(page.pk))


def was_public(page: Any) -> bool:
    """Say whether the public ever read this very page: then it was entered.

    Wagtail's own date says less: a copy of a page brings it along.
    """
    return _entries(page).exists()


def is_gone(page: Any, found: Verdict) -> bool:
    """Say whether the public read a page that the person has taken back since.

    Of what was never public nobody is told that there is such a story.
    """
    if not (found.is_gone or found.is_not_agreed_to):
        return False
    if not was_public(page):
        return False
    # What staff changed may be shut in the same words; a person who allows less asks for every
    # entry, and of what was published anew since there is one that nobody has asked for.
    return found.is_gone or not _entries(page).filter(takedowns=None).exists()


def register_page(page: Any, now: datetime.datetime) -> None:
    """Enter a page that is public, unless it is entered already."""
    if registered_copy(page) is None:
        _enter(page, now)


def register_anew(page: Any, now: datetime.datetime) -> None:
    """Enter a page that was just published; what had to go is replaced by it.

    Phones know it by the new number, and delete what they saved under the old one.
    """
    old = registered_copy(page)
    if old and old.takedowns.exists() and verdict_of(page, now=now).is_open:
        prove_gone(old, proof=Proof.TAKEN_DOWN, now=now)
    register_page(page, now)


def _enter(page: Any, now: datetime.datetime) -> None:
    language = page.locale.language_code
    # By its number: an address can hold a name.
    register_copy(
        page.story, kind=CopyKind.PAGE, language=language, ref=str(page.pk), by=None, now=now
    )


def copies_for_readers(page: Any) -> list[Copy]:
    """Read at once the entries of which a page tells: its own, and those on platforms."""
    own = Q(kind=CopyKind.PAGE, ref=str(page.pk))
    # What was sent and is not public yet, or not any more, nobody is led to.
    public = Q(publishing=None) | Q(publishing__state=Publishing.State.PUBLIC)
    there = Q(story=page.story_id, kind__in=PLATFORMS) & public
    return list(Copy.objects.standing().filter(own | there).order_by("made_at"))


def copy_id(page: Any, copies: Iterable[Copy]) -> str:
    """Give the number by which phones know a saved page, and delete it when it is withdrawn."""
    own = (copy for copy in copies if (copy.kind, copy.ref) == (CopyKind.PAGE, str(page.pk)))
    return next((str(copy.pk) for copy in own), "")
