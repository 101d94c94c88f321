"""The page "Where to find help": the finder by district, the map, and the lines to call."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from campaigns.district_map import CREDIT
from foundation.moments import dhaka_day
from portal.directory.districts import all_districts, find_district, word_in_address
from portal.directory.finder import answer_for, overview
from portal.directory.models import KindOfService, Service
from portal.directory.shown import Reader
from portal.pages.models.base import SitePage
from portal.pages.sharing.structured_data import services
from portal.pages.weight.budgets import LARGE


class DirectoryPage(SitePage):
    """Nothing on it is typed but its introduction: it shows the services of the directory."""

    template = "portal/pages/directory_page.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    budget = LARGE
    # A reader who looks for a district wants to know whom to ask there.
    found_after = 15

    search_fields = [
        *SitePage.search_fields,
        index.SearchField("names_to_find"),
        index.AutocompleteField("names_to_find"),
    ]

    class Meta:
        verbose_name = _("service directory")

    def names_to_find(self) -> list[str]:
        """Give the names of services and districts, so that the page is found by them."""
        language = self.locale.language_code
        shown = Service.objects.listed(dhaka_day(timezone.now())).select_related("kind", "rsc")
        names = [one.name(language) for one in shown]
        kinds = [one.name(language) for one in KindOfService.objects.all()]
        districts = [
            one.name_bn if language == "bn" else one.name_en for one in all_districts(language)
        ]
        return [*kinds, *names, *districts]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the answer for the district that was asked for, or the whole map."""
        context = super().get_context(request, *args, **kwargs)
        language = "bn" if (get_language() or "").startswith("bn") else "en"
        is_preview = getattr(request, "is_preview", False)
        reader = Reader(language, timezone.now(), for_staff=is_preview)
        districts = all_districts(language)
        # What somebody typed counts more than what the list above it happens to show.
        typed = request.GET.get("name", "").strip() or request.GET.get("district", "")
        asked = find_district(typed, districts)
        context |= {
            "asked": asked,
            "districts": [(one, word_in_address(one)) for one in districts],
            "map_credit": CREDIT,
            # The lines are shown among the services.
            "hotline_in_text": True,
        }
        if asked.district:
            context["answer"] = answer_for(asked.district, reader)
            context["district_in_address"] = word_in_address(asked.district)
        else:
            context["overview"] = overview(districts, reader, address=self.get_url(request) or "")
        return context

    def structured_data(self, context: dict[str, Any]) -> list[dict[str, Any]]:
        """Tell of each service that the page shows."""
        shown = context.get("answer") or context["overview"]
        return services(shown.services, url=self.get_full_url(context["request"]))
