"""What the page of a month shows of its checks and of what was said to them."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from campaigns.gap_reasons import gap_in_words
from campaigns.gaps import names_of_gaps
from campaigns.models import Month, MonthExplanation
from campaigns.month_checks import Check
from campaigns.open_months import first_month
from foundation.shown_moments import show_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationShown:
    """What somebody said to a check, who, and when."""

    found: str
    reason: str
    words: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckShown:
    """One check with its link for this reader, its fields or what was said to it."""

    check: Check
    url: str
    fields: list[Any]
    said: ExplanationShown | None
    unexplained: bool


def shown(
    check: Check,
    reader: User,
    *,
    said: Mapping[str, MonthExplanation],
    form: Any,
    month: Month,
) -> CheckShown:
    """Show a check; ``form`` is None for whoever has nothing to explain now."""
    mend = check.mend
    words = said.get(check.slug) if month.state == Month.State.CLOSING else None
    return CheckShown(
        check=check,
        url=reverse(mend.url_name, args=mend.args)
        if mend and reader.has_perm(mend.permission)
        else "",
        fields=list(form.fields_of(check)) if form else [],
        said=_shown(words) if words and check.is_amber else None,
        unexplained=check.is_amber and (words is None or (check.is_gap and not words.reason)),
    )


def explanations_shown(said: Iterable[MonthExplanation]) -> list[ExplanationShown]:
    """Show over what a month was closed: gaps by their names, the rest as the closer read it."""
    every = list(said)
    names = names_of_gaps(one.about for one in every)
    return [_shown(one, names.get(one.about, one.found)) for one in every]


def _shown(one: MonthExplanation, found: str = "") -> ExplanationShown:
    return ExplanationShown(
        found=found,
        reason=gap_in_words(one.reason) if one.reason else "",
        words=one.words,
        by=one.by.get_username(),
        at=show_moment(one.at),
    )


def is_of_the_books(start: datetime.date, *, today: datetime.date) -> bool:
    """Whether a month without a row is one that is open: not before the books, not to come."""
    first, last = first_month(), Month.objects.last_closed()
    if first is None or start.day != 1 or (last is not None and start <= last):
        return False
    return first <= start <= today
