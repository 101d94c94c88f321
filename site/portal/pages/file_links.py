"""Links to files say what opens and what it weighs, before somebody pays for it: "PDF, 240 KB".

Wagtail asks for all documents of a text at once and hands over their rows; the size stands
in them since they were brought. So a text with many files costs no more than one with one.
"""

import re
from typing import Any

from django.utils.html import escape
from wagtail import hooks
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from portal.pages.sizes import in_bytes

SAID = re.compile(r'<a ([^>]*?) data-file="([^"]*)">(.*?)</a>', re.DOTALL)


class SizedDocumentLink(DocumentLinkHandler):
    """Writes the kind and size of the file beside its address, for :func:`with_sizes`."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        return [
            f'<a href="{escape(file.url)}" data-file="{escape(kind_and_size(file))}">'
            if file
            else "<a>"
            for file in cls.get_many(attrs_list)
        ]


def kind_and_size(file: Any) -> str:
    """Name a document's kind and weight; its weight is left out where nobody knows it."""
    kind = file.file_extension.upper()
    return f"{kind}, {in_bytes(file.file_size)}" if file.file_size else kind


def with_sizes(html: str) -> str:
    """Put kind and size behind the words of each link to a file, inside the link."""
    return SAID.sub(r"<a \1>\3 (\2)</a>", html)


# After Wagtail's own, which it takes the place of.
@hooks.register("register_rich_text_features", order=10)
def say_sizes(features: FeatureRegistry) -> None:
    features.register_link_type(SizedDocumentLink)
