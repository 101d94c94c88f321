"""Erasing questions at their date. What stays tells of nobody: month, language, state, days.

A date that has come counts at once, everywhere (``AskedQuestionQuerySet.kept``); the daily
task only makes it true of the bytes.
"""

import datetime

from django.db import transaction

from foundation.moments import dhaka_day
from portal.asking.anonymous_posts import allowance, spending
from portal.asking.models import AskedQuestion, QuestionStep
from portal.asking.words import State, Step

# After the answer the person has this long to read it; nothing stays longer than the second.
AFTER_ANSWER = datetime.timedelta(days=30)
AT_MOST = datetime.timedelta(days=90)


def erase_on(asked_on: datetime.date, answered_on: datetime.date | None) -> datetime.date:
    """Give the day on which a question is erased."""
    last = asked_on + AT_MOST
    return min(last, answered_on + AFTER_ANSWER) if answered_on else last


def erase_old_questions(now: datetime.datetime) -> int:
    """Erase each question whose date has come; give how many there were."""
    erased = 0
    for question in AskedQuestion.objects.past(dhaka_day(now)).iterator():
        state = State.LAPSED if question.is_waiting else State(question.state)
        erased += erase(question, Step.ERASED, state, now=now)
    return erased


def erase(question: AskedQuestion, step: Step, state: State, *, now: datetime.datetime) -> bool:
    """Empty one question; False where somebody was quicker."""
    with transaction.atomic():
        row = AskedQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
        if row.erased_on is not None:
            return False
        row.told, row.answer, row.digest = {}, {}, ""
        row.district, row.referred_to, row.wants_call = None, "", False
        row.asked_on, row.answered_on = row.asked_on.replace(day=1), None
        row.state, row.erased_on = state, dhaka_day(now)
        row.save()
        QuestionStep.objects.create(question=row, step=step, at=now)
    return True


def forget_what_is_past(now: datetime.datetime) -> None:
    """Keep all of this app's dates: of questions, of tokens, of allowances."""
    erase_old_questions(now)
    spending.forget(now)
    allowance.forget(now)
