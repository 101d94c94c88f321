"""Details in words: a line for each answer, for people who compare, decide or read."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from campaigns.overlap_poll import ANSWERS as OF_THE_POLL
from campaigns.overlap_poll import ANY, ASKED, CHANNELS
from events.details.fair import LINKAGES
from events.details.quiz import WINNERS
from events.known_rows import KnownRows
from events.models import Question, School, ServiceKind
from foundation.bangla import UNKNOWN, figure, in_digits_of

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LABELS: "dict[str, StrPromise]" = {
    "school": gettext_lazy("School"),
    "school_name": gettext_lazy("School that is not in the list"),
    "classes": gettext_lazy("Classes"),
    "winner_girls": gettext_lazy("Winners: girls"),
    "winner_boys": gettext_lazy("Winners: boys"),
    "linkages_women": gettext_lazy("Linkages made: women"),
    "linkages_men": gettext_lazy("Linkages made: men"),
    "linkages_not_recorded": gettext_lazy("Linkages made: not told apart"),
    "providers": gettext_lazy("Service providers present"),
    ASKED: gettext_lazy("How many were asked"),
    **{one.answer: one.question for one in CHANNELS},
    ANY: gettext_lazy("Raised a hand for any of them"),
}
# With the number of the line.
NUMBERED: "dict[str, StrPromise]" = {
    "question": gettext_lazy("Question %(number)s"),
    "asked_before": gettext_lazy("Question %(number)s: could answer before"),
    "right_before": gettext_lazy("Question %(number)s: right before"),
    "asked_after": gettext_lazy("Question %(number)s: could answer after"),
    "right_after": gettext_lazy("Question %(number)s: right after"),
    "provider": gettext_lazy("Institution %(number)s"),
    "service": gettext_lazy("Service of institution %(number)s"),
}


def label_of(slot: str) -> str:
    """Name an answer as the forms do; nothing for what no form asks."""
    if slot in LABELS:
        return str(LABELS[slot])
    name, _underline, number = slot.rpartition("_")
    if name not in NUMBERED or not number.isdecimal():
        return ""
    return in_digits_of(str(NUMBERED[name]) % {"number": number}, get_language() or "en")


def lines_of(details: Mapping[str, Any], rows: KnownRows) -> dict[str, tuple[str, str]]:
    """Give label and text of each answer, by a name that is the same for the same answer."""
    lines: dict[str, tuple[str, str]] = {}
    for name in ("school", "school_name", "classes", *WINNERS, *LINKAGES, *OF_THE_POLL):
        if name in details:
            lines[name] = (label_of(name), _say(name, details[name], rows))
    for one in details.get("hands", ()):
        asked = rows(Question, one["question"]) if "question" in one else None
        lines[f"question {one.get('question')}"] = (str(asked or UNKNOWN), say_hands(one))
    if told := [_say_provider(one, rows) for one in details.get("providers", ())]:
        lines["providers"] = (label_of("providers"), "; ".join(told))
    return lines


def say_school(details: Mapping[str, Any], rows: KnownRows) -> str:
    """Name the school, from the list or as it was typed."""
    if "school" in details:
        return str(rows(School, details["school"]) or UNKNOWN)
    return str(details.get("school_name", ""))


def say_providers(details: Mapping[str, Any], rows: KnownRows) -> str:
    return "; ".join(_say_provider(one, rows) for one in details.get("providers", ()))


def say_hands(line: Mapping[str, Any]) -> str:
    """Say the hands for one question; what nobody counted is a dash, never 0."""
    language = get_language() or "en"
    words = _("before: %(right_before)s of %(asked_before)s right; "
              "after: %(right_after)s of %(asked_after)s")  # fmt: skip
    names = ("right_before", "asked_before", "right_after", "asked_after")
    return words % {name: figure(line.get(name), language) for name in names}


def _say(name: str, answer: Any, rows: KnownRows) -> str:
    language = get_language() or "en"
    if name == "school":
        return str(rows(School, answer) or UNKNOWN)
    if name == "classes":
        return in_digits_of(", ".join(map(str, answer)), language)
    return figure(answer, language) if isinstance(answer, int) else str(answer)


def _say_provider(one: Mapping[str, str], rows: KnownRows) -> str:
    named = one.get("provider", UNKNOWN)
    service = rows(ServiceKind, one["service"]) if "service" in one else None
    return f"{named} ({service})" if service else named
