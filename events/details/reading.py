"""Which details a kind of event asks for, and which any; read and judged. Pure but ``find``."""

from typing import Any

from django.utils.translation import gettext as _

from campaigns.models import Place
from campaigns.overlap_poll import ANSWERS as OF_THE_POLL
from events.details.answers import DETAILS, NOTHING, Details, FindRow
from events.details.fair import read_fair
from events.details.poll import poll_problems, read_poll
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
    besides, polled = _told_apart(said)
    if not besides:
        pass
    elif kind.details == DetailQuestions.QUIZ:
        details = read_quiz(besides, place=place, find=find)
    elif kind.details == DetailQuestions.FAIR:
        details = read_fair(besides, find=find)
    else:
        details.problems[DETAILS] = _asks_nothing()
    poll = read_poll(polled)
    return Details(details.answers | poll.answers, details.problems | poll.problems)


def _told_apart(said: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Tell what the kind asks from the overlap poll, which any event may hold."""
    polled = {name: said[name] for name in said if name in OF_THE_POLL}
    return {name: said[name] for name in said if name not in polled}, polled


def details_problems(event: Event) -> dict[str, str]:
    """Give what is wrong with the details of an event beside its figures, by field."""
    if event.kind_id is None or not event.details:
        return {}
    besides, _polled = _told_apart(event.details)
    problems = poll_problems(event)
    if besides and event.kind.details == DetailQuestions.NONE:
        problems[DETAILS] = _asks_nothing()
    if event.kind.details == DetailQuestions.QUIZ:
        problems |= quiz_problems(event)
    return problems


def _asks_nothing() -> str:
    return _("Of an event of this kind nothing more is asked.")
