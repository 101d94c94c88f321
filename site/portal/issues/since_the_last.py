"""What changed since the last issue that went out, worked out of its own data and of the entries.

Three ways to one number: what was printed then, each entry that was booked since, and what is
added up now. Where they do not meet, the comparison says so.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from campaigns.books import last_day
from campaigns.factsheet.cells import AT_LEAST, KNOWN, FactsheetBooks
from campaigns.factsheet.formulas import CUMULATIVE, PEOPLE, Formula
from campaigns.models import Definition, Entry
from portal.issues.models import IssueVersion

Content = dict[str, Any]
Words = dict[str, str]
# Why the three do not meet.
OTHER_SUM, UNEXPLAINED = "other-sum", "unexplained"


@dataclass(frozen=True, slots=True)
class Delta:
    """What all entries since the last issue changed in one cell of people of one channel."""

    indicator: str
    channel: str
    month: datetime.date
    sex: str
    age: str
    value: int

    def counts_in(self, formula: Formula) -> bool:
        """Whether a formula adds it."""
        people = PEOPLE[formula.sex]
        return (people is None or (self.sex, self.age) in people) and any(
            (one.indicator, one.channel) == (self.indicator, self.channel) and one.holds(self.month)
            for one in formula.addends
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """One cumulative figure from the last issue to this one.

    ``last`` and ``now`` are None where nothing was, or is, printed; then nothing is compared.
    """

    row: str
    label: Words
    sex: str
    last: int | None
    month: int
    late: int
    now: int | None
    why: str

    @property
    def is_compared(self) -> bool:
        return self.last is not None and self.now is not None

    @property
    def holds(self) -> bool:
        """Whether the old figure, the months since and what came late give the new one."""
        return self.is_compared and (self.last or 0) + self.month + self.late == self.now


@dataclass(frozen=True)
class Comparison:
    """Everything that differs from the last issue."""

    version: IssueVersion
    bridges: list[Bridge]
    new: list[Words]
    gone: list[Words]
    definitions: list[Definition]
    errata: list[IssueVersion]

    @property
    def differing(self) -> list[Bridge]:
        """The figures at which the three do not meet."""
        return [one for one in self.bridges if one.is_compared and not one.holds]


def last_issue(month: datetime.date) -> IssueVersion | None:
    """Give the newest version of the last issue that went out of an earlier month."""
    earlier = IssueVersion.objects.filter(issue__month__lt=month).select_related("issue")
    return earlier.order_by("-issue__month", "-number").first()


def compare(blocks: list[Content], books: FactsheetBooks) -> Comparison | None:
    """Compare the figures of a month with the last issue that went out; None without one."""
    last = last_issue(books.month)
    if last is None:
        return None
    before = {row["slug"]: row for row in _rows(last.content["blocks"])}
    now = {row["slug"]: row for row in _rows(blocks)}
    return Comparison(
        version=last,
        bridges=list(_bridges(before, now, last.issue.month, books)),
        new=[row["label"] for slug, row in now.items() if slug not in before],
        gone=[row["label"] for slug, row in before.items() if slug not in now],
        definitions=_definitions(books, last.issue.month),
        errata=list(last.issue.versions.filter(number__gt=1).defer("content")),
    )


def _rows(blocks: list[Content]) -> Iterator[Content]:
    """Give each row under a label that tells it from one of the same words in another block."""
    for block in blocks:
        for row in block["rows"]:
            label = {one: f"{block['title'][one]}: {row['label'][one]}" for one in row["label"]}
            yield {**row, "label": label}


def _bridges(
    before: dict[str, Content],
    now: dict[str, Content],
    last: datetime.date,
    books: FactsheetBooks,
) -> Iterator[Bridge]:
    deltas = list(_deltas(last, books.month))
    for slug, row in now.items():
        old = {cell["sex"]: cell for cell in _cumulative(before.get(slug))}
        for cell in _cumulative(row):
            then = old.get(cell["sex"])
            if then is None:
                continue
            formula = books.formula_of(slug).in_cell(CUMULATIVE, cell["sex"])
            ours = [one for one in deltas if one.counts_in(formula)]
            yield Bridge(
                row=slug,
                label=row["label"],
                sex=cell["sex"],
                last=_printed(then),
                month=sum(one.value for one in ours if one.month > last),
                late=sum(one.value for one in ours if one.month <= last),
                now=_printed(cell),
                why=UNEXPLAINED if formula.code(last) == then["receipt"] else OTHER_SUM,
            )


def _cumulative(row: Content | None) -> list[Content]:
    return [cell for cell in row["cells"] if cell["basis"] == CUMULATIVE] if row else []


def _printed(cell: Content) -> int | None:
    return cell["value"] if cell["status"] in {KNOWN, AT_LEAST} else None


def _deltas(last: datetime.date, month: datetime.date) -> Iterator[Delta]:
    """Add up what each version changed that was booked after ``last`` and up to ``month``."""
    before = Entry.objects.filter(key=OuterRef("key"), version=OuterRef("version") - 1)
    names = ("indicator", "channel", "month", "sex", "age")
    rows = (
        Entry.objects.filter(booked_month__gt=last, booked_month__lte=month)
        .annotate(old=Coalesce(Subquery(before.values("value")[:1]), 0))
        .values_list(*(f"key__{name}" for name in names))
        .annotate(new=Sum(Coalesce("value", 0)), gone=Sum("old"))
        .order_by()
    )
    for indicator, channel, of, sex, age, new, gone in rows:
        yield Delta(indicator, channel, of, sex, age, new - gone)


def _definitions(books: FactsheetBooks, last: datetime.date) -> list[Definition]:
    """List the meanings that took the place of others since the last issue."""
    printed = {
        one.indicator
        for _block, rows in books.blocks
        for row in rows
        for one in books.formula(row).addends
    }
    ended = Definition.objects.filter(
        indicator=OuterRef("indicator"),
        platform=OuterRef("platform"),
        valid_to__lt=OuterRef("valid_from"),
    )
    begun = Definition.objects.filter(
        indicator__in=printed, valid_from__gt=last_day(last), valid_from__lte=last_day(books.month)
    )
    took_over = begun.annotate(ended=Subquery(ended.values("pk")[:1])).exclude(ended=None)
    return list(took_over.select_related("indicator").order_by("valid_from", "slug"))


def said_of(comparison: Comparison | None) -> Content | None:
    """Give of a comparison what readers of the issue are told, as plain data.

    It names figures and prints none, so that no number stands in an issue without a receipt.
    """
    if comparison is None:
        return None
    version, differing = comparison.version, comparison.differing
    return {
        "month": f"{version.issue.month:%Y-%m}",
        "version": version.number,
        "compared": any(one.is_compared for one in comparison.bridges),
        "other_sum": _labels([one for one in differing if one.why == OTHER_SUM]),
        "unexplained": _labels([one for one in differing if one.why == UNEXPLAINED]),
        "new": comparison.new,
        "gone": comparison.gone,
        "definitions": [
            {
                "from": one.valid_from.isoformat() if one.valid_from else None,
                "label": {"bn": one.indicator.label_bn, "en": one.indicator.label_en},
                "text": {"bn": one.text_bn, "en": one.text_en},
            }
            for one in comparison.definitions
        ],
        "errata": [
            {"version": one.number, "bn": one.erratum_bn, "en": one.erratum_en}
            for one in comparison.errata
        ],
    }


def _labels(bridges: list[Bridge]) -> list[Words]:
    return list({one.row: one.label for one in bridges}.values())
