"""The question bank: what pupils are asked at a quiz, and what is right.

A question that was offered is never reworded: hands that were raised for the old
words would be counted for the new ones, and a phone without a network asks the
old words for days. Other words are another question, which names the one it replaces.
"""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

ANSWERS = ("a", "b", "c", "d")
# The wording: fixed once it was offered.
WORDING = (
    *("text_en", "text_bn"),
    *(f"answer_{letter}_{language}" for letter in ANSWERS for language in ("en", "bn")),
    "right",
)


class Topic(models.TextChoices):
    BEFORE_LEAVING = "before-leaving", _("Before leaving: papers, training, health")
    MIDDLEMEN = "middlemen", _("Middlemen and costs")
    WORK_ABROAD = "work-abroad", _("Work and rights abroad")
    DANGERS = "dangers", _("Dangers of irregular migration and trafficking")
    MONEY = "money", _("Money sent home")
    RETURN = "return", _("Coming back, and where to find help")


class Answer(models.TextChoices):
    A = "a", _("the first")
    B = "b", _("the second")
    C = "c", _("the third")
    D = "d", _("the fourth")


class QuestionQuerySet(models.QuerySet["Question"]):
    def offered(self) -> Self:
        """Keep what may be asked at a quiz now."""
        return self.filter(active=True)


def _answer(language: str, *, blank: bool) -> "models.CharField[str, str]":
    label = _("in English") if language == "en" else _("in Bangla")
    return models.CharField(label, max_length=120, blank=blank)


class Question(models.Model):
    """One question with two to four answers, of which one is right."""

    text_en = models.CharField(_("question in English"), max_length=200)
    text_bn = models.CharField(_("question in Bangla"), max_length=200)
    answer_a_en = _answer("en", blank=False)
    answer_a_bn = _answer("bn", blank=False)
    answer_b_en = _answer("en", blank=False)
    answer_b_bn = _answer("bn", blank=False)
    answer_c_en = _answer("en", blank=True)
    answer_c_bn = _answer("bn", blank=True)
    answer_d_en = _answer("en", blank=True)
    answer_d_bn = _answer("bn", blank=True)
    right = models.CharField(_("right answer"), max_length=1, choices=Answer)
    topic = models.CharField(_("topic"), max_length=16, choices=Topic)
    active = models.BooleanField(
        _("offered"),
        default=False,
        help_text=_(
            "Only what is offered can be chosen for a quiz. From then on its words are fixed: "
            "who changes them makes a new question, and this one is no longer offered."
        ),
    )
    # Set the first time that it is offered, and never taken back.
    offered_at = models.DateTimeField(_("first offered"), null=True, editable=False)
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="replaced_by",
        verbose_name=_("replaces"),
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["topic", "pk"]
        verbose_name = _("quiz question")
        verbose_name_plural = _("question bank")
        constraints = [
            models.CheckConstraint(
                name="question_offered_has_a_moment",
                condition=models.Q(active=False) | models.Q(offered_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.text_bn if get_language() == "bn" else self.text_en

    def answers(self, language: str) -> list[str]:
        """Give the answers there are, in their order."""
        every = (getattr(self, f"answer_{letter}_{language}") for letter in ANSWERS)
        return [answer for answer in every if answer]

    @property
    def right_number(self) -> int:
        """Give which of the answers is right, counted from 1."""
        return ANSWERS.index(self.right) + 1

    def clean(self) -> None:
        """See that each answer is in both languages, without a gap, and the right one is there."""
        problems: dict[str, object] = {}
        for letter in ANSWERS:
            english, bangla = (self._answer(letter, language) for language in ("en", "bn"))
            if bool(english) != bool(bangla):
                lacks = "bn" if english else "en"
                problems[f"answer_{letter}_{lacks}"] = _("Give each answer in both languages.")
        if self._answer("d", "en") and not self._answer("c", "en"):
            problems["answer_c_en"] = _("Give the third answer before the fourth.")
        if self.right and not self._answer(self.right, "en"):
            problems["right"] = _("There is no such answer.")
        for language in ("en", "bn"):
            said = [answer.casefold() for answer in self.answers(language)]
            if len(said) != len(set(said)):
                problems.setdefault(f"answer_b_{language}", _("Two answers are the same."))
        if problems:
            raise ValidationError(problems)

    def _answer(self, letter: str, language: str) -> str:
        answer: str = getattr(self, f"answer_{letter}_{language}")
        return answer.strip()
