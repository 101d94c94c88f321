"""What is drawn of an issue in one language: the page and the PDF know nothing else."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Number:
    """One printed number: its text, its mark if it has one, and the code that opens it."""

    text: str
    mark: str
    code: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """What a row says of the month or of everything up to it: the number and its parts."""

    number: Number | None
    parts: tuple[Number, ...] = ()
    span: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    columns: tuple[Column, ...]
    is_total: bool = False
    is_part: bool = False
    doubt: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    slug: str
    title: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    note: str = ""
    # Where the same table stands on the page of the issue, each number leading to its receipt.
    address: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """An article: what it is about, and of which month where that is not the issue's."""

    about: str
    headline: str
    paragraphs: tuple[str, ...]
    numbers: tuple[Number, ...]
    of_month: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The impact story: what is told, under its headings, in the words of its own page."""

    title: str
    warning: str
    intro: str
    chapters: tuple[tuple[str, tuple[str, ...]], ...]
    quote: str
    quote_note: str
    message: str
    name_note: str
    copy: str


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a centre stands: its number in the list, and the place on the map."""

    number: str
    lat: Decimal
    lon: Decimal


@dataclass(frozen=True, slots=True)
class Areas:
    """The project areas: of each district the place of its centre in the list, from 0."""

    title: str
    centre_of: dict[str, int]
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class LateShown:
    """One restatement: what it is of, both numbers, and why, by whom and when."""

    label: str
    old: Number
    new: Number
    said: str


@dataclass(frozen=True, slots=True)
class LateSection:
    """The restatements of an issue; without any, one sentence says so."""

    title: str
    heads: tuple[str, str]
    lines: tuple[LateShown, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class SinceSection:
    """What changed since the last issue, sentence by sentence."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that is drawn, from top to bottom."""

    language: str
    programme: str
    title: str
    month: str
    # The last day that its figures hold; a file says that it is of this day.
    ends: datetime.date
    state: str
    is_demo: bool
    objective: str
    specific: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    articles: tuple[Story, ...]
    links: tuple[str, ...]
    centres_title: str
    centres: tuple[str, ...]
    areas: Areas | None
    funding: str
    has_emblem: bool
    marks: tuple[tuple[str, str], ...]
    how_to_open: str
    receipts: str
    quoted: Quoted | None = None
    errata: tuple[str, ...] = ()
    # None in what was frozen before issues told it.
    late: LateSection | None = None
    since: SinceSection | None = None
    # Of a version that is out: address, words, and the language of those words if it is another.
    links_to: tuple[tuple[str, str, str], ...] = ()
    words: dict[str, str] = field(default_factory=dict)

    def table(self, slug: str) -> Table:
        """Give the table of a block."""
        return next(table for table in self.tables if table.slug == slug)
