"""What a sheet's columns are called, and which of them hold days, times or counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The columns of one kind of sheet, and the rows that show in a template how to fill it in."""

    # A sheet of this name is read where a file has several, else the first.
    named: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    days: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    moments: frozenset[str] = frozenset()
    counts: frozenset[str] = frozenset()
    # Remarks: the first cell of each begins with "#".
    examples: tuple[tuple[str, ...], ...] = ()
    # False where cells hold what no report may repeat: who somebody is.
    quotes: bool = True
    # What belongs into a column, in English and in Bangla.
    explained: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns, in the order of the template."""
        return (*self.required, *self.optional)

    @property
    def in_figures(self) -> frozenset[str]:
        """Where Bangla digits are read; in words they are left as they are."""
        return self.days | self.times | self.moments | self.counts


FIGURES = Layout(
    named="figures",
    required=("channel", "indicator", "role", "period_start", "period_end", "value"),
    optional=("reason", "definition", "confidence", "source", "observed_at", "sex"),
    days=frozenset({"period_start", "period_end"}),
    moments=frozenset({"observed_at"}),
    counts=frozenset({"value"}),
    examples=(
        ("# facebook", "D0", "opening", "2017-04-01", "2022-08-31", "7,570,718", "", "", "likely",
         "document:factsheet", "2022-09-30", ""),
        ("# news", "C2", "month", "2022-09-01", "2022-09-30", "0", "", "", "sure",
         "document:press list", "", ""),
        ("# products", "C1", "month", "2022-09-01", "2022-09-30", "", "not-in-source", "", "sure",
         "document:factsheet", "", ""),
        ("# airport", "R1", "cumulative", "2017-04-01", "2022-09-30", "554", "", "", "sure",
         "document:ProMIS", "2022-09-30", "m"),
        ("# airport", "R1", "cumulative", "2017-04-01", "2022-09-30", "10", "", "", "sure",
         "document:ProMIS", "2022-09-30", "w"),
    ),
)  # fmt: skip
