"""Which details a kind of event asks for, read and judged. Pure but for ``find``."""

from typing import Any

from django.utils.translation import gettext as _

from campaigns.models import Place
from events.details.answers import DETAILS, NOTHING, Details, FindRow
from events.details.fair import read_fair
from events.details.quiz import quiz_problems, read_quiz
from events.models import DetailQuestions, Event, EventKind


def read_details(said: Any, *, kind: EventKind, place: Place | None, find: FindRow) -> Details:
    """Read the details of an event of this kind, held at this place as far as that is known."""
    details = Details()
    if said in NOTHING:
        return details
    if not isinstance(said, dict):
        details.problems[DETAILS] = _("Details are an object with names.")
        return details
    if kind.details == DetailQuestions.QUIZ:
        return read_quiz(said, place=place, find=find)
    if kind.details == DetailQuestions.FAIR:
        return read_fair(said, find=find)
    details.problems[DETAILS] = _asks_nothing()
    return details


def details_problems(event: Event) -> dict[str, str]:
    """Give what is wrong with the details of an event beside its figures, by field."""
    if event.kind_id is None or not event.details:
        return {}
    if event.kind.details == DetailQuestions.NONE:
        return {DETAILS: _asks_nothing()}
    return quiz_problems(event) if event.kind.details == DetailQuestions.QUIZ else {}


def _asks_nothing() -> str:
    return _("Of an event of this kind nothing more is asked.")
