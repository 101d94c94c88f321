"""Figures named in a text: ``[[row]]``, ``[[row:month]]``, ``[[row:cumulative:women]]``.

The names are those of the factsheet's rows. The first column of a row is meant where none is
named, and all people where no sex is.
"""

import re
from dataclasses import dataclass

from campaigns.factsheet.blocks import Row
from campaigns.factsheet.cells import every_row

NAMED = re.compile(r"\[\[([^\[\]]*)\]\]")


@dataclass(frozen=True, slots=True)
class Named:
    """One figure that a text names."""

    row: Row
    basis: str
    sex: str


def read_name(name: str) -> Named | None:
    """Read what stands between the brackets; None for what is no figure."""
    slug, *rest = (part.strip() for part in name.split(":"))
    row = _rows().get(slug)
    if row is None or len(rest) > 2:
        return None
    basis = rest[0] if rest else row.bases[0]
    sex = rest[1] if len(rest) > 1 else "all"
    if basis not in row.bases or sex not in row.sexes:
        return None
    return Named(row, basis, sex)


def _rows() -> dict[str, Row]:
    return {row.slug: row for row in every_row()}


def unreadable_names(text: str) -> list[str]:
    """List what stands in double brackets and is no figure, in the order of the text."""
    return [name for name in NAMED.findall(text) if read_name(name) is None]


def split(text: str) -> list[str | Named]:
    """Cut a text into words and figures; what cannot be read stays as it is written."""
    parts: list[str | Named] = []
    end = 0
    for match in NAMED.finditer(text):
        named = read_name(match.group(1))
        if named is None:
            continue
        parts += [text[end : match.start()], named]
        end = match.end()
    parts.append(text[end:])
    return [part for part in parts if part != ""]
