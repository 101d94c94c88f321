"""Outcome claims for tests: one that is right, of which every part can be said otherwise."""

import datetime as dt
from typing import Any

from events.models import OutcomeClaim

DAY = dt.date(2024, 5, 10)
WORDS = "The middleman gave a part of the money back after the meeting."


def new_claim(**parts: Any) -> OutcomeClaim:
    """Make a claim that is not stored; a district of Khulna, unless another place is named."""
    told = {
        "kind_id": "money-recovered",
        "place_id": "BD4047",
        "happened_on": DAY,
        "amount": 60_000,
        "words": WORDS,
        "heard": "person",
        "evidence": "receipt",
        "evidence_words": "The family has the receipt.",
    }
    return OutcomeClaim(**{**told, **parts})
