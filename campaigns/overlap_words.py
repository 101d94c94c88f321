"""The overlap poll in words: what a share says, on how many people it rests, and what it is not."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from campaigns.overlap_poll import ANY, CHANNELS
from campaigns.words import count
from foundation.bangla import in_digits_of

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

SEVERAL = "several"
# In the order in which they are printed.
ROWS: "tuple[tuple[str, StrPromise], ...]" = (
    *((one.answer, one.where) for one in CHANNELS),
    (ANY, gettext_lazy("On any of them")),
    (SEVERAL, gettext_lazy("On both")),
)


def in_percent(number: float) -> str:
    """Write a share in the reader's digits."""
    return in_digits_of(f"{number:.1f}\u00a0%", get_language() or "en")


def share_in_words(told: dict[str, Any], name: str) -> str:
    """Write one share of a month or up to it; of too few people none is told."""
    if not told["asked"]:
        return _("nobody was asked")
    share = told[name]["percent"]
    return _("too few asked") if share is None else in_percent(share)


def spread_in_words(told: dict[str, Any], name: str) -> str:
    """Write the lowest and the highest district; one alone is no spread."""
    share = told[name]
    if share.get("parts", 0) < 2:
        return ""
    words = _("All months, %(districts)s districts: %(lowest)s to %(highest)s")
    return words % {
        "lowest": in_percent(share["lowest"]),
        "highest": in_percent(share["highest"]),
        "districts": count(share["parts"]),
    }


def sample_in_words(told: dict[str, Any]) -> str:
    """Say on how many people it rests."""
    words = _("%(asked)s asked, events: %(events)s, districts: %(districts)s")
    return words % {name: count(told[name]) for name in ("asked", "events", "districts")}


def poll_in_words(told: dict[str, Any]) -> str:
    """Say all of a month or up to it in one line."""
    if not told["enough"]:
        parts = [share_in_words(told, ANY)]
    else:
        parts = [f"{label}: {share_in_words(told, name)}" for name, label in ROWS]
    return "; ".join([*parts, *([sample_in_words(told)] if told["asked"] else [])])
