"""The page "In the news": what media printed about the programme, month by month."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.pages import register_lists
from portal.pages.models.base import SitePage
from portal.pages.sharing.structured_data import reports

REPORTS_A_PAGE = 20


class NewsPage(SitePage):
    """Lists what the register shows; nothing on it is typed but its introduction."""

    template = "portal/pages/news_page.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("news reports")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the reports under their months."""
        context = super().get_context(request, *args, **kwargs)
        pages = Paginator(register_lists.news(), REPORTS_A_PAGE)
        page = pages.get_page(request.GET.get("page"))
        context.update(listed=page, months=register_lists.by_month(page.object_list))
        return context

    def structured_data(self, context: dict[str, Any]) -> list[dict[str, Any]]:
        """Tell of the newest reports."""
        return reports(one for _month, some in context["months"] for one in some)
