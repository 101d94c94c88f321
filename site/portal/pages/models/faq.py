"""Questions as readers ask them, each with its answer."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from portal.pages.guide_blocks import QuestionBlock
from portal.pages.models.base import SitePage
from portal.pages.models.guide import BelowATopic
from portal.pages.parity_panel import NumbersPanel
from portal.pages.sharing.structured_data import questions
from portal.pages.weight.panel import WeightPanel


class FaqPage(BelowATopic):
    """A page of questions; an answer opens where it stands."""

    template = "portal/pages/faq_page.html"

    questions = StreamField(
        [("question", QuestionBlock())], verbose_name=_("questions"), blank=True
    )

    content_panels = [
        NumbersPanel(),
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("questions"),
        FieldPanel("body", heading=_("Below the questions")),
        FieldPanel("sound"),
        WeightPanel(heading=_("Weight")),
    ]
    search_fields = [*SitePage.search_fields, index.SearchField("questions")]

    class Meta:
        verbose_name = _("questions and answers")

    def structured_data(self, context: dict[str, Any]) -> list[dict[str, Any]]:
        """Tell each question with its answer: the values of facts as the page shows them."""
        told = [
            (block.value["question"], context["facts"].fill_in(str(block.value["answer"])))
            for block in self.questions
        ]
        return [questions(told, self.locale.language_code)] if told else []
