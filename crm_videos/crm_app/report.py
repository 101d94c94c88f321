"""What was told of a package so far, as it is kept between two requests: lines and codes."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from crm_videos.crm_app.importing import Became, Import, Problem, TriedRow


@dataclass(slots=True)
class Report:
    """What a dry run, or the import itself, has told of the rows."""

    # False while it is only said what would become of them.
    importing: bool = False
    rows: list[TriedRow] = field(default_factory=list)
    left: int = 0
    unnamed: int = 0

    @classmethod
    def loads(cls, told: dict[str, Any]) -> Self:
        """Read what :meth:`dumps` wrote."""
        rows = [
            TriedRow(**{**row, "problems": [Problem(**one) for one in row["problems"]]})
            for row in told.get("rows", [])
        ]
        return cls(**{**told, "rows": rows})

    def dumps(self) -> dict[str, Any]:
        """Give it as JSON can hold it."""
        return asdict(self)

    def add(self, result: Import) -> None:
        """Add what another stretch has told."""
        self.rows += result.tried
        self.left, self.unnamed = result.left, result.unnamed

    @property
    def is_done(self) -> bool:
        return not self.left

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are of each outcome."""
        found = Counter(row.became for row in self.rows)
        return {str(became): found[str(became)] for became in Became}
