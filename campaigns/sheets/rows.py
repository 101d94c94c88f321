"""A sheet that was read: its rows, and what is wrong with it."""

from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter


class NotASheet(ValueError):
    """The file as a whole cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """One row that cannot be taken, with its line in the file."""

    line: int
    why: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.why}"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row, by the names of its columns; ``why`` says why it cannot be read.

    ``column`` is the one to blame, where it is one.
    """

    line: int
    cells: dict[str, str]
    why: str = ""
    column: str = ""


@dataclass(slots=True)
class Sheet:
    """The rows of a file, in order, or the reason why there are none."""

    rows: list[SheetRow] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def address(self, line: int, column: str) -> str:
        """Name a cell as Excel does, such as F12; nothing for a column that is not there."""
        if column not in self.names:
            return ""
        return f"{get_column_letter(self.names.index(column) + 1)}{line}"
