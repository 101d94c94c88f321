"""What the person who asks can do: ask, look for the answer, take the question back."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from campaigns.models import Place
from foundation.moments import dhaka_day
from portal.asking.anonymous_posts.spending import spend
from portal.asking.anonymous_posts.tokens import Token
from portal.asking.models import AskedQuestion
from portal.asking.questions.codes import DIGITS, as_typed, code_of, digest_of, digests_of
from portal.asking.questions.erasing import AT_MOST, erase
from portal.asking.words import State, Step


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form says, checked; ``phone`` only of who wants to be called."""

    words: str
    language: str
    district: Place | None = None
    phone: str = ""


def ask(asked: Asked, token: Token, *, now: datetime.datetime) -> str:
    """Keep a question and give the code of its answer; a form that comes again, the same code."""
    code, today = code_of(token), dhaka_day(now)
    with transaction.atomic():
        if spend(token):
            AskedQuestion.objects.create(
                language=asked.language,
                asked_on=today,
                district=asked.district,
                told={"words": asked.words, "phone": asked.phone},
                wants_call=bool(asked.phone),
                digest=digest_of(code),
                erase_on=today + AT_MOST,
            )
    return code


def find(typed: str, *, now: datetime.datetime) -> AskedQuestion | None:
    """Give the question with a code, if its date has not come."""
    code = as_typed(typed)
    if len(code) != DIGITS:
        return None
    kept = AskedQuestion.objects.kept(dhaka_day(now))
    return kept.filter(digest__in=digests_of(code)).first()


def take_back(question: AskedQuestion, *, now: datetime.datetime) -> None:
    """Erase a question at once, as who has its code wishes."""
    state = State.TAKEN_BACK if question.is_waiting else State(question.state)
    erase(question, Step.TAKEN_BACK, state, now=now)
