"""What somebody typed into a form of texts (ODK, a sheet, the office), as details have it."""

import re
from collections.abc import Mapping
from typing import Any

from campaigns.overlap_poll import ANSWERS as OF_THE_POLL
from events.details.fair import LINKAGES
from events.details.quiz import HANDS, WINNERS

NUMBERS = frozenset({"school", "question", *HANDS, *WINNERS, *LINKAGES, *OF_THE_POLL})
WHOLE_NUMBER = re.compile(r"[+-]?\d{1,18}")
BETWEEN = re.compile(r"[\s,;،]+")


def typed(slot: str, text: str) -> Any:
    """Give what a text means at a slot; what cannot be that stays text, and is refused by name."""
    if slot == "classes":
        return [_number(part) for part in BETWEEN.split(text.strip()) if part]
    stem = re.sub(r"_\d+$", "", slot)
    return _number(text) if stem in NUMBERS else text


def typed_all(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Read every answer that is text."""
    return {
        slot: typed(slot, answer) if isinstance(answer, str) else answer
        for slot, answer in answers.items()
    }


def _number(text: str) -> Any:
    # Python reads the digits of every script.
    return int(text) if WHOLE_NUMBER.fullmatch(text.strip()) else text
