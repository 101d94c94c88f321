"""Closing a month, by two people and in order; from then on its figures never move."""

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Min, Q

from campaigns.books import hold_books, last_day, next_month
from campaigns.facts import NO_READING, Cell, Fact, Source
from campaigns.ledger import post_stated
from campaigns.models import Current, Definition, Month, Roll, Term
from campaigns.models.entries import Authority, Role
from campaigns.terms import asked_in, current_terms


class ClosingRefused(ValueError):
    """The month cannot be closed; the message says why, in plain words."""


def oldest_open_month() -> datetime.date | None:
    """Give the month that closes next; none while the books are empty."""
    last = Month.objects.last_closed()
    if last is not None:
        return next_month(last)
    return Roll.objects.aggregate(first=Min("month"))["first"]


def begin_closing(month: datetime.date, *, by: User, today: datetime.date) -> Month:
    """Mark a month as closing; the figures still move. Months close in order.

    Raises :class:`ClosingRefused` for a month that is not over, is closed, or
    has an older one open before it.
    """
    month = month.replace(day=1)
    with transaction.atomic():
        hold_books(alone=True)
        _refuse_out_of_order(month)
        if last_day(month) >= today:
            message = f"{month:%Y-%m} is not over yet"
            raise ClosingRefused(message)
        row, _ = Month.objects.get_or_create(start=month)
        row.state, row.closed_by = Month.State.CLOSING, by
        row.save()
    return row


def _refuse_out_of_order(month: datetime.date) -> None:
    expected = oldest_open_month()
    if expected is None:
        message = "the books are empty: there is nothing to close"
        raise ClosingRefused(message)
    if month < expected:
        message = f"{month:%Y-%m} is closed already"
        raise ClosingRefused(message)
    if month > expected:
        message = f"{expected:%Y-%m} is still open: months close in order"
        raise ClosingRefused(message)


def approve_closing(month: datetime.date, *, by: User, now: datetime.datetime) -> Month:
    """Close a month for good: a second person agrees, and gaps are written down as unknown.

    Raises :class:`ClosingRefused` when nobody began the closing, the same
    person would do both, or figures of an older month came in between.
    """
    month = month.replace(day=1)
    with transaction.atomic():
        hold_books(alone=True)
        row = Month.objects.filter(start=month).first()
        if row is None or row.state != Month.State.CLOSING:
            message = f"{month:%Y-%m} is not being closed: somebody has to begin it first"
            raise ClosingRefused(message)
        if row.closed_by_id == by.pk:
            message = "two people close a month: the one who began it may not approve it"
            raise ClosingRefused(message)
        _refuse_out_of_order(month)
        post_stated(_gaps(month, by=by, now=now), now=now)
        row.state, row.approved_by, row.closed_at = Month.State.CLOSED, by, now
        row.save()
    return row


def _gaps(month: datetime.date, *, by: User, now: datetime.datetime) -> list[Fact]:
    """Return "unknown" for every term of a headline that was asked and said nothing.

    An entry that is missing cannot be seen in a sum; one that says "unknown" can.
    """
    spoken_for = Q(key__month=month, key__role=Role.MONTH) | (
        # An opening, or a printed cumulative that was not itemised, holds the month already.
        ~Q(key__role=Role.MONTH)
        & Q(key__period_start__lte=last_day(month), key__period_end__gte=month)
    )
    answered = set(
        Current.objects.filter(spoken_for, version__gte=1).values_list(
            "key__channel", "key__indicator"
        )
    )
    source = Source(
        authority=Authority.PLATFORM,
        ref=f"closing:{month:%Y-%m}",
        observed_at=now,
        actor=f"user:{by.pk}",
    )
    return [
        Fact(cell=cell, source=source, value=None, reason=NO_READING)
        for term in current_terms()
        if asked_in(term, month) and (term.channel_id, term.indicator_id) not in answered
        if (cell := _cell(term, month)) is not None
    ]


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
