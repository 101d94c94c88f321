"""The overlap poll: a show of hands that any event may hold, asked by nobody's name.

How many could raise a hand, how many did for each channel, and how many for any of them. It
counts only when all of these are known; what is missing is unknown, never 0.
"""

from typing import Any

from django.utils.translation import gettext as _

from campaigns.overlap_poll import ANSWERS, ANY, ASKED, SEEN, Hands
from events.details.answers import Details
from events.models import Event
from events.single_values import read_people


def read_poll(said: dict[str, Any]) -> Details:
    """Read the hands, and compare them with each other as far as they are known."""
    details = Details()
    for name in ANSWERS:
        details.take(said, name, read_people)
    _compare(details)
    return details


def _compare(details: Details) -> None:
    said = details.answers
    asked, seen = said.get(ASKED), [said.get(name) for name in SEEN]
    raised = [name for name in (*SEEN, ANY) if name in said]
    if asked is None and raised:
        details.wrong(ASKED, _("Say how many people were asked."))
    for name in raised:
        if asked is not None and said[name] > asked:
            details.wrong(name, _("More hands than people who were asked."))
    if ANY not in said:
        return
    if said[ANY] < max((count for count in seen if count is not None), default=0):
        details.wrong(ANY, _("Fewer than for one of them: whoever saw one saw any of them."))
    if None not in seen and said[ANY] > sum(count or 0 for count in seen):
        details.wrong(ANY, _("More than for all of them together."))


def poll_problems(event: Event) -> dict[str, str]:
    """Compare who was asked with who came, as far as that is known."""
    details = Details()
    if event.total is None or event.total_is_at_least:
        return details.problems
    if event.details.get(ASKED, 0) > event.total:
        details.wrong(ASKED, _("These are more people than came."))
    return details.problems


def hands_of_poll(details: dict[str, Any]) -> Hands | None:
    """Give the hands of one event; None where nobody was asked or one count is missing."""
    counts = {name: details[name] for name in ANSWERS if name in details}
    if len(counts) < len(ANSWERS) or not counts[ASKED]:
        return None
    return Hands(counts, events=1)
