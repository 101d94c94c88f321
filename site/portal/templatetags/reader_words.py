"""What templates write in the reader's language: figures, sums, days, times, names."""

import re
from datetime import date, datetime, time
from typing import Any

from django import template
from django.utils import dates, timezone, translation
from django.utils.html import format_html
from django.utils.translation import get_language, gettext

from campaigns import overlap_words
from foundation import bangla
from portal.pages import sizes, words

register = template.Library()

BANGLA_LETTER = re.compile(r"[\u0980-\u09ff]")


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
def overlap_rows(overlap: dict[str, Any]) -> list[dict[str, Any]]:
    """Arrange the shares of the overlap poll, one row a channel, with their spread."""
    month, cumulative = overlap["month"], overlap["cumulative"]
    return [
        {
            "label": label,
            "month": overlap_words.share_in_words(month, name),
            "cumulative": overlap_words.share_in_words(cumulative, name),
            "spread": overlap_words.spread_in_words(cumulative, name),
        }
        for name, label in overlap_words.ROWS
    ]


@register.filter
def overlap_sample(told: dict[str, Any]) -> str:
    """Say how many people were asked in the overlap poll, at how many events, and where."""
    return overlap_words.sample_in_words(told)


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
