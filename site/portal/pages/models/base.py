"""What pages of the site have in common: a Latin address, an introduction, most also blocks."""

import json
import re
from typing import Any

from anyascii import anyascii
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from foundation.moments import dhaka_day
from portal.facts.sheet import FactSheet
from portal.pages.blocks import BodyBlock
from portal.pages.finding.folding import text_to_index
from portal.pages.forms import SitePageForm
from portal.pages.own_addresses import is_taken
from portal.pages.parity import differences, stop_if_they_differ
from portal.pages.parity_form import ComparedPageForm
from portal.pages.parity_panel import NumbersPanel
from portal.pages.previews import PreviewedInBothLanguages
from portal.pages.private_sections import KnowsPrivateSections
from portal.pages.weight.budgets import ARTICLE
from portal.pages.weight.keeping import keep
from portal.pages.weight.panel import WeightPanel
from portal.pages.weight.stop import excess, stop_if_too_heavy
from portal.pages.weight.weighing import Weight, weigh

LETTER_OR_DIGIT = re.compile(r"[a-z0-9]", re.IGNORECASE)


class LatinPage(KnowsPrivateSections, PreviewedInBothLanguages, Page):
    """A page in one language, with an introduction and an address in Latin letters."""

    # Its other languages, where an address led to it (``portal.pages.routing``).
    family: list[Page] | None = None

    intro = models.TextField(
        _("introduction"),
        max_length=400,
        blank=True,
        help_text=_("One or two plain sentences. Shown under the title, in lists and by search."),
    )

    search_fields = [
        *Page.search_fields,
        index.SearchField("intro"),
        index.AutocompleteField("intro"),
        # What the public finds it by; the others serve the office's lists.
        index.AutocompleteField("words_to_find"),
    ]
    # Among pages that a search finds alike, those with a smaller number come first.
    found_after = 50
    # A page that names stories can be neither: nobody would take those names back.
    may_be_kept = True
    # On a memory card nothing can be taken back, so no story ever is.
    may_be_passed_on = True
    # The most that a first view of it may weigh (``portal/pages/weight/budgets.py``).
    budget = ARTICLE
    # A translation keeps the address of its source: /bn/costs/ beside /en/costs/.
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]
    base_form_class = SitePageForm

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Check a page that is to be published; it has an address by then."""
        self._make_address()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """Check a draft, of which Wagtail asks no more than a title and an address."""
        self._make_address()
        super().minimal_clean()

    def texts_to_find(self) -> str:
        """Give the words by which the page is found, but for its title, as they are written."""
        fields = self.get_searchable_search_fields()
        texts = (one.get_value(self) for one in fields if one.field_name != "title")
        return " ".join(map(_joined, texts))

    def words_to_find(self) -> str:
        """Give all that the page can be found by, as the index holds it."""
        return text_to_index(self.title, self.texts_to_find())

    def structured_data(self, context: dict[str, Any]) -> list[dict[str, Any]]:
        """Say what search engines are told of the page; a page type with more to say overrides it.

        ``context`` is that of the page's template. Each thing is as ``schema.org`` has it,
        made in :mod:`portal.pages.sharing.structured_data`.
        """
        return []

    @staticmethod
    def _slug_is_available(slug: str, parent_page: Any, page: Any = None) -> bool:
        """Ask as Wagtail does, and leave out what the site itself answers."""
        free = Page._slug_is_available(slug, parent_page, page)
        return bool(free and not is_taken(slug, parent_page))

    def _make_address(self) -> None:
        """Spell the title in Latin letters; Wagtail's own way loses what is not ASCII."""
        # A new page is cleaned once before it has a place in the tree; the slug
        # is chosen the second time, when its siblings can be asked.
        placed = bool(self.path or getattr(self, "_cached_parent_obj", None))
        # From a Bangla title the editor's script leaves a lone hyphen.
        if placed and not LETTER_OR_DIGIT.search(self.slug):
            self.slug: str = self._get_autogenerated_slug(latin_slug(self.title))


class SitePage(LatinPage):
    """A page of the site: an introduction, and blocks in any order."""

    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        NumbersPanel(),
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
        WeightPanel(heading=_("Weight")),
    ]
    base_form_class = ComparedPageForm
    search_fields = [
        *LatinPage.search_fields,
        index.SearchField("body"),
        index.AutocompleteField("body"),
    ]

    class Meta:
        abstract = True

    def save(
        self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any
    ) -> Any:
        """Let nothing go live that disagrees with a public translation, or is too heavy.

        Raises :class:`portal.pages.refusal.PageRefused`. A new page (a copy, a translation)
        and an alias stay drafts instead: their makers save many pages at once.
        """
        weight = None
        if self.live and self._shows_more(kwargs.get("update_fields")):
            weight = self._weighed_and_compared()
        saved = super().save(clean=clean, user=user, log_action=log_action, **kwargs)
        if weight and self.live:
            keep(self, weight, timezone.now())
        return saved

    def _weighed_and_compared(self) -> Weight:
        if self.pk and not self.alias_of_id:
            stop_if_they_differ(self)
            return stop_if_too_heavy(self)
        weight = weigh(self)
        self.live: bool = not (differences(self) or excess(weight))
        return weight

    def _shows_more(self, update_fields: Any) -> bool:
        """Say whether saving these fields can change what the public reads."""
        told = {"live", "title", "seo_title", "search_description"}
        own = {field.name for field in self._meta.concrete_fields if field.model is not Page}
        return update_fields is None or bool((told | own).intersection(update_fields))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Say whether the text itself shows the hotline, so that it is not shown twice."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["facts"] = self.fact_sheet(for_staff=getattr(request, "is_preview", False))
        context["hotline_in_text"] = self.body.first_block_by_name("hotline") is not None
        return context

    def fact_sheet(self, *, for_staff: bool = False) -> FactSheet:
        """Read the facts that the text names, in one query; staff are told what is empty."""
        language = "bn" if (get_language() or "").startswith("bn") else "en"
        streams = (field for field in self._meta.concrete_fields if isinstance(field, StreamField))
        raw = [getattr(self, field.name).get_prep_value() for field in streams]
        texts = json.dumps(raw, default=str)
        return FactSheet(texts, language, today=dhaka_day(timezone.now()), for_staff=for_staff)


def _joined(text: Any) -> str:
    """Put together what a field has to say to a search: words, or a list of them."""
    return " ".join(map(_joined, text)) if isinstance(text, list) else str(text or "")


def latin_slug(title: str) -> str:
    """Spell a title in Latin letters, as an address can carry them."""
    return slugify(anyascii(title))[:80].strip("-") or "page"
