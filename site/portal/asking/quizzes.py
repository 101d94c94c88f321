"""The public quiz: what was answered, what is right, and the counts. No gain comes from it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from events.models import ANSWERS, Question
from foundation.moments import dhaka_day
from portal.asking.anonymous_posts.spending import spend
from portal.asking.anonymous_posts.tokens import Token
from portal.asking.models import QuizAnswersOfADay
from portal.pages.models import QuizPage
from portal.pages.public import for_the_public


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a quiz in the reader's language; ``chosen`` is a letter, or nothing."""

    number: int
    question: Question
    text: str
    answers: dict[str, str]
    why: str
    read_on: Any
    chosen: str = ""

    @property
    def is_right(self) -> bool:
        return self.chosen == self.question.right

    @property
    def right_words(self) -> str:
        return self.answers[self.question.right]

    @property
    def chosen_words(self) -> str:
        return self.answers.get(self.chosen, "")


def questions_of(
    page: QuizPage, language: str, given: Mapping[str, str] | None = None
) -> list[Asked]:
    """Give the questions of a page, with what was answered (``q1=b``)."""
    blocks = list(page.questions)
    bank = Question.objects.in_bulk({int(block.value["question"]) for block in blocks})
    further = _readable([block.value["read_on"] for block in blocks], language)
    asked = []
    for number, block in enumerate(blocks, 1):
        question = bank[int(block.value["question"])]
        words = question.answers(language)
        answers = dict(zip(ANSWERS, words, strict=False))
        chosen = (given or {}).get(f"q{number}", "")
        read_on = block.value["read_on"]
        asked.append(
            Asked(
                number=number,
                question=question,
                text=question.text_bn if language == "bn" else question.text_en,
                answers=answers,
                why=block.value["why"],
                read_on=further.get(read_on.translation_key) if read_on else None,
                chosen=chosen if chosen in answers else "",
            )
        )
    return asked


def count_answers(asked: Sequence[Asked], token: Token, *, now: datetime.datetime) -> None:
    """Count each answer for itself: which ones came together is kept nowhere."""
    with transaction.atomic():
        if not spend(token):
            return
        # In one order, so that two at once do not wait for each other.
        for one in sorted(asked, key=lambda asked: asked.question.pk):
            if one.chosen:
                QuizAnswersOfADay.objects.add_one(
                    day=dhaka_day(now), question=one.question, answer=one.chosen
                )


def _readable(pages: list[Any], language: str) -> dict[Any, Any]:
    """Find in the reader's language what explains an answer, as far as it is public."""
    keys = [page.translation_key for page in pages if page]
    if not keys:
        return {}
    public = for_the_public(Page.objects.all(), now=timezone.now())
    found = public.filter(translation_key__in=keys, locale__language_code=language)
    return {page.translation_key: page for page in found}
