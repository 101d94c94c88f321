"""A sheet that was read: its rows, and what is wrong with it."""

from dataclasses import dataclass, field


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
    """One row, by the names of its columns; ``why`` says why it cannot be read."""

    line: int
    cells: dict[str, str]
    why: str = ""


@dataclass(slots=True)
class Sheet:
    """The rows of a file, in order, or the reason why there are none."""

    rows: list[SheetRow] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
