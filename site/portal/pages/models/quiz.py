"""A quiz for everybody, from the schools' question bank.

Its questions are asked on a page of their own that nobody keeps
(:mod:`portal.asking.views.quiz`); this one may lie in a cache for hours.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from portal.pages.models.base import SitePage
from portal.pages.models.guide import BelowATopic
from portal.pages.parity_panel import NumbersPanel
from portal.pages.quiz_blocks import QuizQuestionBlock


class QuizPage(BelowATopic):
    """Questions of the bank, each with why its answer is right and where to read on."""

    template = "portal/pages/quiz_page.html"

    questions = StreamField(
        [("question", QuizQuestionBlock())], verbose_name=_("questions"), max_num=10
    )

    content_panels = [
        NumbersPanel(),
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("questions"),
        FieldPanel("body", heading=_("Below the questions")),
    ]
    search_fields = [*SitePage.search_fields, index.SearchField("questions")]

    class Meta:
        verbose_name = _("quiz")
