"""Facts in the blocks of a page: chosen, or named in a text as ``[[key]]``."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.encoding import force_str
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from portal.facts.models import Fact

NAMED = re.compile(r"\[\[ *([a-z0-9][a-z0-9-]*) *\]\]")


def keys_in(text: str) -> list[str]:
    """Give the keys that a text names, each once, in their order."""
    return list(dict.fromkeys(NAMED.findall(text)))


class FactTextBlock(blocks.RichTextBlock):
    """Running text that may name facts; the reference index finds them here too."""

    def clean(self, value: Any) -> Any:
        """Refuse a name that stands for nothing, and brackets that are no name."""
        cleaned = super().clean(value)
        text = force_str(cleaned.source)
        if "[[" in NAMED.sub("", text):
            raise ValidationError(_("Write the key of a fact like this: [[passport-fee]]"))
        wanted = keys_in(text)
        if lacking := sorted(set(wanted).difference(self._known(wanted))):
            raise ValidationError(
                _("There is no fact with this key: %(keys)s") % {"keys": ", ".join(lacking)}
            )
        return cleaned

    def get_searchable_content(self, value: Any) -> list[str]:
        """Leave the keys out: readers do not know them."""
        return [NAMED.sub("", text) for text in super().get_searchable_content(value)]

    def extract_references(self, value: Any) -> Iterator[Any]:
        """Give what the text links to, and the facts that it names."""
        yield from super().extract_references(value)
        for fact in self._known(keys_in(force_str(value.source))).values():
            yield type(fact), str(fact.pk), "", ""

    def _known(self, keys: list[str]) -> dict[str, Fact]:
        return Fact.objects.in_bulk(keys, field_name="key") if keys else {}


class FactsBlock(blocks.StructBlock):
    """Facts one below the other: what each is called, what it says, and where that is from."""

    title = blocks.CharBlock(label=gettext_lazy("Title"), max_length=120, required=False)
    facts = blocks.ListBlock(
        SnippetChooserBlock("facts.Fact", label=gettext_lazy("Fact")),
        label=gettext_lazy("Facts"),
        min_num=1,
    )

    class Meta:
        icon = "tasks"
        label = gettext_lazy("Facts")
        template = "portal/blocks/facts_block.html"
