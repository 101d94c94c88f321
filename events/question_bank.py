"""The only writer of quiz questions: offered words stay, other words are another question."""

from datetime import datetime

from django.db import transaction

from events.models import WORDING, Question


def keep_question(question: Question, *, now: datetime) -> Question:
    """Store a question as it was filled in, and give the row that holds these words now.

    One that was offered keeps its words: with others it is a new question, and the old
    one, which names of hands in past quizzes lead to, is no longer offered.
    """
    with transaction.atomic():
        before = Question.objects.select_for_update().filter(pk=question.pk).first()
        if before is None or before.offered_at is None or not _reworded(question, before):
            question.offered_at = before.offered_at if before else None
            if question.active and question.offered_at is None:
                question.offered_at = now
            question.save()
            return question
        before.active = False
        before.save(update_fields=["active"])
        words = {name: getattr(question, name) for name in (*WORDING, "topic", "active")}
        offered_at = now if question.active else None
        return Question.objects.create(**words, offered_at=offered_at, replaces=before)


def _reworded(question: Question, before: Question) -> bool:
    return any(getattr(question, name) != getattr(before, name) for name in WORDING)
