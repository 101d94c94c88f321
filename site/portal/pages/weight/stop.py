"""That no page becomes public that is too heavy for its kind, and what editors are told then."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from foundation.bangla import figure
from portal.pages.refusal import PageRefused
from portal.pages.sizes import in_tenths
from portal.pages.weight.weighing import NAMED, Part, Weight, weigh


class TooHeavy(PageRefused):
    """The page may not become public; what to shorten stands in the messages."""


def stop_if_too_heavy(page: Any) -> Weight:
    """Weigh a page that is to be public. Raises :class:`TooHeavy`."""
    weight = weigh(page)
    if sentences := excess(weight):
        raise TooHeavy(sentences)
    return weight


def excess(weight: Weight) -> list[str]:
    """Say in sentences what is too much, and what is heaviest; nothing when it is light enough."""
    budget, said = weight.budget, []
    if budget.text is not None and weight.text > budget.text:
        said.append(
            _(
                "The page weighs %(weight)s without pictures; %(most)s is the most here. Shorten "
                "it, or put a part on a page of its own. Heaviest: %(parts)s."
            )
            % _about(weight.text, budget.text, weight.pieces)
        )
    if weight.whole > budget.whole:
        said.append(
            _(
                "The page weighs %(weight)s with all that it loads; %(most)s is the most here. "
                "Take a picture away, or shorten it. Heaviest: %(parts)s."
            )
            % _about(weight.whole, budget.whole, weight.pictures or weight.pieces)
        )
    if weight.requests > budget.requests:
        said.append(_too_many(weight))
    if weight.unknown:
        said.append(
            _("Nobody knows how heavy this is: %(parts)s. Take it away and choose it anew.")
            % {"parts": ", ".join(weight.unknown)}
        )
    return said


def heaviest(parts: Iterable[Part]) -> str:
    """Name the first parts with what each weighs."""
    first = list(parts)[:NAMED]
    named = ((one.words.rstrip(" .।") or _("Picture"), in_tenths(one.size)) for one in first)
    return "; ".join(f"{words} ({size})" for words, size in named)


def _too_many(weight: Weight) -> str:
    language, most = get_language() or "en", weight.budget.requests - 1
    return ngettext(
        "A phone would fetch %(found)s files for this page; %(most)s is the most. Take pictures "
        "away.",
        "A phone would fetch %(found)s files for this page; %(most)s are the most. Take pictures "
        "away.",
        most,
    ) % {"found": figure(weight.requests - 1, language), "most": figure(most, language)}


def _about(size: int, most: int, parts: Iterable[Part]) -> dict[str, str]:
    return {"weight": in_tenths(size), "most": in_tenths(most), "parts": heaviest(parts)}
