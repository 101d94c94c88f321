"""What came for a month after it was closed, and what of older months is booked in one.

Each restatement is told with old, new, reason, who by role, and when (DESIGN.md, law 7). What
many records added late is told as sums, by indicator, channel and month.
"""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from campaigns.gap_reasons import gap_in_words
from campaigns.models import Channel, Entry, Indicator, Note
from campaigns.models.entries import State
from campaigns.totals import restated, restated_in
from campaigns.words import count, month_named
from foundation.shown_moments import show_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class LateFigure:
    """One line, in the reader's words and digits; ``key`` opens its entry, if it is one."""

    what: str
    of: str
    booked: str
    old: str
    new: str
    reason: str
    who: str
    when: str
    entry: int | None = None


def restatements_of(month: datetime.date, *, notes: bool) -> list[LateFigure]:
    """Tell what was stated about a month after it was closed, oldest first.

    With ``notes`` the words that colleagues wrote beside an entry stand in its reason.
    """
    return _lines(list(restated(month).order_by("pk")), notes=notes)


def booked_late_in(month: datetime.date, *, notes: bool) -> list[LateFigure]:
    """Tell what of older months is booked in a month: what was stated, then sums of records."""
    stated = list(restated_in(month).order_by("pk"))
    return [*_lines(stated, notes=notes), *_sums_of_records(month)]


def _lines(entries: list[Entry], *, notes: bool) -> list[LateFigure]:
    indicators = Indicator.objects.in_bulk()
    words = Note.objects.in_bulk([entry.pk for entry in entries]) if notes else {}
    return [
        LateFigure(
            what=f"{entry.key.channel} · {indicators[entry.key.indicator_id]}",
            of=month_named(entry.key.month),
            booked=month_named(entry.booked_month),
            old=_said(entry.old_state, entry.old_value),  # type: ignore[attr-defined]
            new=_said(entry.state, entry.value),
            reason="; ".join(filter(None, (gap_in_words(entry.reason), _text(words, entry)))),
            # By role: a platform, or a person. Who that was stands in the ledger.
            who=f"{entry.get_authority_display()} · {entry.source_ref}",
            when=show_moment(entry.posted_at),
            entry=entry.pk,
        )
        for entry in entries
    ]


def _text(words: Mapping[int, Note], entry: Entry) -> str:
    return words[entry.pk].text if entry.pk in words else ""


def _said(state: str | None, value: int | None) -> str:
    if state is None:
        return _("nothing")
    return str(State(state).label) if value is None else count(value)


def _sums_of_records(month: datetime.date) -> list[LateFigure]:
    before = Entry.objects.filter(key=OuterRef("key"), version=OuterRef("version") - 1)
    late = Entry.objects.filter(booked_month=month, key__month__lt=month).exclude(
        key__contributor=""
    )
    rows = late.annotate(old=Subquery(before.values("value")[:1])).values_list(
        "key__channel", "key__indicator", "key__month", "value", "old"
    )
    sums: Counter[tuple[str, str, datetime.date]] = Counter()
    for channel, indicator, of, new, old in rows.iterator():
        sums[channel, indicator, of] += (new or 0) - (old or 0)
    channels, indicators = Channel.objects.in_bulk(), Indicator.objects.in_bulk()
    return [
        LateFigure(
            what=f"{channels[channel]} · {indicators[indicator]}",
            of=month_named(of),
            booked=month_named(month),
            old="",
            new=f"{'+' if added > 0 else ''}{count(added)}",
            reason="",
            who=_("Records that came late"),
            when="",
        )
        for (channel, indicator, of), added in sorted(sums.items(), key=lambda one: one[0][::-1])
        if added
    ]
