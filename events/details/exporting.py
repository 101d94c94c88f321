"""What a spreadsheet of events says besides: a column an answer, sums of a quiz's hands."""

from collections.abc import Mapping
from typing import Any

from campaigns.overlap_poll import ANSWERS as OF_THE_POLL
from events.details.fair import LINKAGES, all_linkages
from events.details.quiz import HANDS, WINNERS, gain_of_quiz, measured
from events.details.showing import say_providers, say_school
from events.known_rows import KnownRows


def export_details(details: Mapping[str, Any], rows: KnownRows) -> dict[str, Any]:
    """Give the cells; blank where nothing was said, which is not 0."""
    said = dict(details)
    hands = gain_of_quiz(said)
    return {
        "school": say_school(said, rows),
        "classes": ", ".join(map(str, said.get("classes", ()))),
        **{name: said.get(name) for name in WINNERS},
        "questions_measured": len([*measured(said)]) if "hands" in said else None,
        **{name: getattr(hands, name) if hands else None for name in HANDS},
        "providers": say_providers(said, rows),
        **{name: said.get(name) for name in LINKAGES},
        "linkages": all_linkages(said),
        **{name: said.get(name) for name in OF_THE_POLL},
    }
