"""The printed cells of a month: each row of each block worked out of the ledger."""

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

from campaigns.factsheet.blocks import BLOCKS, IN_ARTICLES, Block, Row
from campaigns.factsheet.formulas import CUMULATIVE, MONTH, PEOPLE, Addend, Formula
from campaigns.factsheet.overlap_block import OVERLAP, is_told
from campaigns.figures import Declared
from campaigns.headline import WEAKEST_FIRST, Part
from campaigns.models import Entry, Term
from campaigns.models.entries import Confidence, Role, State
from campaigns.reach_books import Books
from campaigns.totals import Line, cumulative_figure, known_by, last_words, month_figure, total
from foundation.moments import dhaka_day

KNOWN, AT_LEAST, UNKNOWN, WITHHELD = "known", "at_least", "unknown", "withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsheetCell:
    """One printed number: which row and column, what it says and how sure that is.

    ``value`` is None where nothing is known (``unknown``), and where a figure is too unsure to
    print (``withheld``); ``at_least`` says that a part of it is not known. ``period`` is
    ``2022-09`` for the month and ``to 2022-09`` for everything up to its end. ``low`` and
    ``high`` are the range of a declared sum: its largest part that counts people, and the sum.
    """

    row: str
    basis: str
    sex: str
    period: str
    indicator: str
    value: int | None
    status: str
    confidence: str | None
    receipt: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class FactsheetBooks:
    """What the cells of one month are worked out of: a fixed number of queries."""

    books: Books
    stated: list[Entry]

    @classmethod
    def read(
        cls, month: datetime.date, *, now: datetime.datetime, as_of: datetime.datetime | None = None
    ) -> "FactsheetBooks":
        """Read the books of a month, now or as they were known at ``as_of``."""
        month = month.replace(day=1)
        codes = {row.indicator for row in every_row() if row.indicator}
        words = last_words(as_of).filter(
            key__indicator__in=codes, key__contributor="", booked_month__lte=month
        )
        return cls(
            books=Books.read(month, today=dhaka_day(as_of or now), as_of=as_of),
            stated=known_by(words.select_related("key").order_by("pk"), month),
        )

    @property
    def month(self) -> datetime.date:
        """The first day of the month."""
        return self.books.month

    @cached_property
    def blocks(self) -> list[tuple[Block, list[Row]]]:
        """Every block with its rows; the channels of a headline follow its total."""
        printed = [*BLOCKS, *([OVERLAP] if is_told(self.books.polled) else [])]
        return [(block, list(self._rows(block))) for block in printed]

    def _rows(self, block: Block) -> Iterable[Row]:
        for row in block.rows:
            yield row
            if row.rule and row.total:
                yield from self._channels_of(row)

    def _channels_of(self, total_row: Row) -> Iterable[Row]:
        channels = {term.channel_id: term.channel for term in self._terms(total_row.rule)}
        for slug, channel in channels.items():
            yield replace(
                total_row,
                slug=f"{total_row.slug}-{slug}",
                en=f"Persons reached through social media: {channel.label_en}",
                bn=f"সামাজিক মাধ্যমে পৌঁছানো মানুষ: {channel.label_bn}",
                channels=(slug,),
                part_of=total_row.slug,
                total=False,
            )

    def _terms(self, rule: str) -> list[Term]:
        return self.books.begun(rule, self.month)

    def formula(self, row: Row) -> Formula:
        """Say what a row adds up, for all people up to the month."""
        if row.rule:
            rule = self.books.rules[row.rule]
            addends = tuple(
                Addend(
                    term.indicator_id, term.channel_id, _month(term.from_month),
                    _month(term.to_month),
                )
                for term in self._terms(row.rule)
                if not row.channels or term.channel_id in row.channels
            )  # fmt: skip
            return Formula(addends, CUMULATIVE, rule=f"{rule.slug}:{rule.version}")
        channels = row.channels or tuple(kind.slug for kind in self.books.kinds)
        return Formula(
            tuple(Addend(row.indicator, channel) for channel in sorted(channels)), CUMULATIVE
        )

    def formula_of(self, slug: str) -> Formula:
        """Say what the row of this name adds up. Raises KeyError where there is none."""
        return self.formula(self._by_slug[slug])

    @cached_property
    def _by_slug(self) -> dict[str, Row]:
        rows = [row for _, some in self.blocks for row in some]
        return {row.slug: row for row in (*rows, *IN_ARTICLES)}

    def cells(self, row: Row) -> list[FactsheetCell]:
        """Work out every cell of a row: month before cumulative, all before each sex."""
        return [self.cell(row, basis, sex) for basis in row.bases for sex in row.sexes]

    def cell(self, row: Row, basis: str, sex: str) -> FactsheetCell:
        """Work out one cell."""
        formula = self.formula(row).in_cell(basis, sex)
        found = self._declared(row, formula) if row.rule else self._summed(row.indicator, formula)
        if row.doubt_en and found["confidence"] == Confidence.SURE:
            found["confidence"] = Confidence.LIKELY.value
        return FactsheetCell(
            row=row.slug,
            basis=basis,
            sex=sex,
            period=period_of(basis, self.month),
            indicator=row.indicator or "+".join(sorted({one.indicator for one in formula.addends})),
            receipt=formula.code(self.month),
            **found,
        )

    def _summed(self, indicator: str, formula: Formula) -> dict[str, Any]:
        people = PEOPLE[formula.sex]
        channels = {one.channel for one in formula.addends}
        lines = [
            line
            for line in self.books.lines
            if line.name.indicator == indicator
            and line.name.channel in channels
            and (people is None or (line.name.sex, line.name.age) in people)
        ]
        measure = self.books.measures[indicator]
        if formula.basis == MONTH:
            lines = [line for line in lines if line.own_known or line.own_unknown]
            figure = total(month_figure(line, measure, self.month) for line in lines)
        else:
            figure = total(cumulative_figure(line, measure) for line in lines)
        if figure is None or figure.value is None:
            return {"value": None, "status": UNKNOWN, "confidence": None}
        return {
            "value": figure.value,
            "status": AT_LEAST if figure.unknown else KNOWN,
            "confidence": self._weakest(formula, people),
        }

    def _weakest(self, formula: Formula, people: frozenset[tuple[str, str]] | None) -> str:
        """Give the confidence of the least sure statement; records that add up were counted."""
        addends = {(one.indicator, one.channel) for one in formula.addends}
        words = [
            entry.confidence
            for entry in self.stated
            if entry.state == State.VALUE
            and (entry.key.indicator_id, entry.key.channel_id) in addends
            and (people is None or (entry.key.sex, entry.key.age) in people)
            and (
                formula.basis == CUMULATIVE
                or (entry.key.month == self.month and entry.key.role == Role.MONTH)
            )
        ]
        return min(words, key=WEAKEST_FIRST.index, default=Confidence.SURE.value)

    def _declared(self, row: Row, formula: Formula) -> dict[str, Any]:
        parts, month, cumulative = self._by_rule(row.rule)
        if row.channels:
            return self._of_channel(
                [part for part in parts if part.term.channel_id in row.channels], formula.basis
            )
        declared = month if formula.basis == MONTH else cumulative
        if declared.known is None:
            return {"value": None, "status": UNKNOWN, "confidence": None}
        return {
            "value": declared.known,
            "status": AT_LEAST if declared.missing else KNOWN,
            "confidence": declared.confidence or Confidence.LIKELY.value,
            "low": declared.low if formula.basis == MONTH else _largest(parts),
            "high": declared.known,
        }

    def _by_rule(self, rule: str) -> tuple[list[Part], Declared, Declared]:
        if rule not in self._declarations:
            self._declarations[rule] = self.books.declared(rule)
        return self._declarations[rule]

    @cached_property
    def _declarations(self) -> dict[str, tuple[list[Part], Declared, Declared]]:
        return {}

    def _of_channel(self, parts: list[Part], basis: str) -> dict[str, Any]:
        asked = [part for part in parts if basis == CUMULATIVE or part.status != "not_asked"]
        values = [
            value
            for part in asked
            if (value := part.month if basis == MONTH else part.cumulative) is not None
        ]
        if not values:
            return {"value": None, "status": UNKNOWN, "confidence": None}
        words = [
            entry.confidence
            for part in asked
            for entry in (part.entries if basis == MONTH else self._said_of(part.term))
            if entry.state == State.VALUE
        ]
        is_whole = len(values) == len(asked) or basis == CUMULATIVE
        return {
            "value": sum(values),
            "status": KNOWN if is_whole else AT_LEAST,
            "confidence": min(words, key=WEAKEST_FIRST.index, default=None),
        }

    def _said_of(self, term: Term) -> list[Entry]:
        pair = (term.channel_id, term.indicator_id)
        return [
            entry
            for entry in self.books.known
            if (entry.key.channel_id, entry.key.indicator_id) == pair
        ]


def _month(day: datetime.date | None) -> str:
    return f"{day:%Y-%m}" if day else ""


def _largest(parts: list[Part]) -> int | None:
    return max((part.cumulative for part in parts if part.cumulative is not None), default=None)


def period_of(basis: str, month: datetime.date) -> str:
    """Name the days of a cell: the month, or all up to its end."""
    return f"{month:%Y-%m}" if basis == MONTH else f"to {month:%Y-%m}"


def every_row() -> list[Row]:
    """List the rows of all blocks and those that only articles quote."""
    return [row for block in (*BLOCKS, OVERLAP) for row in block.rows] + list(IN_ARTICLES)


def withheld(cells: list[FactsheetCell], totals: dict[str, str]) -> list[FactsheetCell]:
    """Take away what is too unsure to print, unless a sure total needs it as its part.

    ``totals`` says of which row another one is a part. A figure that is printed keeps its mark.
    """
    sure = {(one.row, one.basis, one.sex) for one in cells if one.confidence == Confidence.SURE}
    return [
        one
        if one.confidence != Confidence.UNSURE
        or (totals.get(one.row, ""), one.basis, one.sex) in sure
        else replace(one, value=None, status=WITHHELD, low=None, high=None)
        for one in cells
    ]


def plain(cell: FactsheetCell) -> dict[str, Any]:
    """Give a cell as plain data."""
    return asdict(cell)


__all__ = ["AT_LEAST", "KNOWN", "UNKNOWN", "WITHHELD", "FactsheetBooks", "FactsheetCell", "Line"]
