"""The one rule by which an event becomes figures in the ledger. Pure: no query, no clock."""

from collections.abc import Iterator

from campaigns import overlap_poll
from campaigns.ledger import Cell, Fact, Source
from campaigns.quiz_gain import MEASURES
from events.details.fair import linkages_of
from events.details.poll import hands_of_poll
from events.details.quiz import gain_of_quiz
from events.models import DetailQuestions, Event, Standing
from events.plausibility import EVENT_ZONE

# Where the ledger keeps each attendance figure: sex, age.
SEX_AND_AGE = {
    "women": ("w", "adult"),
    "men": ("m", "adult"),
    "girls": ("w", "child"),
    "boys": ("m", "child"),
    "not_recorded": ("x", "x"),
}
EVENTS_HELD = ("A1", "events-held")
ATTENDANCE = ("A2", "attendance")
COORDINATION_ATTENDANCE = ("A4", "coordination-attendance")
# Of events where people were asked whether it was their first: they, and all who came.
FIRST_TIMERS = ("A6", "first-timers")
ASKED = ("A7", "attendance-first-timers-asked")
LINKAGES = ("A5", "fair-linkages")
LINKED = {"linkages_women": "w", "linkages_men": "m", "linkages_not_recorded": "x"}
NOT_RECORDED = "not-recorded"


def facts_of(event: Event, *, source: Source) -> list[Fact]:
    """Give everything that an event says to the ledger; nothing unless it counts.

    Persons with disabilities stay in the event. Persons reached (A3) add up over
    neither months nor channels, so one event's first-timers are no part of it: they
    are a figure of their own (A6), beside all who came to those events (A7), and the
    rule of A3 is computed from both (:mod:`campaigns.unique_persons`).
    """
    if event.standing != Standing.COUNTED:
        return []
    details: Iterator[Fact] = iter(())
    if event.kind.details == DetailQuestions.QUIZ:
        details = _hands(event, source)
    elif event.kind.details == DetailQuestions.FAIR:
        details = _linkages(event, source)
    attendance = ATTENDANCE if event.kind.counts_as_reached else COORDINATION_ATTENDANCE
    held = Fact(cell=_cell(event, EVENTS_HELD), source=source, value=1)
    return [
        held,
        *(
            Fact(
                cell=_cell(event, attendance, *SEX_AND_AGE[name]),
                source=source,
                value=figure,
                reason="" if figure is not None else NOT_RECORDED,
            )
            for name, figure in _stated_figures(event.figures, apart="not_recorded")
        ),
        *_first_timers(event, source),
        *_polled(event, source),
        *details,
    ]


def _first_timers(event: Event, source: Source) -> Iterator[Fact]:
    """Give who came for the first time, and of how many; nothing where nobody was asked.

    That nobody was asked is no unknown figure: the event is then told by its kind. Officials
    who meet are never part of persons reached.
    """
    if event.first_timers is None or not event.kind.counts_as_reached:
        return
    yield Fact(cell=_cell(event, FIRST_TIMERS), source=source, value=event.first_timers)
    yield Fact(
        cell=_cell(event, ASKED),
        source=source,
        value=event.total,
        reason="" if event.total is not None else NOT_RECORDED,
    )


def _polled(event: Event, source: Source) -> Iterator[Fact]:
    """Give the hands of the overlap poll, where all of them were counted; else nothing.

    An event where nobody was asked is no part of the sample. Officials who meet are no part
    of it either: it stands beside the figures of those whom events reached.
    """
    if event.kind.counts_as_reached and (hands := hands_of_poll(event.details)):
        for name, measure in overlap_poll.MEASURES.items():
            yield Fact(cell=_cell(event, measure), source=source, value=hands.counts[name])


def _hands(event: Event, source: Source) -> Iterator[Fact]:
    """Give the hands of a quiz, of the questions that were counted before and after only.

    A quiz without any is no part of the sample: nothing is unknown that could be added.
    """
    if measured := gain_of_quiz(event.details):
        for name, measure in MEASURES.items():
            yield Fact(cell=_cell(event, measure), source=source, value=getattr(measured, name))


def _linkages(event: Event, source: Source) -> Iterator[Fact]:
    """Give how many people were linked to a service at a fair; without any figure, unknown."""
    told = _stated_figures(linkages_of(event.details), apart="linkages_not_recorded")
    for name, figure in told:
        yield Fact(
            cell=_cell(event, LINKAGES, LINKED[name]),
            source=source,
            value=figure,
            reason="" if figure is not None else NOT_RECORDED,
        )


def _stated_figures(
    figures: dict[str, int | None], *, apart: str
) -> Iterator[tuple[str, int | None]]:
    """Give the figures to post; ``None`` is one that nobody knows.

    With a figure under ``apart`` (of those who were not told apart) everybody is
    accounted for, so a blank says nothing. Without it, a blank beside a filled
    cell is unknown, and nothing but blanks is one unknown crowd.
    """
    if all(figure is None for figure in figures.values()):
        yield apart, None
        return
    everybody_is_in = figures[apart] is not None
    for name, figure in figures.items():
        if figure is not None:
            yield name, figure
        elif not everybody_is_in and name != apart:
            yield name, None


def _cell(event: Event, measure: tuple[str, str], sex: str = "x", age: str = "x") -> Cell:
    indicator, definition = measure
    return Cell(
        indicator=indicator,
        channel=event.kind_id,
        definition=definition,
        period_start=event.held_on,
        period_end=event.held_on,
        zone=EVENT_ZONE,
        campaign=str(event.campaign_id),
        area=event.place_id,
        sex=sex,
        age=age,
    )
