"""Counts of one to four people are hidden, and so is what they could be computed from.

A table is a mapping of cells to numbers. A cell is a tuple with one word for each axis (campaign,
area, sex and age), and :data:`TOTAL` where it is the sum over that axis. Pure: no database.

The cell that is a sum over every axis is not told apart by anything and is never hidden. Where
its parts cannot be protected while it is shown, none of them is shown at all.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from portal.open_data.solving import determined

TOTAL = "*"
# The smallest count of people that is shown; zero is shown too.
LEAST_SHOWN = 5

Cell = tuple[str, ...]
Table = Mapping[Cell, int]


class CannotBeProtected(Exception):
    """The parts of a sum would tell each other, whichever of them were hidden."""


def is_small(count: int) -> bool:
    """Say whether a count is of one to four people; a correction may be below zero."""
    return 0 < abs(count) < LEAST_SHOWN


@dataclass(slots=True)
class Line:
    """A sum and its parts along one axis; ``total`` None where these do not add up."""

    total: Cell | None = None
    parts: list[Cell] = field(default_factory=list)

    @property
    def cells(self) -> list[Cell]:
        return [*self.parts, self.total] if self.total else self.parts


def hidden_cells(table: Table) -> set[Cell]:
    """Choose what is hidden. Raises :class:`CannotBeProtected`.

    Along each axis a sum that is shown has no hidden part, or at least two which together are
    five or more and not one person each. And no combination of sums, of whatever axes, gives a
    small count. Every part has to be in the table: one left out tells of its sum all the same.
    """
    every = [*lines_of(table).values()]
    through: dict[Cell, list[Line]] = defaultdict(list)
    for line in every:
        for cell in line.cells:
            through[cell].append(line)
    hidden = {cell for cell, count in table.items() if is_small(count) and not _is_whole(cell)}
    waiting = [line for cell in sorted(hidden) for line in through[cell]]
    while True:
        while waiting:
            line = waiting.pop()
            if not is_safe(line, table, hidden):
                another = _next_to_hide(line, table, hidden)
                hidden.add(another)
                waiting += through[another]
                waiting.append(line)
        found = [cell for cell in found_by_solving(every, hidden) if is_small(table[cell])]
        if not found:
            return hidden
        another = _beside(through[min(found)], every, table, hidden)
        hidden.add(another)
        waiting += through[another]


def found_by_solving(lines: Iterable[Line], hidden: set[Cell]) -> list[Cell]:
    """Give the hidden cells that all sums together give away."""
    return determined(
        {cell: -1 if cell == line.total else 1 for cell in line.cells if cell in hidden}
        for line in lines
    )


def _beside(near: list[Line], every: list[Line], table: Table, hidden: set[Cell]) -> Cell:
    """Take the smallest cell that is shown in the lines of one, or else in any."""
    for lines in (near, every):
        shown = {
            cell
            for line in lines
            for cell in line.cells
            if cell not in hidden and table[cell] and not _is_whole(cell)
        }
        if shown:
            return min(shown, key=lambda cell: (abs(table[cell]), cell))
    raise CannotBeProtected


def _is_whole(cell: Cell) -> bool:
    return all(name == TOTAL for name in cell)


def lines_of(table: Table) -> dict[tuple[int, Cell], Line]:
    """Give every sum with its parts, axis by axis; a sum without parts is none."""
    found: dict[tuple[int, Cell], Line] = defaultdict(Line)
    for cell in sorted(table):
        for axis, name in enumerate(cell):
            line = found[axis, (*cell[:axis], *cell[axis + 1 :])]
            if name == TOTAL:
                line.total = cell
            else:
                line.parts.append(cell)
    return {place: line for place, line in found.items() if line.total and line.parts}


def is_safe(line: Line, table: Table, hidden: set[Cell]) -> bool:
    """Say whether nobody can compute a hidden cell of a line from the rest of the line."""
    counts = [abs(table[cell]) for cell in line.parts if cell in hidden]
    if line.total in hidden:
        # Two unknowns at least: the sum, and a part of it.
        return bool(counts)
    return is_safe_sum(counts)


def is_safe_sum(hidden: list[int]) -> bool:
    """Say whether the sum of hidden counts may be known: of none, or of two or more, five people.

    Were there as many people as counts, each would be one.
    """
    return not hidden or (len(hidden) > 1 and sum(hidden) >= max(LEAST_SHOWN, len(hidden) + 1))


def _next_to_hide(line: Line, table: Table, hidden: set[Cell]) -> Cell:
    """Take the smallest part that is shown and not zero; else the sum itself."""
    shown = [cell for cell in line.parts if cell not in hidden and table[cell]]
    if shown:
        return min(shown, key=lambda cell: (abs(table[cell]), cell))
    if line.total is None or line.total in hidden or _is_whole(line.total):
        raise CannotBeProtected
    return line.total
