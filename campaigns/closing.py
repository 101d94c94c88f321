"""Closing a month, by two people and in order; from then on its figures never move.

What stands against it is found by :mod:`campaigns.month_checks`. Red stops a closing whichever
way it comes. Amber asks for words: on the screens (:func:`begin_explained_closing`) nothing is
closed over that nobody explained; the command takes what it is told and writes ``no-reading``.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from campaigns.books import hold_books, last_day
from campaigns.gap_reasons import GAP_REASONS
from campaigns.gaps import write_down_gaps
from campaigns.models import Month, MonthExplanation
from campaigns.month_checks import Check, checks_of
from campaigns.open_months import month_code, oldest_open_month
from foundation.moments import dhaka_day

__all__ = [
    "BEGUN", "CLOSED", "TAKEN_BACK", "ClosingRefused", "Explained", "approve_closing",
    "begin_closing", "begin_explained_closing", "oldest_open_month", "take_closing_back",
]  # fmt: skip

# As Wagtail's log has them.
BEGUN, CLOSED, TAKEN_BACK = (
    "campaigns.month_begun", "campaigns.month_closed", "campaigns.month_taken_back",
)  # fmt: skip


class ClosingRefused(ValueError):
    """The month cannot be closed; the message says why, in the reader's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """Why a month may be closed over one amber check.

    ``about`` is the check's slug, ``reason`` a code of ``GAP_REASONS`` where a figure is missing.
    """

    about: str
    words: str
    reason: str = ""


def begin_closing(month: datetime.date, *, by: User, today: datetime.date) -> Month:
    """Mark a month as closing; the figures still move. Months close in order.

    Raises :class:`ClosingRefused` for a month that is not over, is closed, has
    an older one open before it, or has a red check.
    """
    with transaction.atomic():
        return _begin(month.replace(day=1), by=by, today=today)[0]


def begin_explained_closing(
    month: datetime.date, explained: Collection[Explained], *, by: User, now: datetime.datetime
) -> Month:
    """Mark a month as closing, with the words of whoever does it for all that is amber.

    They stand in place of what was said at an earlier try. Raises :class:`ClosingRefused` as
    :func:`begin_closing` does, and when one of the amber checks is not explained.
    """
    month = month.replace(day=1)
    with transaction.atomic():
        hold_books(alone=True)
        if Month.objects.filter(start=month, state=Month.State.CLOSING).exists():
            raise ClosingRefused(_("somebody is closing it already"))
        row, checks = _begin(month, by=by, today=dhaka_day(now))
        said = {one.about: one for one in explained if _is_said(one)}
        _refuse_unexplained(checks, said)
        _remember(row, [check for check in checks if check.is_amber], said, by=by, now=now)
    return row


def approve_closing(
    month: datetime.date, *, by: User, now: datetime.datetime, only_explained: bool = False
) -> Month:
    """Close a month for good: a second person agrees, and gaps are written down as unknown.

    Raises :class:`ClosingRefused` when nobody began the closing, the same
    person would do both, figures of an older month came in between, a check is
    red by now, or, with ``only_explained``, an amber one came up that nobody explained.
    """
    month = month.replace(day=1)
    with transaction.atomic():
        row = _hold(month)
        if row.closed_by_id == by.pk:
            raise ClosingRefused(
                _("two people close a month: the one who began it may not approve it")
            )
        _refuse_out_of_order(month)
        checks = checks_of(month, today=dhaka_day(now))
        _refuse_red(month, checks)
        explained: dict[str, MonthExplanation] = {one.about: one for one in row.explanations.all()}
        if only_explained:
            _refuse_unexplained(checks, explained)
        write_down_gaps(month, explained, by=by, now=now)
        row.state, row.approved_by, row.closed_at = Month.State.CLOSED, by, now
        row.save()
        log(instance=row, action=CLOSED, user=by)
    return row


def take_closing_back(month: datetime.date, *, by: User, reason: str) -> Month:
    """Open a month again that was being closed; what was explained is kept for the next try.

    Raises :class:`ClosingRefused` when it is not being closed, or without a reason.
    """
    with transaction.atomic():
        row = _hold(month.replace(day=1))
        if not reason.strip():
            raise ClosingRefused(_("say why the closing is taken back"))
        row.state, row.closed_by = Month.State.OPEN, None
        row.save()
        log(instance=row, action=TAKEN_BACK, user=by, data={"reason": reason.strip()})
    return row


def _begin(month: datetime.date, *, by: User, today: datetime.date) -> tuple[Month, list[Check]]:
    hold_books(alone=True)
    _refuse_out_of_order(month)
    if last_day(month) >= today:
        raise ClosingRefused(_("%(month)s is not over yet") % {"month": month_code(month)})
    checks = checks_of(month, today=today)
    _refuse_red(month, checks)
    row, _made = Month.objects.get_or_create(start=month)
    row.state, row.closed_by = Month.State.CLOSING, by
    row.save()
    log(instance=row, action=BEGUN, user=by)
    return row, checks


def _hold(month: datetime.date) -> Month:
    """Keep everybody else from closing or posting, and give the month that is being closed."""
    hold_books(alone=True)
    row = Month.objects.filter(start=month).first()
    if row is None or row.state != Month.State.CLOSING:
        raise ClosingRefused(
            _("%(month)s is not being closed: somebody has to begin it first")
            % {"month": month_code(month)}
        )
    return row


def _refuse_out_of_order(month: datetime.date) -> None:
    expected = oldest_open_month()
    if expected is None:
        raise ClosingRefused(_("the books are empty: there is nothing to close"))
    if month < expected:
        raise ClosingRefused(_("%(month)s is closed already") % {"month": month_code(month)})
    if month > expected:
        raise ClosingRefused(
            _("%(month)s is still open: months close in order") % {"month": month_code(expected)}
        )


def _refuse_red(month: datetime.date, checks: list[Check]) -> None:
    if red := [str(check) for check in checks if check.is_red]:
        raise ClosingRefused(
            _("%(month)s cannot be closed. %(why)s")
            % {"month": month_code(month), "why": " ".join(red)}
        )


def _remember(
    row: Month,
    amber: list[Check],
    said: dict[str, Explained],
    *,
    by: User,
    now: datetime.datetime,
) -> None:
    """Write down what each check found and what is said to it, in place of an earlier try's."""
    row.explanations.all().delete()
    MonthExplanation.objects.bulk_create(
        MonthExplanation(
            month=row,
            about=check.slug,
            reason=said[check.slug].reason,
            words=said[check.slug].words.strip(),
            found=str(check),
            by=by,
            at=now,
        )
        for check in amber
    )


def _is_said(one: Explained) -> bool:
    return bool(one.words.strip()) and (not one.reason or one.reason in GAP_REASONS)


def _refuse_unexplained(
    checks: list[Check], said: "dict[str, Explained] | dict[str, MonthExplanation]"
) -> None:
    """Refuse what is amber and has no words, or of a gap no reason."""
    wanting = [
        check.label
        for check in checks
        if check.is_amber
        and (check.slug not in said or (check.is_gap and not said[check.slug].reason))
    ]
    if wanting:
        raise ClosingRefused(
            _("nobody has explained yet: %(which)s") % {"which": "; ".join(wanting)}
        )
