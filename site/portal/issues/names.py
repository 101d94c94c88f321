"""The names by which a text may call the figures of an issue, each with what it says now."""

from dataclasses import dataclass

from campaigns.factsheet.blocks import IN_ARTICLES
from campaigns.factsheet.cells import FactsheetBooks
from foundation.bangla import figure


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A name, what it stands for, and its figure in the issue's month."""

    name: str
    label: str
    now: str


def names_of_figures(books: FactsheetBooks, language: str) -> list[NamedFigure]:
    """List every name with its first column, the ones made for articles first."""
    rows = [*IN_ARTICLES, *(row for _, some in books.blocks for row in some if not row.part_of)]
    return [
        NamedFigure(
            name=f"[[{row.slug}:{basis}]]" if len(row.bases) > 1 else f"[[{row.slug}]]",
            label=row.bn if language == "bn" else row.en,
            now=figure(books.cell(row, basis, "all").value, language),
        )
        for row in rows
        for basis in row.bases
    ]
