"""The gain in knowledge of each school, from its own quizzes: for those who work there.

What is reported in total is read from the ledger (:mod:`campaigns.quiz_gain`). The ledger
knows no school, so of one school the quizzes themselves are added up, as it adds them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from campaigns.models import Place
from campaigns.models.places import DISTRICT_CODE_LENGTH, search_form
from campaigns.quiz_gain import NO_HANDS, Hands, rounded
from events.details.quiz import gain_of_quiz, measured, school_of
from events.models import DetailQuestions, EventQuerySet, School, Standing

# The number of a school in the register, or its name as typed; and the district.
Key = tuple[int | None, str, str]


@dataclass(slots=True)
class SchoolGain:
    """One school: its quizzes, and the hands of those that were measured."""

    name: str
    district: str
    quizzes: int = 0
    questions: int = 0
    hands: Hands = NO_HANDS

    @property
    def measured(self) -> int:
        """How many of the quizzes were counted before and after."""
        return self.hands.quizzes

    @property
    def asked_before(self) -> int:
        return self.hands.asked_before

    @property
    def asked_after(self) -> int:
        return self.hands.asked_after

    @property
    def percent_before(self) -> float | None:
        return rounded(self.hands.before and 100 * self.hands.before)

    @property
    def percent_after(self) -> float | None:
        return rounded(self.hands.after and 100 * self.hands.after)

    @property
    def gain(self) -> float | None:
        """In percentage points."""
        return rounded(self.hands.gain)


def gain_by_school(events: EventQuerySet) -> list[SchoolGain]:
    """Add up the quizzes that count by school; the measured ones first, by name."""
    found: dict[Key, SchoolGain] = {}
    quizzes = [*_quizzes(events)]
    schools = School.objects.in_bulk({key for key, _typed, _district, _details in quizzes if key})
    districts = Place.objects.in_bulk({district for _key, _typed, district, _details in quizzes})
    for key, typed, district, details in quizzes:
        name = str(schools[key]) if key in schools else typed
        row = found.setdefault(
            (key, "" if key else search_form(typed), district),
            SchoolGain(name, str(districts.get(district, ""))),
        )
        row.quizzes += 1
        row.questions += len([*measured(details)])
        row.hands += gain_of_quiz(details) or NO_HANDS
    return sorted(found.values(), key=lambda row: (not row.measured, row.district, row.name))


def _quizzes(events: EventQuerySet) -> Iterator[tuple[int | None, str, str, dict[str, Any]]]:
    counted = events.filter(standing=Standing.COUNTED, kind__details=DetailQuestions.QUIZ)
    for details, place in counted.order_by("pk").values_list("details", "place"):
        key, typed = school_of(details)
        yield key, typed, place[:DISTRICT_CODE_LENGTH], details
