"""Polls: one question to the public with two to six choices, in both languages."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

CHOICES = ("a", "b", "c", "d", "e", "f")
LEAST_CHOICES = 2
# Fixed once it was offered: votes for the old words would be counted for the new ones.
WORDING = (
    *("text_en", "text_bn"),
    *(f"choice_{letter}_{language}" for letter in CHOICES for language in ("en", "bn")),
)


def _choice(language: str, letter: str) -> "models.CharField[str, str]":
    label = _("in English") if language == "en" else _("in Bangla")
    blank = CHOICES.index(letter) >= LEAST_CHOICES
    return models.CharField(label, max_length=80, blank=blank)


class Poll(models.Model):
    """One question with two to six choices, of which none is right."""

    text_en = models.CharField(_("question in English"), max_length=160)
    text_bn = models.CharField(_("question in Bangla"), max_length=160)
    choice_a_en = _choice("en", "a")
    choice_a_bn = _choice("bn", "a")
    choice_b_en = _choice("en", "b")
    choice_b_bn = _choice("bn", "b")
    choice_c_en = _choice("en", "c")
    choice_c_bn = _choice("bn", "c")
    choice_d_en = _choice("en", "d")
    choice_d_bn = _choice("bn", "d")
    choice_e_en = _choice("en", "e")
    choice_e_bn = _choice("bn", "e")
    choice_f_en = _choice("en", "f")
    choice_f_bn = _choice("bn", "f")
    active = models.BooleanField(
        _("open"),
        default=False,
        help_text=_(
            "Only while it is open anybody can choose. Once it was open its words are fixed: "
            "for other words make another poll."
        ),
    )
    # Set the first time that it is open, and never taken back.
    opened_at = models.DateTimeField(_("first open"), null=True, editable=False)

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["-pk"]
        verbose_name = _("poll")
        verbose_name_plural = _("polls")
        constraints = [
            models.CheckConstraint(
                name="poll_open_has_a_moment",
                condition=models.Q(active=False) | models.Q(opened_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.text("bn" if get_language() == "bn" else "en")

    def text(self, language: str) -> str:
        """Give the question in a language."""
        return self.text_bn if language == "bn" else self.text_en

    def choices(self, language: str) -> dict[str, str]:
        """Give the choices there are, by their letters, in their order."""
        every = {letter: getattr(self, f"choice_{letter}_{language}") for letter in CHOICES}
        return {letter: words for letter, words in every.items() if words}

    def clean(self) -> None:
        """See that each choice is in both languages, without a gap; that fixed words stay."""
        problems: dict[str, object] = {}
        ended = False
        for letter in CHOICES:
            english, bangla = (
                getattr(self, f"choice_{letter}_{language}").strip() for language in ("en", "bn")
            )
            if bool(english) != bool(bangla):
                lacks = "bn" if english else "en"
                problems[f"choice_{letter}_{lacks}"] = _("Give each choice in both languages.")
            elif english and ended:
                problems[f"choice_{letter}_en"] = _("Leave no choice empty in between.")
            ended = ended or not english
        before = Poll.objects.filter(pk=self.pk).first() if self.pk else None
        if before and before.opened_at:
            for name in WORDING:
                if getattr(before, name) != getattr(self, name):
                    problems[name] = _("This poll was open: its words are fixed.")
        if problems:
            raise ValidationError(problems)
