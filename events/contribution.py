"""The one rule by which an event becomes figures in the ledger. Pure: no query, no clock."""

from collections.abc import Iterator

from campaigns.ledger import Cell, Fact, Source
from events.models import Event, Standing
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
NOT_RECORDED = "not-recorded"


def facts_of(event: Event, *, source: Source) -> list[Fact]:
    """Give everything that an event says to the ledger; nothing unless it counts.

    First-timers and persons with disabilities stay in the event. The ledger has
    persons reached (A3) as a *stated* figure that adds up over neither months
    nor channels: one event's first-timers are no part that could be contributed
    to it, and who was there twice is known only to who states the quarter.
    """
    if event.standing != Standing.COUNTED:
        return []
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
            for name, figure in _stated_figures(event)
        ),
    ]


def _stated_figures(event: Event) -> Iterator[tuple[str, int | None]]:
    """Give the figures to post; ``None`` is one that nobody knows.

    With a figure under "not recorded" everybody is accounted for, so a blank
    says nothing. Without it, a blank beside a filled cell is unknown, and five
    blanks are one unknown crowd.
    """
    if event.total is None:
        yield "not_recorded", None
        return
    everybody_is_in = event.not_recorded is not None
    for name, figure in event.figures.items():
        if figure is not None:
            yield name, figure
        elif not everybody_is_in and name != "not_recorded":
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
