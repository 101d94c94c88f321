"""Details as a form has them: one name for each answer, numbered where there are several.

Forms without lists (ODK's, the office's, sheets) ask by these names, and problems are
named by them.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from campaigns.overlap_poll import ANSWERS as OF_THE_POLL
from events.details.answers import DETAILS, NOTHING
from events.details.fair import LINKAGES, MOST_PROVIDERS
from events.details.quiz import HANDS, MOST_QUESTIONS, WINNERS

HAND_LINE = ("question", *HANDS)
PROVIDER_LINE = ("provider", "service")
# Name of the list, names in a line of it, how many lines a form offers.
LISTS = (
    ("hands", HAND_LINE, MOST_QUESTIONS),
    ("providers", PROVIDER_LINE, MOST_PROVIDERS),
)
PLAIN = ("school", "school_name", "classes", *WINNERS, *LINKAGES, *OF_THE_POLL)


def _numbered() -> Iterator[str]:
    for _name, line, most in LISTS:
        for number in range(1, most + 1):
            yield from (f"{part}_{number}" for part in line)


SLOTS = (*PLAIN, *_numbered())


def from_slots(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Make details of a form's answers; an empty line keeps its place, so that numbers hold."""
    details = {name: answers[name] for name in PLAIN if answers.get(name) not in NOTHING}
    for name, parts, most in LISTS:
        lines = [
            {
                part: answers[slot]
                for part in parts
                if answers.get(slot := f"{part}_{number}") not in NOTHING
            }
            for number in range(1, most + 1)
        ]
        while lines and not lines[-1]:
            lines.pop()
        if lines:
            details[name] = lines
    return details


def to_slots(details: Mapping[str, Any]) -> dict[str, Any]:
    """Give each answer under the name that a form has for it."""
    answers = {name: details[name] for name in PLAIN if name in details}
    for name, _parts, _most in LISTS:
        for number, line in enumerate(details.get(name, ()), start=1):
            answers |= {f"{part}_{number}": answer for part, answer in line.items()}
    return answers


def slot_of(problem: str) -> str:
    """Give the slot that a problem's name speaks of; a problem of the whole has none."""
    return problem.removeprefix(f"{DETAILS}.") if problem.startswith(f"{DETAILS}.") else ""
