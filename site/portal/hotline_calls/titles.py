"""How a page is named to staff who read of calls: by its public title, never past the gate."""

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.page_views.report import NOT_PUBLIC
from portal.pages.public import for_the_public

NO_PAGE = _("no page was named")


def public_titles() -> dict[Any, str]:
    """Give the titles that the public may read now, by key; best in the reader's language."""
    pages = for_the_public(Page.objects.all(), now=timezone.now())
    rows = pages.values_list("translation_key", "locale__language_code", "title")
    here = "bn" if (get_language() or "").startswith("bn") else "en"
    # The reader's own language comes last, and stays.
    return {key: title for key, _language, title in sorted(rows, key=lambda row: row[1] == here)}


def title_of(key: Any, titles: dict[Any, str]) -> str:
    """Name a page by its key; a key that is None stands for calls that named none."""
    return str(NO_PAGE) if key is None else titles.get(key) or str(NOT_PUBLIC)
