"""The pieces of guides: facts at their place, steps that can be ticked, questions with answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from portal.facts.blocks import FactTextBlock
from portal.pages.blocks import PLAIN_FEATURES


class Place(models.TextChoices):
    """What a reader has to know of a country; a guide shows all of them, in this order."""

    FEES = "fees", _("What it costs")
    DOCUMENTS = "documents", _("Papers you need")
    RIGHTS = "rights", _("Your rights")
    EMBASSY = "embassy", _("Embassy and labour wing")
    COMPLAINT = "complaint", _("Where to complain")


class FactInPlaceBlock(blocks.StructBlock):
    """A fact, and under which heading of a country guide it stands."""

    place = blocks.ChoiceBlock(choices=Place.choices, label=_("Under"))
    fact = SnippetChooserBlock("facts.Fact", label=_("Fact"))

    class Meta:
        icon = "tasks"
        label = _("Fact")


class StepBlock(blocks.StructBlock):
    """One step of a checklist: what to do, and what there is to know about it."""

    title = blocks.CharBlock(label=_("What to do"), max_length=120)
    text = FactTextBlock(label=_("More about it"), features=PLAIN_FEATURES, required=False)

    class Meta:
        icon = "check"
        label = _("Step")


class QuestionBlock(blocks.StructBlock):
    """A question as readers ask it, with its answer."""

    question = blocks.CharBlock(label=_("Question"), max_length=160)
    answer = FactTextBlock(label=_("Answer"), features=PLAIN_FEATURES)

    class Meta:
        icon = "help"
        label = _("Question")
