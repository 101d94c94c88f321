"""The facts of one page, read at once, and how each is shown to its readers."""

import datetime
import re
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import conditional_escape, format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from foundation import bangla
from portal.facts.blocks import NAMED, keys_in
from portal.facts.models import Fact
from portal.facts.words import Kind

LINK = re.compile(r"(?s)(<a\b.*?</a>)")


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact as one language's readers see it on one day; ``fact`` is None where there is none."""

    fact: Fact | None
    key: str
    language: str
    today: datetime.date
    # Those who work at the page are told what to do about it.
    for_staff: bool = False

    @property
    def is_known(self) -> bool:
        """Say whether there is something that somebody has confirmed."""
        return bool(self.fact and self.fact.live and self.fact.is_filled)

    @property
    def is_old(self) -> bool:
        return bool(self.is_known and self.fact and self.fact.is_overdue(self.today))

    @property
    def label(self) -> str:
        return self.fact.label(self.language) if self.fact else self.key

    @property
    def source(self) -> str:
        return self.fact.source(self.language) if self.fact else ""

    @property
    def checked(self) -> str:
        """Say when it was checked, and that it may have changed where that is long ago."""
        if not (self.is_known and self.fact and self.fact.checked_on):
            return ""
        day = bangla.day(self.fact.checked_on, self.language)
        if self.is_old:
            return _("checked on %(day)s; may have changed: call the hotline") % {"day": day}
        return _("checked on %(day)s") % {"day": day}

    def value(self, *, link: bool = True) -> SafeString:
        """Write the value, a telephone number so that it can be dialled; or that there is none."""
        if not (self.is_known and self.fact):
            return self._nothing()
        text = self.fact.text(self.language)
        if self.fact.kind == Kind.PHONE and link:
            return format_html('<a class="tel" href="tel:{}">{}</a>', self.fact.phone, text)
        return conditional_escape(text)

    @property
    def phone_text(self) -> str:
        """Write a number without its link, for a place that is a link already."""
        return str(self.value(link=False))

    def in_lines(self) -> SafeString:
        """Write the value with its line breaks, as an address has them."""
        if self.is_known and self.fact and self.fact.kind in {Kind.ADDRESS, Kind.SENTENCE}:
            return mark_safe(linebreaks(self.fact.text(self.language), autoescape=True))  # noqa: S308 - escaped by Django
        return self.value()

    def in_text(self, *, link: bool = True) -> SafeString:
        """Write the value inside a sentence; an overdue one grey, with words."""
        if not self.is_old:
            return self.value(link=link)
        return format_html(
            '<span class="old">{} <small>({})</small></span>', self.value(link=link), self.checked
        )

    def _nothing(self) -> SafeString:
        if not self.for_staff:
            return format_html('<span class="old">{}</span>', _("not known yet: ask the hotline"))
        if self.fact is None:
            return format_html("<mark>{}: {}</mark>", _("There is no such fact"), self.key)
        address = reverse(Fact.snippet_viewset.get_url_name("edit"), args=[self.fact.pk])
        return format_html(
            '<mark><a href="{}">{}: {}</a></mark>', address, _("To be filled in"), self.label
        )


class FactSheet:
    """All facts that some texts name, given as one; one query, and none where none is named."""

    def __init__(
        self, texts: str, language: str, *, today: datetime.date, for_staff: bool = False
    ) -> None:
        self.language, self.today, self.for_staff = language, today, for_staff
        keys = keys_in(texts)
        self.named = Fact.objects.in_bulk(keys, field_name="key") if keys else {}

    def show(self, fact: Fact | None, key: str = "") -> ShownFact:
        """Give a fact that was read already, as this page's readers see it."""
        return ShownFact(fact, key, self.language, self.today, self.for_staff)

    def fill_in(self, html: str) -> SafeString:
        """Put the values where a text names the facts; no link inside a link."""
        parts = LINK.split(html)
        filled = (
            NAMED.sub(lambda match, outside=not place % 2: self._named(match[1], outside), part)
            for place, part in enumerate(parts)
        )
        return mark_safe("".join(filled))  # noqa: S308 - the text was made by Wagtail, the facts are escaped

    def _named(self, key: str, outside: bool) -> str:
        return str(self.show(self.named.get(key), key).in_text(link=outside))
