"""Gaps: what a headline asked of a month and nobody said anything about."""

import datetime
from collections.abc import Iterable, Mapping

from django.contrib.auth.models import User
from django.db.models import Q

from campaigns.books import last_day
from campaigns.facts import NO_READING, Cell, Fact, Source
from campaigns.gap_reasons import GAP_REASONS
from campaigns.ledger import post_stated
from campaigns.models import Current, Definition, Entry, MonthExplanation, Note, Term
from campaigns.models.entries import Authority, Role, State
from campaigns.terms import asked_in, current_terms

GAP = "gap"
Pair = tuple[str, str]


def gap_slug(term: Term) -> str:
    """Name the gap of a term: what an explanation is about."""
    return f"{GAP}:{term.channel_id}:{term.indicator_id}"


def name_of(term: Term) -> str:
    """Name what a term asks for, in the reader's language."""
    return f"{term.channel} · {term.indicator}"


def names_of_gaps(slugs: Iterable[str]) -> dict[str, str]:
    """Name those of :func:`gap_slug` among the slugs; what is no term any more is left out."""
    wanted = {slug for slug in slugs if slug.startswith(f"{GAP}:")}
    terms = Term.objects.select_related("channel", "indicator") if wanted else []
    return {slug: name_of(term) for term in terms if (slug := gap_slug(term)) in wanted}


def asked_terms(month: datetime.date) -> list[Term]:
    """Give the terms of all headlines that ask for a figure of the month."""
    return [term for term in current_terms() if asked_in(term, month)]


def answers_to(terms: list[Term], month: datetime.date) -> dict[Pair, list[Current]]:
    """Give what is said of the month, by channel and indicator; void is no answer.

    An opening, or a printed cumulative that was not itemised, holds the month already.
    """
    of_month = Q(key__month=month, key__role=Role.MONTH) | (
        ~Q(key__role=Role.MONTH)
        & Q(key__period_start__lte=last_day(month), key__period_end__gte=month)
    )
    found: dict[Pair, list[Current]] = {}
    asked = {term.indicator_id for term in terms}
    rows = Current.objects.filter(of_month, version__gte=1, key__indicator__in=asked)
    for row in rows.exclude(state=State.VOID).select_related("key"):
        found.setdefault((row.key.channel_id, row.key.indicator_id), []).append(row)
    return found


def unanswered(month: datetime.date) -> list[Term]:
    """Give the terms that were asked and of which nothing is known, not even why."""
    asked = asked_terms(month)
    answered = answers_to(asked, month)
    return [term for term in asked if (term.channel_id, term.indicator_id) not in answered]


def write_down_gaps(
    month: datetime.date,
    explained: Mapping[str, MonthExplanation],
    *,
    by: User,
    now: datetime.datetime,
) -> None:
    """Post "unknown" for every gap, with the reason that somebody gave, and their words beside it.

    ``explained`` is by :func:`gap_slug`. An entry that is missing cannot be seen in a sum; one
    that says "unknown" can. Where nobody said why, the reason is ``no-reading``.
    """
    source = Source(
        authority=Authority.PLATFORM,
        ref=f"closing:{month:%Y-%m}",
        observed_at=now,
        actor=f"user:{by.pk}",
    )
    gaps = {
        cell: explained.get(gap_slug(term))
        for term in unanswered(month)
        if (cell := _cell(term, month)) is not None
    }
    post_stated(
        [
            Fact(cell=cell, source=source, value=None, reason=why.reason if why else NO_READING)
            for cell, why in gaps.items()
        ],
        now=now,
    )
    words = {cell.digest(""): why.words for cell, why in gaps.items() if why}
    written = Entry.objects.filter(
        key__digest__in=list(words), source_ref=source.ref, posted_at=now, reason__in=GAP_REASONS
    )
    for entry in written.select_related("key"):
        Note.objects.create(entry=entry, text=words[entry.key.digest])


def _cell(term: Term, month: datetime.date) -> Cell | None:
    """Return the month's cell of a term, if one definition held on all days that were asked."""
    start = max(month, term.channel.active_from or month)
    end = min(last_day(month), term.channel.active_to or datetime.date.max)
    definition = Definition.objects.filter(indicator=term.indicator_id).valid_on(end).first()
    if definition is None or not definition.covers(start, end):
        return None
    return Cell(
        indicator=term.indicator_id,
        channel=term.channel_id,
        definition=definition.slug,
        period_start=start,
        period_end=end,
        zone="Asia/Dhaka",
    )
