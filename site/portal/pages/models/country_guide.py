"""The guide to one country: its facts stand in fixed places, and what is not known is said."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from crm_videos.countries import Country
from portal.facts.models import Fact
from portal.pages.guide_blocks import FactInPlaceBlock, Place
from portal.pages.models.base import SitePage
from portal.pages.models.guide import BelowATopic
from portal.pages.parity_panel import NumbersPanel
from portal.pages.weight.panel import WeightPanel


@dataclass(frozen=True, slots=True)
class Section:
    """One place of a country guide with its facts; without any, the page says so."""

    place: str
    heading: Any
    facts: list[Fact] = field(default_factory=list)


class CountryGuidePage(BelowATopic):
    """Fees, papers, rights, embassy and the way to complain, for one country."""

    template = "portal/pages/country_guide_page.html"

    country = models.CharField(_("country"), max_length=2, choices=Country)
    facts = StreamField([("fact", FactInPlaceBlock())], verbose_name=_("facts"), blank=True)

    content_panels = [
        NumbersPanel(),
        *Page.content_panels,
        FieldPanel("country"),
        FieldPanel("intro"),
        FieldPanel("facts"),
        FieldPanel("body"),
        FieldPanel("sound"),
        WeightPanel(heading=_("Weight")),
    ]
    override_translatable_fields = [
        *SitePage.override_translatable_fields,
        SynchronizedField("country", overridable=False),
    ]

    class Meta:
        verbose_name = _("country guide")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the sections, those without a fact among them."""
        return {**super().get_context(request, *args, **kwargs), "sections": self.sections()}

    def sections(self) -> list[Section]:
        """Give every place in its order, each with the facts that were put there."""
        found = {place.value: Section(place.value, place.label) for place in Place}
        for block in self.facts:
            if block.value["fact"]:
                found[block.value["place"]].facts.append(block.value["fact"])
        return list(found.values())
