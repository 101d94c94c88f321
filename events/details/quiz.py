"""A school quiz: the school, the classes, who won in numbers, and the hands per question.

Participants are the event's own attendance. No pupil has a name here. A question
counts for a gain only with all four figures: how many could answer and how
many were right, before and after. What is missing is unknown, never 0.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from campaigns.models import Place
from campaigns.models.places import DISTRICT_CODE_LENGTH
from campaigns.quiz_gain import Hands
from events.details.answers import Details, FindRow, read_key, read_list
from events.models import Event, Question, School
from events.single_values import Wrong, read_people, read_text

MOST_QUESTIONS = 10
LONGEST_SCHOOL_NAME = 120
CLASSES = range(1, 13)
WINNERS = ("winner_girls", "winner_boys")
HANDS = ("asked_before", "right_before", "asked_after", "right_after")
ANSWERS = ("school", "school_name", "classes", *WINNERS, "hands")


def read_quiz(said: dict[str, Any], *, place: Place | None, find: FindRow) -> Details:
    details = Details()
    details.refuse_others(said, ANSWERS)
    details.take(said, "school", lambda value: _school(value, place, find))
    details.take(said, "school_name", lambda text: read_text(text, longest=LONGEST_SCHOOL_NAME))
    if {"school", "school_name"} <= details.answers.keys():
        details.wrong("school_name", _("The school is chosen from the list: leave this blank."))
    details.take(said, "classes", _classes)
    for name in WINNERS:
        details.take(said, name, read_people)
    details.take(said, "hands", lambda value: _hands(value, details, find))
    return details


def _school(value: Any, place: Place | None, find: FindRow) -> int:
    key = read_key(value)
    school = find(School, key)
    # One answer for both, so that nobody learns of others' schools by asking. The union may
    # be wrong in the register; the district is what people are assigned to.
    if not isinstance(school, School) or (place is not None and not _near(school, place)):
        raise Wrong(_("We know no such school in the district of this event."))
    return key


def _near(school: School, place: Place) -> bool:
    return school.place_id[:DISTRICT_CODE_LENGTH] == place.code[:DISTRICT_CODE_LENGTH]


def _classes(value: Any) -> list[int]:
    every = value if isinstance(value, list) else [value]
    for number in every:
        if not isinstance(number, int) or isinstance(number, bool) or number not in CLASSES:
            raise Wrong(_("A class is a number from 1 to 12."))
    return sorted({*every})


def _hands(value: Any, details: Details, find: FindRow) -> list[dict[str, int]]:
    read = []
    seen: set[int] = set()
    for number, one in enumerate(read_list(value, most=MOST_QUESTIONS), start=1):
        line = Details()
        line.refuse_others(one, ("question", *HANDS))
        line.take(one, "question", lambda key: _question(key, find))
        for name in HANDS:
            line.take(one, name, read_people)
        _compare_hands(line, seen)
        for name, why in line.problems.items():
            details.problems.setdefault(f"{name}_{number}", why)
        if line.answers:
            read.append(line.answers)
    return read


def _question(value: Any, find: FindRow) -> int:
    key = read_key(value)
    question = find(Question, key)
    # One that is no longer offered stays right: a phone may have asked it weeks ago.
    if not isinstance(question, Question) or question.offered_at is None:
        raise Wrong(_("We know no such question."))
    return key


def _compare_hands(line: Details, seen: set[int]) -> None:
    said, question = line.answers, line.answers.get("question")
    if question is None and said:
        line.wrong("question", _("Say which question these hands are for."))
    if question in seen:
        line.wrong("question", _("This question was counted already."))
    seen |= {question} if question is not None else set()
    for when in ("before", "after"):
        asked, right = said.get(f"asked_{when}"), said.get(f"right_{when}")
        if asked is not None and right is not None and right > asked:
            line.wrong(f"right_{when}", _("More were right than could answer."))


def quiz_problems(event: Event) -> dict[str, str]:
    """Compare the winners and the hands with who came, as far as that is known."""
    details = Details()
    said = event.details
    for winners, came in zip(WINNERS, (event.girls, event.boys), strict=True):
        if came is not None and said.get(winners, 0) > came:
            details.wrong(winners, _("These are more winners than took part."))
    if event.total is None or event.total_is_at_least:
        return details.problems
    if sum(said.get(name, 0) for name in WINNERS) > event.total:
        details.wrong("winner_girls", _("These are more winners than took part."))
    for number, line in enumerate(said.get("hands", ()), start=1):
        for when in ("before", "after"):
            if line.get(f"asked_{when}", 0) > event.total:
                details.wrong(f"asked_{when}_{number}", _("These are more people than came."))
    return details.problems


def measured(details: dict[str, Any]) -> Iterator[tuple[int, Hands]]:
    """Give each question of which a gain can be told, with its hands."""
    for line in details.get("hands", ()):
        figures = [line.get(name) for name in HANDS]
        if None not in figures and line["asked_before"] and line["asked_after"]:
            yield line["question"], Hands(**{name: line[name] for name in HANDS})


def gain_of_quiz(details: dict[str, Any]) -> Hands | None:
    """Add up the hands of a quiz; None when nothing was counted before and after."""
    every = [hands for _question, hands in measured(details)]
    return sum(every[1:], every[0]).as_one_quiz() if every else None


def school_of(details: dict[str, Any]) -> tuple[int | None, str]:
    """Name the school: by its number, or as it was typed."""
    return details.get("school"), " ".join(details.get("school_name", "").split())
