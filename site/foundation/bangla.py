"""How figures, months, days and clock times are written in Bangla and in English.

Django and Babel print Latin digits in Bangla and group by thousands or not at
all; a reader in Bangladesh expects ৮৮,৩০,২৫২. Pages, factsheets and mails call
these functions, with the language named.
"""

from datetime import date, time

UNKNOWN = "—"
# A number as it is dialled in Bangladesh.
HOME_DIGITS = 11

_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")

_MONTHS = {
    "bn": (
        "জানুয়ারি",
        "ফেব্রুয়ারি",
        "মার্চ",
        "এপ্রিল",
        "মে",
        "জুন",
        "জুলাই",
        "আগস্ট",
        "সেপ্টেম্বর",
        "অক্টোবর",
        "নভেম্বর",
        "ডিসেম্বর",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}

# The hour from which each part of the day is spoken of.
_PARTS_OF_DAY = (
    (20, "রাত"),
    (18, "সন্ধ্যা"),
    (15, "বিকাল"),
    (12, "দুপুর"),
    (6, "সকাল"),
    (4, "ভোর"),
    (0, "রাত"),
)


def to_bangla_digits(text: object) -> str:
    """Replace every Latin digit of a text by its Bangla digit."""
    return str(text).translate(_DIGITS)


def group(value: int) -> str:
    """Write a whole number with commas after the thousand, the lakh and the crore."""
    sign = "-" if value < 0 else ""
    head, tail = divmod(abs(value), 1000)
    if not head:
        return f"{sign}{tail}"
    pairs = []
    while head:
        head, pair = divmod(head, 100)
        pairs.append(f"{pair:02d}")
    return f"{sign}{','.join(reversed(pairs)).lstrip('0')},{tail:03d}"


def figure(value: int | None, language: str) -> str:
    """Write a counted figure as the language's readers do; unknown is a dash, never a zero."""
    if value is None:
        return UNKNOWN
    if language == "bn":
        return to_bangla_digits(group(value))
    return f"{value:,}"


def month_name(month: date, language: str) -> str:
    """Name a month with its year: ``সেপ্টেম্বর ২০২২``, ``September 2022``."""
    return in_digits_of(f"{_name(month, language)} {month.year}", language)


def day(value: date, language: str) -> str:
    """Write a day: ``৩১ আগস্ট ২০২২``, ``31 August 2022``."""
    return in_digits_of(f"{value.day} {_name(value, language)} {value.year}", language)


def days(first: date, last: date, language: str) -> str:
    """Write a stretch of days: ``৩–৩০ সেপ্টেম্বর ২০২২``, ``28 August – 3 September 2022``."""
    if first == last:
        return day(last, language)
    if (first.year, first.month) == (last.year, last.month):
        return in_digits_of(f"{first.day}–{day(last, language)}", language)
    year = "" if first.year == last.year else f" {first.year}"
    start = in_digits_of(f"{first.day} {_name(first, language)}{year}", language)
    return f"{start} – {day(last, language)}"


def clock(value: time, language: str) -> str:
    """Write a time of day as it is spoken: ``সকাল ৭টা``, ``7 am``."""
    hour = value.hour % 12 or 12
    if language == "bn":
        part = next(word for start, word in _PARTS_OF_DAY if value.hour >= start)
        minutes = f" {value.minute} মিনিট" if value.minute else ""
        return to_bangla_digits(f"{part} {hour}টা{minutes}")
    minutes = f":{value.minute:02d}" if value.minute else ""
    return f"{hour}{minutes} {'am' if value.hour < 12 else 'pm'}"


def phone(number: str, language: str) -> str:
    """Write a telephone number; one of eleven digits in two groups, as people here say it."""
    spaced = f"{number[:5]} {number[5:]}" if len(number) == HOME_DIGITS else number
    return in_digits_of(spaced, language)


def in_digits_of(text: str, language: str) -> str:
    """Write the digits of a text as readers of the language do."""
    return to_bangla_digits(text) if language == "bn" else text


def month_names(language: str) -> tuple[str, ...]:
    """Give the names of the twelve months."""
    return _MONTHS["bn" if language == "bn" else "en"]


def _name(value: date, language: str) -> str:
    return month_names(language)[value.month - 1]
