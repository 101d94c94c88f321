"""Adding lines up as far as they may be added: month, all up to it, and whether all is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from campaigns.actuals import added
from campaigns.figures import Measure
from campaigns.totals import Line, cumulative_figure, month_figure


@dataclass(frozen=True, slots=True)
class Sum:
    """A month and all months up to it; None is not known, or does not add up."""

    month: int | None = None
    cumulative: int | None = None
    month_complete: bool = True
    cumulative_complete: bool = True
    late: int = 0


def sum_of(lines: Iterable[Line], measure: Measure, month: date) -> Sum:
    """Add the lines of one indicator, as the reach page does."""
    every = list(lines)
    own = added(month_figure(line, measure, month) for line in every)
    whole = None
    if "months" in measure.adds_over:
        whole = added(cumulative_figure(line, measure) for line in every)
    return Sum(
        month=own.value if own else None,
        cumulative=whole.value if whole else None,
        month_complete=not (own and own.unknown),
        cumulative_complete=not (whole and whole.unknown),
        late=sum(line.late for line in every),
    )
