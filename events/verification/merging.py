"""Making two events one, and two again: said by a person, with all that each was before.

The event that goes is set aside, its figures leave the ledger in the same
transaction, and it keeps everything that was said of it: what its phone sends
again or edits later reaches it there, and does not bring it back. Undoing puts
back what the merge has changed, and nothing that somebody changed since.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from campaigns.books import hold_books
from events.flags import cannot_be_counted
from events.models import (
    AMONG_FIELDS,
    ATTENDANCE_FIELDS,
    Event,
    EventPair,
    Merge,
    Sameness,
    Standing,
)
from events.recording import save_event

# Taken over as a whole: how the people were counted goes with the figures, and so does what
# was counted of them besides, at a quiz or a fair.
FIGURES = (*ATTENDANCE_FIELDS, *AMONG_FIELDS, "headcount", "details")
LONGEST_REASON = 200


class MergeRefused(ValueError):
    """The two cannot be made one, or not two again; the message says why, in words."""


@dataclass(frozen=True, slots=True)
class Undone:
    """A merge that was undone; whether figures that were taken over went back is said apart."""

    merge: Merge
    # None when none were taken.
    figures_went_back: bool | None


def merge_events(
    kept: Event,
    merged: Event,
    *,
    by: User,
    now: datetime,
    take_figures: bool = False,
    reason: str = "",
) -> Merge:
    """Let one event stay and set the other aside as the same; its figures may be taken over.

    Raises :class:`MergeRefused`, ``ValidationError`` and ``LedgerRefused``; then
    nothing has happened.
    """
    with transaction.atomic():
        kept, merged = _hold(kept, merged)
        if Standing.SET_ASIDE in {kept.standing, merged.standing}:
            raise MergeRefused(_("One of the two is set aside already."))
        merge = Merge(
            kept=kept,
            merged=merged,
            reason=reason,
            at=now,
            by=by,
            merged_standing=merged.standing,
            merged_version=merged.version,
            kept_version_before=kept.version,
        )
        merged.standing = Standing.SET_ASIDE
        merged.set_aside_reason = _reason_to_store(kept)
        save_event(merged, by=by, now=now)
        if take_figures:
            merge.figures_before = _figures(kept)
            taken = _figures(merged)
            # Of an event that says nothing besides, nothing besides is taken.
            taken["details"] = taken["details"] or kept.details
            _put_figures(kept, taken)
            merge.figures_after = _figures(kept)
            save_event(kept, by=by, now=now)
        merge.kept_version_after = kept.version
        merge.save()
        _decide(kept, merged, Sameness.MERGED, by=by, now=now)
        _log_both(merge, "events.merged", by=by)
    return merge


def undo_merge(merge: Merge, *, by: User, now: datetime) -> Undone:
    """Make them two events again, each counted as before.

    An edit that came for the set-aside event meanwhile is in it, and counts now. Of
    the event that stayed, only figures that the merge took over go back, and only
    if nobody has changed one of them since: what is newer stays.

    Raises :class:`MergeRefused`, ``ValidationError`` and ``LedgerRefused``; then
    nothing has happened.
    """
    with transaction.atomic():
        kept, merged = _hold(merge.kept, merge.merged)
        merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
        if merge.undone_at is not None:
            raise MergeRefused(_("Somebody has undone this already."))
        if is_itself_merged(kept):
            raise MergeRefused(
                _("The event that stayed was itself merged into another. Undo that first.")
            )
        merge.undone_at, merge.undone_by = now, by
        merge.save(update_fields=["undone_at", "undone_by"])
        merged.standing = _standing_again(merged, merge)
        merged.set_aside_reason = ""
        save_event(merged, by=by, now=now)
        went_back = _put_figures_back(kept, merge, by=by, now=now)
        _decide(kept, merged, None, by=by, now=now)
        _log_both(merge, "events.unmerged", by=by)
    return Undone(merge, went_back)


def find_merges(one: Event, other: Event) -> list[Merge]:
    """Give all merges of these two, the newest first; undone ones too."""
    both = [one.pk, other.pk]
    merges = Merge.objects.filter(kept__in=both, merged__in=both)
    return list(merges.select_related("kept", "merged", "by", "undone_by"))


def is_itself_merged(event: Event) -> bool:
    """Tell whether an event was merged into another, and that stands."""
    return Merge.objects.standing().filter(merged=event).exists()


def with_merges(events: Iterable[Event]) -> None:
    """Fetch what :func:`told_as_same` needs of many events at once."""
    aside = [event for event in events if event.standing == Standing.SET_ASIDE]
    prefetch_related_objects(
        aside, "merged_into__kept__kind__channel", "merged_into__kept__place"
    )  # fmt: skip


def told_as_same(event: Event) -> str:
    """Say, in the reader's language, of which event a set-aside one is a second record, if any."""
    for merge in event.merged_into.all():
        if merge.undone_at is None:
            said = _same_as(merge.kept)
            return f"{said} {merge.reason}".strip()
    return ""


def _hold(one: Event, other: Event) -> tuple[Event, Event]:
    """Lock both rows, in one order whoever asks, and read them anew."""
    if one.pk == other.pk:
        raise MergeRefused(_("These are one event already."))
    rows = Event.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk, other.pk])
    found = {event.pk: event for event in rows.order_by("pk")}
    # Two postings in one transaction could each wait for what the other kind holds.
    hold_books(alone=True)
    return found[one.pk], found[other.pk]


def _same_as(kept: Event) -> str:
    return _("This is the same event as “%(event)s”, which is here already.") % {"event": kept}


def _reason_to_store(kept: Event) -> str:
    return Truncator(_same_as(kept)).chars(LONGEST_REASON)


def _figures(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in FIGURES}


def _put_figures(event: Event, figures: dict[str, Any]) -> None:
    for name, figure in figures.items():
        setattr(event, name, figure)


def _standing_again(event: Event, merge: Merge) -> str:
    """Give the standing it had; what was changed since may ask for another."""
    if event.question:
        return Standing.QUESTIONED
    is_as_it_was = event.version == merge.merged_version
    if is_as_it_was and merge.merged_standing == Standing.COUNTED:
        return Standing.COUNTED
    return Standing.QUESTIONED if cannot_be_counted(event.flags) else Standing.COUNTED


def _put_figures_back(kept: Event, merge: Merge, *, by: User, now: datetime) -> bool | None:
    if merge.figures_before is None:
        return None
    figures = _figures(kept)
    if any(figures[name] != figure for name, figure in (merge.figures_after or {}).items()):
        return False
    is_as_merged = kept.version == merge.kept_version_after
    _put_figures(kept, merge.figures_before)
    # The very content of before is the version of before, so a phone that knows it may edit it.
    version = merge.kept_version_before if is_as_merged else None
    save_event(kept, by=by, now=now, version=version)
    return True


def _decide(
    one: Event, other: Event, decision: Sameness | None, *, by: User, now: datetime
) -> None:
    """Write the decision on the pair, if the finder has one; after an undo it waits again."""
    first, second = sorted([one.pk, other.pk])
    EventPair.objects.filter(first=first, second=second).update(
        decision=decision or "",
        decision_reason="",
        decided_at=now if decision else None,
        decided_by=by if decision else None,
    )


def _log_both(merge: Merge, action: str, *, by: User) -> None:
    for event in (merge.kept, merge.merged):
        data = {
            "kept": merge.kept.contributor,
            "merged": merge.merged.contributor,
            "reason": merge.reason,
        }
        log(event, action, user=by, data=data)
