"""A question of the bank in a quiz: its words are the bank's, the reason is the page's."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from events.models import Question


def bank() -> list[tuple[str, str]]:
    """Offer what was ever asked at a quiz: its words are fixed. What is no longer says so."""
    asked = Question.objects.exclude(offered_at=None)
    return [
        (str(one.pk), str(one) if one.active else _("%(text)s (no longer offered)") % {"text": one})
        for one in asked
    ]


class QuizQuestionBlock(blocks.StructBlock):
    """One question, why its answer is right, and the page that explains it."""

    question = blocks.ChoiceBlock(choices=bank, label=gettext_lazy("Question of the bank"))
    why = blocks.TextBlock(
        label=gettext_lazy("Why that is right"),
        max_length=300,
        help_text=gettext_lazy("One or two plain sentences."),
    )
    read_on = blocks.PageChooserBlock(
        label=gettext_lazy("The page that explains it"), required=False
    )

    class Meta:
        icon = "help"
        label = gettext_lazy("Question")
