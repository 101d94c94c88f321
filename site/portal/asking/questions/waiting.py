"""How long people wait for an answer, as it was measured, never as it was promised."""

import datetime
import math
from dataclasses import dataclass

from portal.asking.models import AskedQuestion

# Of erased questions the month alone is known, so the span is in whole months.
MONTHS_LOOKED_AT = 4
# Of fewer nothing is said.
LEAST = 5
OVERDUE_AFTER = datetime.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Waited:
    """Of ``answered`` questions half were answered within ``half`` days, nine of ten in ``most``.

    ``half`` and ``most`` are unknown where too few were answered.
    """

    answered: int
    half: int | None
    most: int | None
    waiting: int
    longest: int | None


def days_waited(today: datetime.date) -> Waited:
    """Measure the answers of the last months, and what waits now."""
    since = today.replace(day=1)
    for _month in range(MONTHS_LOOKED_AT - 1):
        since = (since - datetime.timedelta(days=1)).replace(day=1)
    answered = AskedQuestion.objects.filter(asked_on__gte=since, days_waited__isnull=False)
    days = sorted(one for one in answered.values_list("days_waited", flat=True) if one is not None)
    told = len(days) >= LEAST
    waiting = AskedQuestion.objects.kept(today).waiting().values_list("asked_on", flat=True)
    asked = list(waiting)
    return Waited(
        answered=len(days),
        half=_within(days, 0.5) if told else None,
        most=_within(days, 0.9) if told else None,
        waiting=len(asked),
        longest=(today - min(asked)).days if asked else None,
    )


def is_overdue(question: AskedQuestion, today: datetime.date) -> bool:
    """Say whether a question has waited longer than it should."""
    return question.is_waiting and today - question.asked_on > OVERDUE_AFTER


def _within(days: list[int], share: float) -> int:
    """Give the least number of days, one or more, within which a share of the waits was over."""
    return max(1, days[math.ceil(share * len(days)) - 1])
