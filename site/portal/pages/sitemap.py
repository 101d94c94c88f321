"""The public pages for search engines, each with its other language; stories only past the gate."""

from collections import defaultdict
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from portal.pages.public import for_the_public


class PublicSitemap(Sitemap):
    """Wagtail's, of all languages and not of the first page's alone; asks the gate once for all."""

    def items(self) -> Any:
        """Select what stands below the first page of any language."""
        homes = self.get_wagtail_site().root_page.get_translations(inclusive=True)
        below = reduce(or_, (Q(path__startswith=home.path) for home in homes))
        pages = for_the_public(Page.objects.filter(below), now=timezone.now())
        return pages.select_related("locale").order_by("path")

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, Any]]:
        """Write down each page with all its languages, as search engines ask for."""
        shown = list(self.paginator.page(page).object_list)
        told: defaultdict[Any, list[dict[str, str]]] = defaultdict(list)
        for one in shown:
            address = {"lang_code": one.locale.language_code, "location": self.location(one)}
            told[one.translation_key].append(address)
        for addresses in told.values():
            addresses.append({**_default(addresses), "lang_code": "x-default"})
        return [
            {
                "location": self.location(one),
                "lastmod": self.lastmod(one),
                "alternates": told[one.translation_key],
            }
            for one in shown
        ]


def _default(addresses: list[dict[str, str]]) -> dict[str, str]:
    """Choose the version for readers of any other language, as each page does in its head."""
    order = [code for code, _name in settings.LANGUAGES]
    return min(addresses, key=lambda one: order.index(one["lang_code"]))
