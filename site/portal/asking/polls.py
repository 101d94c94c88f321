"""Polls: choosing, and what all have chosen, hidden while it is of a handful."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Sum

from foundation.moments import dhaka_day
from portal.asking.anonymous_posts.spending import spend
from portal.asking.anonymous_posts.tokens import Token
from portal.asking.models import Poll, VotesOfADay

# Fewer are not shown: a neighbour would know who they are.
LEAST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """One choice with its share in whole percent."""

    words: str
    percent: int


@dataclass(frozen=True, slots=True)
class Result:
    """What was chosen by ``count``; no bars while they are too few to be shown."""

    count: int | None
    bars: tuple[Bar, ...] = ()


def vote(poll: Poll, choice: str, token: Token, *, now: datetime.datetime) -> None:
    """Count one choice of an open poll; the same form counts once."""
    with transaction.atomic():
        if poll.active and choice in poll.choices("en") and spend(token):
            VotesOfADay.objects.add_one(day=dhaka_day(now), poll=poll, choice=choice)


def result_of(poll: Poll, language: str) -> Result:
    """Add the days up."""
    sums = VotesOfADay.objects.filter(poll=poll).values_list("choice").annotate(all=Sum("count"))
    by_choice = dict(sums.order_by("choice"))
    count = sum(by_choice.values())
    if count < LEAST_SHOWN:
        return Result(None)
    words = poll.choices(language)
    return Result(
        count,
        tuple(
            Bar(text, round(100 * by_choice.get(letter, 0) / count))
            for letter, text in words.items()
        ),
    )
