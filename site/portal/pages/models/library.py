"""The page "Library": the products that everybody may use, with the size of each file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models import ProductKind
from foundation.moments import dhaka_day
from portal.pages import register_lists
from portal.pages.models.base import SitePage
from portal.pages.sharing.structured_data import works

PRODUCTS_A_PAGE = 20
LANGUAGES = [("bn", _("Bangla")), ("en", _("English")), ("other", _("Another language"))]


class LibraryPage(SitePage):
    """Lists what the register shows; nothing on it is typed but its introduction."""

    template = "portal/pages/library_page.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("library of products")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what is shown, of the kind and in the language that were asked for."""
        context = super().get_context(request, *args, **kwargs)
        everything = register_lists.products(dhaka_day(timezone.now()))
        asked = request.GET.get("language", "")
        language = asked if asked in dict(LANGUAGES) else ""
        kinds = register_lists.by_kind(everything, language)
        asked = request.GET.get("kind", "")
        kind = asked if asked in kinds else ""
        found = everything.filter(register_lists.in_language(language))
        pages = Paginator(found.filter(kind=kind) if kind else found, PRODUCTS_A_PAGE)
        # Counted with the kinds already.
        pages.count = kinds[kind] if kind else sum(kinds.values())
        page = pages.get_page(request.GET.get("page"))
        context.update(
            listed=page,
            products=register_lists.as_shown(page.object_list, self.locale.language_code),
            kinds=[(code, ProductKind(code).label) for code in kinds],
            kind=kind,
            languages_offered=LANGUAGES if kinds else [],
            chosen_language=language,
        )
        return context

    def structured_data(self, context: dict[str, Any]) -> list[dict[str, Any]]:
        """Tell of the newest products."""
        return works(context["products"], context["request"])
