"""What the frame of every page needs: the programme, its hotline, menu and languages."""

from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from wagtail.models import Page

from portal.hotline_calls.page_numbers import number_of
from portal.page_cache.turning import turns_at
from portal.pages.hotline import hours_now
from portal.pages.models import Programme, ReachPage, StoryPage
from portal.pages.models.base import LatinPage
from portal.pages.models.standard import TOP_DEPTH
from portal.pages.public import for_the_public
from portal.pages.sharing.structured_data import as_json_ld
from portal.templatetags.reader_words import reader_language

register = template.Library()

LANGUAGE_NAMES = {"bn": "বাংলা", "en": "English"}


@register.simple_tag(takes_context=True)
def programme(context: dict[str, Any]) -> Programme:
    """Give the programme that runs the site."""
    return _programme(context)


@register.simple_tag(takes_context=True)
def programme_name(context: dict[str, Any]) -> str:
    """Name the programme in the reader's language."""
    return _programme(context).name(reader_language())


@register.inclusion_tag("portal/components/hotline.html", takes_context=True)
def hotline(context: dict[str, Any], reason: str = "") -> dict[str, Any]:
    """Show the hotline's numbers, its hours, and whether somebody answers now."""
    number = number_of(context.get("page"))
    written = number.written(reader_language()) if number else ""
    return {**_hotline(context), "reason": reason, "page_number": written}


@register.inclusion_tag("portal/components/hotline_strip.html", takes_context=True)
def hotline_strip(context: dict[str, Any]) -> dict[str, Any]:
    """Show the first number in one line."""
    return _hotline(context)


@register.simple_tag(takes_context=True)
def menu_entries(context: dict[str, Any]) -> list[dict[str, Any]]:
    """List the pages right below the home page that are marked for menus."""
    pages = _menu() if context.get("below") is None else context["below"]
    request = context.get("request")
    here = getattr(context.get("page"), "path", "")
    return [
        {"title": page.title, "url": page.get_url(request), "here": here.startswith(page.path)}
        for page in pages
        if page.show_in_menus
    ]


def _menu() -> Any:
    pages = Page.objects.live().in_menu()
    # A story is in no menu, wherever it was moved to and whatever was ticked.
    pages = pages.not_type(StoryPage)
    here = pages.filter(depth=TOP_DEPTH, locale__language_code=reader_language())
    return here.order_by("path").only("content_type", "path", "show_in_menus", "title", "url_path")


@register.simple_tag(takes_context=True)
def reach_page(context: dict[str, Any]) -> Page | None:
    """Find the published page of the figures in the reader's language."""
    if context.get("below") is not None:
        return next((one for one in context["below"] if one.specific_class is ReachPage), None)
    found: ReachPage | None = (
        ReachPage.objects.live().filter(locale__language_code=reader_language()).first()
    )
    return found


@register.simple_tag(takes_context=True)
def languages(context: dict[str, Any]) -> list[dict[str, Any]]:
    """List every language with the address of this page in it, or of its home page.

    ``same_page`` says which of the two; only the first is an alternate for
    search engines. Where there is no page, ``addresses`` of the context says where it is
    in each language.
    """
    page, request, here = context.get("page"), context.get("request"), reader_language()
    addresses = context.get("addresses") or {}
    translations = _live_translations(page)
    found: list[dict[str, Any]] = []
    for code, name in LANGUAGE_NAMES.items():
        translation = page if code == here else translations.get(code)
        found.append(
            {
                "code": code,
                "name": name,
                "here": code == here,
                "same_page": translation is not None,
                "url": translation.get_url(request)
                if translation
                else addresses.get(code, f"/{code}/"),
                "full_url": translation.get_full_url(request) if translation else "",
                # For readers of any other language: the first version that there is.
                "is_default": bool(translation) and not any(one["same_page"] for one in found),
            }
        )
    return found


@register.simple_tag(takes_context=True)
def page_card(context: dict[str, Any]) -> str:
    """Give the address of the picture that platforms show beside a page; nobody is in it."""
    address: str = context["request"].build_absolute_uri(
        static(f"portal/card-{reader_language()}.png")
    )
    return address


@register.simple_tag(takes_context=True)
def structured_data(context: dict[str, Any]) -> str:
    """Write what the page says of itself to search engines; most say nothing."""
    describe = getattr(context.get("page"), "structured_data", None)
    things = describe(context) if describe else []
    return as_json_ld(things) if things else ""


def _programme(context: dict[str, Any]) -> Programme:
    found: Programme = Programme.load(request_or_site=context.get("request"))
    return found


def _hotline(context: dict[str, Any]) -> dict[str, Any]:
    found = _programme(context)
    hours = hours_now(found, now=timezone.now())
    turns_at(context.get("request"), hours.changes_at)
    return {
        "programme": found,
        "hours": hours,
        # Read days later, "open now" would be wrong.
        "is_taken_along": getattr(context.get("request"), "is_taken_along", False),
    }


def _live_translations(page: Page | None) -> dict[str, Page]:
    if not isinstance(page, Page) or not page.pk:
        return {}
    family = getattr(page, "family", None)
    # Of a story the gate is asked.
    if isinstance(page, LatinPage) and family is not None and not isinstance(page, StoryPage):
        shown = (other for other in family if other.live and not page.is_private(other))
        return {other.locale.language_code: other for other in shown}
    others = for_the_public(page.get_translations(), now=timezone.now()).select_related("locale")
    return {other.locale.language_code: other for other in others}
