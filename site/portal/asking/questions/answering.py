"""The only writers of what staff do with a question: read, take in work, answer, refer."""

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from foundation.moments import dhaka_day
from portal.asking.models import AskedQuestion, QuestionStep
from portal.asking.questions.erasing import erase_on
from portal.asking.words import State, Step, Target


class AnswerRefused(ValueError):
    """This cannot be done with the question; the message says why, and nothing has happened."""


def open_question(question: AskedQuestion, *, by: User, now: datetime.datetime) -> dict[str, str]:
    """Give the words of a question and its answer; who read them when is kept."""
    QuestionStep.objects.create(question=question, step=Step.OPENED, at=now, by=by)
    told, answer = question.told.open(), question.answer.open()
    return {
        "words": told.get("words", ""),
        "phone": told.get("phone", ""),
        "answer": answer.get("words", ""),
    }


def take_in_work(question: AskedQuestion, *, by: User, now: datetime.datetime) -> None:
    """Say that somebody works on a question. Raises :class:`AnswerRefused`."""
    with transaction.atomic():
        row = _hold(question, now)
        if row.state != State.NEW:
            raise AnswerRefused(_("Somebody else has taken this question meanwhile."))
        row.state = State.IN_WORK
        _keep(row, Step.TAKEN, by=by, now=now)


def answer_question(
    question: AskedQuestion,
    words: str,
    *,
    by: User,
    now: datetime.datetime,
    target: Target | None = None,
) -> None:
    """Answer a question, or refer it to ``target``; an answer may be bettered until its date.

    Who wants to be called needs no written answer. Raises :class:`AnswerRefused`.
    """
    with transaction.atomic():
        row = _hold(question, now)
        if not words and not row.wants_call:
            raise AnswerRefused(_("Write the answer: the person reads it with the code."))
        if target == Target.OTHER and not words:
            raise AnswerRefused(_("Name the place in the answer."))
        today = dhaka_day(now)
        if row.is_waiting:
            # The first answer ends the wait; bettering it does not begin the date anew.
            row.answered_on, row.days_waited = today, (today - row.asked_on).days
        row.state = State.REFERRED if target else State.ANSWERED
        row.referred_to = target or ""
        row.answer = {"words": words}
        row.erase_on = erase_on(row.asked_on, row.answered_on)
        _keep(row, Step.REFERRED if target else Step.ANSWERED, by=by, now=now)


def _hold(question: AskedQuestion, now: datetime.datetime) -> AskedQuestion:
    kept = AskedQuestion.objects.kept(dhaka_day(now)).select_for_update(of=("self",))
    row = kept.filter(pk=question.pk).first()
    if row is None:
        raise AnswerRefused(_("This question is erased: its date has come, or it was taken back."))
    return row


def _keep(row: AskedQuestion, step: Step, *, by: User, now: datetime.datetime) -> None:
    row.save()
    QuestionStep.objects.create(question=row, step=step, at=now, by=by)
