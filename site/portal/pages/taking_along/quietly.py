"""A page whose title and address tell nothing to whoever reads the history of a shared phone.

It is the same page under a number, with a title that could be anything; its links lead to other
pages under their numbers. No cookie remembers it: who follows an outside link, or types an
address, reads as before. The name of the site stands in the history all the same.
"""

import html
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext
from wagtail.models import Page, Site

from portal.pages.taking_along import markup

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
OF_A_PAGE = re.compile(rf"/({'|'.join(LANGUAGES)})/")
HEAD = '<meta name="robots" content="noindex">\n<meta name="referrer" content="no-referrer">\n'


def quietly(shown: str, request: HttpRequest) -> str:
    """Give the page with a title and links that tell nothing."""
    neutral = gettext("Information")
    title = f"{HEAD}<title>{escape(neutral)}</title>"
    page = markup.TITLE.sub(lambda _: title, markup.DESCRIBES.sub("", shown), count=1)
    page = markup.SEARCH_LINKS.sub("", page)
    page = markup.MAIN_BEGINS.sub(
        lambda tag: tag[0] + render_to_string("portal/components/quiet_note.html"), page, count=1
    )
    quiet = _quiet_addresses(set(markup.ADDRESS_HERE.findall(page)), request)
    return markup.with_addresses(page, lambda address: quiet.get(address, address))


def _quiet_addresses(found: Iterable[tuple[str, str]], request: HttpRequest) -> dict[str, str]:
    """Find the pages behind addresses, in one query, and give each its address without words."""
    wanted = {}
    for _attribute, written in found:
        address = html.unescape(written)
        path = urlsplit(address).path
        if (language := OF_A_PAGE.match(path)) and (below := _place_of(path, language[1], request)):
            wanted[address] = below
    pages = Page.objects.filter(url_path__in=set(wanted.values()))
    numbers = dict(pages.values_list("url_path", "pk"))
    return {
        address: _address(numbers[place], address)
        for address, place in wanted.items()
        if place in numbers
    }


def _place_of(path: str, language: str, request: HttpRequest) -> str:
    """Give the place in Wagtail's tree that an address of a page names."""
    roots = (root for root in Site.get_site_root_paths() if root.language_code == language)
    root = next(roots, None)
    return root.root_path + path.removeprefix(f"/{language}/") if root else ""


def _address(number: int, address: str) -> str:
    """Write the address of a page by its number; what was asked of the page is asked again."""
    found = OF_A_PAGE.match(address)
    with translation.override(found[1] if found else None):
        path = reverse("quiet_page", args=[number])
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    return f"{path}{query}{f'#{parts.fragment}' if parts.fragment else ''}"
