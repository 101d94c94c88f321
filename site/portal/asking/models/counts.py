"""What the public said, as counts of a day. Nothing tells who said it, or when on that day."""

from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from events.models import Question
from portal.asking.models.polls import CHOICES, Poll
from portal.asking.words import Said


class CountsManager(models.Manager[Any]):
    def add_one(self, **what: Any) -> None:
        """Count one more of this; two at once are two."""
        with transaction.atomic():
            row, _made = self.get_or_create(**what)
            self.filter(pk=row.pk).update(count=F("count") + 1)


class HelpedOfADay(models.Model):
    """How many said of a page in one language, on one of Dhaka's days, whether it helped."""

    day = models.DateField(_("day"))
    # What a page and its translation share, as page views have it.
    page = models.UUIDField(_("page"))
    language = models.CharField(_("language"), max_length=2)
    said = models.CharField(_("said"), max_length=12, choices=Said)
    count = models.PositiveIntegerField(_("count"), default=0)

    objects = CountsManager()

    class Meta:
        default_permissions = ("view",)
        ordering = ["-day", "page", "language", "said"]
        verbose_name = _("“did this help?” of a day")
        verbose_name_plural = _("“did this help?” of days")
        constraints = [
            models.UniqueConstraint(
                name="helped_once_a_day", fields=["day", "page", "language", "said"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.language} {self.day}: {self.said} {self.count}"


class QuizAnswersOfADay(models.Model):
    """How many gave one answer to one question of the bank, on one of Dhaka's days."""

    day = models.DateField(_("day"))
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, related_name="+", verbose_name=_("quiz question")
    )
    # A letter of the bank: its words are fixed.
    answer = models.CharField(_("answer"), max_length=1)
    count = models.PositiveIntegerField(_("count"), default=0)

    objects = CountsManager()

    class Meta:
        default_permissions = ("view",)
        ordering = ["-day", "question", "answer"]
        verbose_name = _("quiz answers of a day")
        verbose_name_plural = _("quiz answers of days")
        constraints = [
            models.UniqueConstraint(
                name="quiz_answer_once_a_day", fields=["day", "question", "answer"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_id}{self.answer} {self.day}: {self.count}"


class VotesOfADay(models.Model):
    """How many chose one answer of a poll, on one of Dhaka's days."""

    day = models.DateField(_("day"))
    poll = models.ForeignKey(
        Poll, on_delete=models.PROTECT, related_name="+", verbose_name=_("poll")
    )
    choice = models.CharField(
        _("choice"), max_length=1, choices=[(letter, letter) for letter in CHOICES]
    )
    count = models.PositiveIntegerField(_("count"), default=0)

    objects = CountsManager()

    class Meta:
        default_permissions = ()
        ordering = ["-day", "poll", "choice"]
        constraints = [
            models.UniqueConstraint(name="votes_once_a_day", fields=["day", "poll", "choice"])
        ]

    def __str__(self) -> str:
        return f"{self.poll_id}{self.choice} {self.day}: {self.count}"
