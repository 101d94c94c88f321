"""What the templates need: figures in the reader's language, and the frame of every page."""

import re
from datetime import date, datetime, time
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import dates, timezone, translation
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from wagtail.models import Page

from foundation import bangla
from portal.hotline_calls.page_numbers import number_of
from portal.page_cache.turning import turns_at
from portal.pages import sizes, words
from portal.pages.hotline import hours_now
from portal.pages.models import Programme, ReachPage, StoryPage
from portal.pages.models.base import LatinPage
from portal.pages.models.standard import TOP_DEPTH
from portal.pages.public import for_the_public
from portal.pages.sharing.structured_data import as_json_ld

register = template.Library()

BANGLA_LETTER = re.compile(r"[\u0980-\u09ff]")
LANGUAGE_NAMES = {"bn": "বাংলা", "en": "English"}


def reader_language() -> str:
    """Name the language that the page is being written in."""
    return "bn" if (get_language() or "").startswith("bn") else "en"


@register.filter
def figure(value: int | None) -> str:
    """Write a figure in the reader's digits and grouping; unknown is a dash."""
    return bangla.figure(value, reader_language())


@register.filter
def figure_cell(value: int | None) -> str:
    """Write a figure for a table; beside the dash of an unknown one stand words."""
    if value is None:
        return format_html("{} <small>{}</small>", bangla.UNKNOWN, gettext("not known"))
    return figure(value)


@register.filter
def sum_cell(sums: dict[str, Any], basis: str) -> str:
    """Write a sum of which a part may be unknown; then it is a least figure."""
    value = sums.get(basis)
    if value is not None and not sums.get(f"{basis}_complete", True):
        return format_html("{} <small>{}</small>", figure(value), gettext("at least"))
    return figure_cell(value)


@register.filter
def source_words(source: str) -> str:
    """Name a source of the ledger without its technical first word."""
    return translation.gettext(source.partition(":")[2] or source)


@register.filter
def as_typed(text: str) -> str:
    """Write what staff type once for all readers; a screen reader is told its language."""
    language = "bn" if BANGLA_LETTER.search(text) else "en"
    if language == reader_language():
        return text
    return format_html('<span lang="{}">{}</span>', language, text)


@register.filter
def missing_labels(digital: dict[str, Any]) -> str:
    """Name the channels whose figure of the month is missing, or in part."""
    missing = set(digital["month"]["missing"])
    return ", ".join(
        in_language(one, "label") for one in digital["channels"] if one["channel"] in missing
    )


@register.filter
def status_words(code: str) -> str:
    """Say in words how far a figure is settled."""
    return str(words.STATUS.get(code, code))


@register.filter
def kind_words(code: str) -> str:
    """Say in words what is being counted."""
    return str(words.KIND.get(code, code))


@register.filter
def confidence_words(code: str) -> str:
    """Say in words how certain a figure is."""
    return str(words.CONFIDENCE.get(code, code))


@register.filter
def attendance_rows(attendance: dict[str, Any]) -> list[dict[str, Any]]:
    """Arrange who came, one row a group, with the month and all months together."""
    month, cumulative = attendance["month"], attendance["cumulative"]
    return [
        {"label": label, "month": month.get(code), "cumulative": cumulative.get(code)}
        for code, label in words.ATTENDANCE
    ]


@register.filter
def bn_digits(value: object) -> str:
    """Write the digits of a text in Bangla where the page is in Bangla."""
    return bangla.to_bangla_digits(value) if reader_language() == "bn" else str(value)


@register.filter
def month_name(value: date | str) -> str:
    """Name a month in the reader's language, given as a day of it or as ``2022-09``."""
    if isinstance(value, str):
        value = date.fromisoformat(f"{value}-01")
    return bangla.month_name(value, reader_language())


@register.filter
def day(value: date | datetime | str | None) -> str:
    """Write a day in the reader's language; a moment is taken in Dhaka's time."""
    if not value:
        return ""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return bangla.day(value, reader_language())


@register.filter
def covered_days(part: dict[str, Any]) -> str:
    """Write the days that a figure really covers, where they are known."""
    if not (part.get("period_start") and part.get("period_end")):
        return ""
    first, last = (date.fromisoformat(part[name]) for name in ("period_start", "period_end"))
    return bangla.days(first, last, reader_language())


@register.filter
def weekday(value: date) -> str:
    """Name the day of the week in the reader's language."""
    return str(dates.WEEKDAYS[value.weekday()])


@register.filter
def clock(value: time) -> str:
    """Write a time of day in the reader's language."""
    return bangla.clock(value, reader_language())


@register.filter
def phone(number: str) -> str:
    """Write a telephone number in two groups, as people here say it."""
    return bangla.phone(number, reader_language())


@register.filter
def in_bytes(size: int) -> str:
    """Write what a page or a file weighs."""
    return sizes.in_bytes(size)


@register.filter
def in_minutes(seconds: int) -> str:
    """Write how long a sound is."""
    return sizes.in_minutes(seconds)


@register.filter
def in_language(thing: Any, name: str) -> str:
    """Take ``label_bn`` or ``label_en`` (asked for as ``label``) of a row or a mapping."""
    key = f"{name}_{reader_language()}"
    value = thing.get(key) if isinstance(thing, dict) else getattr(thing, key, "")
    return value or ""


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
    return pages.filter(depth=TOP_DEPTH, locale__language_code=reader_language()).order_by("path")


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
