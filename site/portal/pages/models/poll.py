"""A poll for everybody: its question and what all have chosen stand on a page of their own."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from portal.asking.models import Poll
from portal.pages.models.guide import BelowATopic
from portal.pages.parity_panel import NumbersPanel


class PollPage(BelowATopic):
    """One poll with an introduction."""

    template = "portal/pages/poll_page.html"

    poll = models.ForeignKey(
        Poll, on_delete=models.PROTECT, related_name="+", verbose_name=_("poll")
    )

    content_panels = [
        NumbersPanel(),
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("poll"),
        FieldPanel("body", heading=_("Below the poll")),
    ]

    class Meta:
        verbose_name = _("poll page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the question in the language of the page."""
        context = super().get_context(request, *args, **kwargs)
        context["text"] = self.poll.text(self.locale.language_code) if self.poll_id else ""
        return context
