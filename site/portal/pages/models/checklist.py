"""A list of steps that a reader ticks: on the screen, on paper, or in the page's own address.

Nothing is kept anywhere else: no account, no cookie. Ticks that are not sent are gone with
the page; those that the reader sends stand in the address, which can be kept or passed on.
"""

from typing import Any

from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from portal.pages.guide_blocks import StepBlock
from portal.pages.models.base import SitePage
from portal.pages.models.guide import BelowATopic
from portal.pages.parity_panel import NumbersPanel
from portal.pages.ticks import Ticks, read_ticks
from portal.pages.weight.panel import WeightPanel


class ChecklistPage(BelowATopic):
    """Steps in their order, each with a box."""

    template = "portal/pages/checklist_page.html"

    steps = StreamField([("step", StepBlock())], verbose_name=_("steps"), blank=True)

    content_panels = [
        NumbersPanel(),
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("steps"),
        FieldPanel("body", heading=_("Below the steps")),
        FieldPanel("sound"),
        WeightPanel(heading=_("Weight")),
    ]
    search_fields = [*SitePage.search_fields, index.SearchField("steps")]

    class Meta:
        verbose_name = _("checklist")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the steps with the ticks of the address, and the address for the other language."""
        context = super().get_context(request, *args, **kwargs)
        ticks: Ticks = read_ticks(request.GET, len(self.steps))
        steps = [
            {"number": number, "value": step.value, "done": number in ticks.done}
            for number, step in enumerate(self.steps, 1)
        ]
        asked = [("done", number) for number in sorted(ticks.done)]
        query = f"?{urlencode([*asked, ('of', len(steps))])}" if asked else ""
        return {**context, "steps": steps, "ticks": ticks, "query": query}
