"""Questions of the public: sealed at rest, opened by few, erased at their date.

People write here what they tell nobody else. So it is kept as what is told for a story is:
the words lie encrypted, a list shows none of them, and who reads one leaves a step.
"""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.models import Place
from foundation.encrypted import EncryptedJSONField
from portal.asking.words import WAITING, State, Step, Target

KEYS = "PRIVATE_FILE_KEYS"


class AskedQuestionQuerySet(models.QuerySet["AskedQuestion"]):
    def kept(self, today: date) -> Self:
        """Keep those whose date has not come, whether or not a task has seen to the others."""
        return self.filter(erased_on=None, erase_on__gt=today)

    def past(self, today: date) -> Self:
        """Keep those whose date has come, and of which something is still there."""
        return self.filter(erased_on=None, erase_on__lte=today)

    def waiting(self) -> Self:
        return self.filter(state__in=WAITING)


class AskedQuestion(models.Model):
    """One question. ``told`` holds its words, and the number of who wants to be called.

    Of an erased one the month, the language, the state and the days waited are left.
    """

    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    # A day of Dhaka; of an erased one the first of the month.
    asked_on = models.DateField(_("asked on"))
    district = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("district")
    )
    told = EncryptedJSONField(default=dict, keys=KEYS)
    answer = EncryptedJSONField(default=dict, keys=KEYS)
    # Of the code by which the person finds the answer.
    digest = models.CharField(max_length=64, blank=True, editable=False)
    wants_call = models.BooleanField(_("wants to be called"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    referred_to = models.CharField(
        _("referred to"), max_length=12, choices=Target, blank=True, default=""
    )
    answered_on = models.DateField(_("answered on"), null=True)
    days_waited = models.PositiveSmallIntegerField(_("days waited"), null=True)
    erase_on = models.DateField(_("erased on"), db_index=True)
    erased_on = models.DateField(null=True)

    objects = AskedQuestionQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        permissions = [
            ("answer_askedquestion", _("May read, answer and refer questions of the public"))
        ]
        ordering = ["asked_on", "pk"]
        verbose_name = _("question of the public")
        verbose_name_plural = _("questions of the public")
        constraints = [
            models.UniqueConstraint(
                name="question_has_a_code_of_its_own",
                fields=["digest"],
                condition=~models.Q(digest=""),
            )
        ]

    def __str__(self) -> str:
        return gettext("Question %(number)s") % {"number": self.pk}

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING


class QuestionStep(models.Model):
    """Who did what with a question, and when; no word of it."""

    question = models.ForeignKey(AskedQuestion, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=10, choices=Step)
    at = models.DateTimeField()
    # Nobody, where it was erased by itself.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.step}"
