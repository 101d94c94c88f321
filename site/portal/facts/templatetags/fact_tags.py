"""Facts in templates: in a text, and one by one."""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.rich_text import RichText

from foundation.moments import dhaka_day
from portal.facts.models import Fact
from portal.facts.sheet import FactSheet, ShownFact
from portal.pages.file_links import with_sizes

register = template.Library()


@register.simple_tag(takes_context=True)
def with_facts(context: dict[str, Any], text: RichText) -> SafeString:
    """Write a rich text, with the values of the facts that it names, and the sizes of files."""
    return _sheet(context, text.source).fill_in(with_sizes(str(text)))


@register.simple_tag(takes_context=True)
def shown_fact(context: dict[str, Any], fact: Fact | None) -> ShownFact:
    """Give a fact as the readers of this page see it."""
    return _sheet(context).show(fact)


def _sheet(context: dict[str, Any], text: str = "") -> FactSheet:
    """Find the facts of the page; a block that stands alone reads its own."""
    found = context.get("facts")
    if isinstance(found, FactSheet):
        return found
    language = "bn" if (get_language() or "").startswith("bn") else "en"
    return FactSheet(text, language, today=dhaka_day(timezone.now()))
