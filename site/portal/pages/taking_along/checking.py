"""Whether what a file says still holds: asked by its code, by a reader or for one on the telephone.

Nothing of the question is kept.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.http import HttpRequest
from django.utils import timezone, translation
from wagtail.models import Page

from portal.pages.models import PassedOn
from portal.pages.models.passed_on import DIGITS_OF_A_CODE
from portal.pages.public import for_the_public
from portal.pages.taking_along.one_file import digest_of
from portal.pages.taking_along.reading import as_taken_along

# What people put between the digits.
BETWEEN = " -–.\u200b\u200c\u200d\u00a0"


class State(StrEnum):
    """What is said of a code."""

    NO_CODE = "no-code"
    NOT_OURS = "not-ours"
    GONE = "gone"
    EXPIRED = "expired"
    CHANGED = "changed"
    STILL_TRUE = "still-true"


@dataclass(frozen=True, slots=True)
class Found:
    """The answer, with the page as it is now, where there is one."""

    state: State
    page: Page | None = None
    until: date | None = None


def read_code(typed: str) -> str:
    """Read a code in either digits, with spaces or strokes between; "" if it is none."""
    signs = [sign for sign in typed.strip() if sign not in BETWEEN]
    digits = "".join(str(unicodedata.digit(sign, "")) for sign in signs)
    return digits if len(digits) == len(signs) == DIGITS_OF_A_CODE else ""


def look_up(typed: str, request: HttpRequest, *, today: date) -> Found:
    """Compare the words that a file was made of with what the page says now."""
    code = read_code(typed)
    if not code:
        return Found(State.NO_CODE)
    entry = PassedOn.objects.filter(code=code).first()
    if entry is None:
        return Found(State.NOT_OURS)
    pages = Page.objects.filter(
        translation_key=entry.translation_key, locale__language_code=entry.language
    )
    found = for_the_public(pages, now=timezone.now()).first()
    if found is None:
        return Found(State.GONE)
    page = found.specific
    if today > entry.until:
        return Found(State.EXPIRED, page, entry.until)
    with translation.override(entry.language):
        shown = as_taken_along(page, request)
        is_same = digest_of(page, shown.content.decode()) == entry.digest
    return Found(State.STILL_TRUE if is_same else State.CHANGED, page, entry.until)
