"""Adding lines up as far as they may be added: month, all up to it, and whether all is known."""

from collections.abc import Iterable
from dataclasses import dataclass

from campaigns.figures import AXES, Measure
from campaigns.rollups import SeriesName
from campaigns.totals import Line

# In which the lines of one indicator, campaign and month can differ.
OF_A_SERIES = [axis for axis in SeriesName._fields if axis in AXES]


@dataclass(frozen=True, slots=True)
class Sum:
    """A month and all months up to it; None is not known, or does not add up."""

    month: int | None = None
    cumulative: int | None = None
    month_complete: bool = True
    cumulative_complete: bool = True
    late: int = 0


def sum_of(lines: Iterable[Line], measure: Measure) -> Sum:
    """Add the lines of one indicator and campaign, as the reach page does.

    By the same table of axes; but a dashboard adds a thousand times, and what one line says
    needs no adding.
    """
    every = list(lines)
    if not every or not _adds_up(every, measure):
        return Sum(late=sum(line.late for line in every))
    adds = "months" in measure.adds_over
    return Sum(
        month=_together(line.own if line.own_known else None for line in every),
        cumulative=_together(line.cumulative_value for line in every) if adds else None,
        month_complete=not any(line.own_unknown for line in every),
        cumulative_complete=not (adds and any(line.cum_unknown for line in every)),
        late=sum(line.late for line in every),
    )


def _adds_up(lines: list[Line], measure: Measure) -> bool:
    """Say whether the indicator adds up over each axis in which two of the lines differ."""
    names = [line.name for line in lines]
    return len(names) == 1 or all(
        AXES[axis] in measure.adds_over or len({getattr(name, axis) for name in names}) == 1
        for axis in OF_A_SERIES
    )


def _together(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
