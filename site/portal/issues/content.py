"""All that an issue says, in both languages, as plain data.

Every form of an issue (page, PDF, sheets, JSON) is made of this and of nothing else, so a frozen
issue needs neither the ledger nor the words of staff any more.
"""

import datetime
import re
from collections.abc import Collection
from typing import Any

from django.conf import settings

from campaigns.books import last_day
from campaigns.factsheet.blocks import Row
from campaigns.factsheet.cells import FactsheetBooks, FactsheetCell, plain, withheld
from campaigns.models import RSC, ServedDistrict
from portal.issues.figures_in_text import Named, split
from portal.issues.late_additions import late_additions, late_cells
from portal.issues.models import Article, Issue
from portal.issues.since_the_last import compare, said_of
from portal.pages.models.programme import Programme

Content = dict[str, Any]
LANGUAGES = ("bn", "en")
# Another arrangement of the same data is another number; frozen issues keep theirs.
LAYOUT = 1
PARAGRAPH = re.compile(r"\n\s*\n")


def issue_content(
    month: datetime.date,
    issue: Issue | None,
    *,
    now: datetime.datetime,
    quoted_in: Collection[str] = (),
) -> Content:
    """Say everything that the issue of a month says now; without one, its figures alone.

    ``quoted_in`` are the languages in which the gate lets it quote a story.
    """
    books = FactsheetBooks.read(month, now=now)
    programme = Programme.load()
    blocks = _blocks(books)
    articles = list(issue.articles.all()) if issue else []
    return {
        "layout": LAYOUT,
        "month": f"{month:%Y-%m}",
        "programme": {"bn": programme.name_bn, "en": programme.name_en},
        "is_demo": programme.is_demo,
        # Where the receipts of its numbers are found.
        "address": settings.WAGTAILADMIN_BASE_URL,
        "project": _project(issue),
        "blocks": blocks,
        "late": late_additions(books, blocks),
        "since": said_of(compare(blocks, books)),
        "articles": _articles(articles, books, now),
        "links": issue.links.split() if issue else [],
        # In which languages a story is quoted. Its words are no data: they can be taken back.
        "stories": [{"language": one} for one in sorted(quoted_in)],
        **_areas(),
        "funding": {
            "words": _pair(issue, "funding"),
            "has_emblem": bool(issue and issue.has_emblem),
        },
    }


def _pair(source: Any, name: str) -> dict[str, str]:
    return {one: getattr(source, f"{name}_{one}", "") for one in LANGUAGES}


def _project(issue: Issue | None) -> Content:
    lines = {
        one: [line.strip() for line in words.splitlines() if line.strip()]
        for one, words in _pair(issue, "specific").items()
    }
    return {
        "objective": _pair(issue, "objective"),
        "specific": lines,
        "from": issue.runs_from.isoformat() if issue and issue.runs_from else None,
        "to": issue.runs_to.isoformat() if issue and issue.runs_to else None,
        "lead": _pair(issue, "lead"),
        "partner": _pair(issue, "partner"),
    }


def _areas() -> Content:
    """Say which centres there are and where, and which of them serves each district."""
    centres = list(RSC.objects.select_related("seat").order_by("pk"))
    place = {rsc.pk: at for at, rsc in enumerate(centres)}
    served = dict(ServedDistrict.objects.order_by("pk").values_list("pk", "rsc"))
    return {
        "centres": [
            {
                "bn": rsc.name_bn,
                "en": rsc.name_en,
                "seat": None if rsc.seat.lat is None else [str(rsc.seat.lat), str(rsc.seat.lon)],
            }
            for rsc in centres
        ],
        "districts": len(served),
        "areas": {district: place[rsc] for district, rsc in served.items()},
    }


def _blocks(books: FactsheetBooks) -> list[Content]:
    blocks = []
    for block, rows in books.blocks:
        cells = [cell for row in rows for cell in books.cells(row)]
        printed = withheld(cells, {row.slug: row.part_of for row in rows})
        blocks.append(
            {
                "slug": block.slug,
                "title": {"bn": block.bn, "en": block.en},
                "note": {"bn": block.note_bn, "en": block.note_en},
                "rows": [_row(row, printed, books) for row in rows],
            }
        )
    return blocks


def _row(row: Row, cells: list[FactsheetCell], books: FactsheetBooks) -> Content:
    rule = books.books.rules[row.rule] if row.rule and not row.channels else None
    return {
        "slug": row.slug,
        "label": {"bn": row.bn, "en": row.en},
        "total": row.total,
        "part_of": row.part_of,
        "doubt": {"bn": row.doubt_bn, "en": row.doubt_en},
        "rule": {"bn": rule.text_bn, "en": rule.text_en} if rule else None,
        "cells": [plain(cell) for cell in cells if cell.row == row.slug],
    }


def _articles(
    articles: list[Article], books: FactsheetBooks, now: datetime.datetime
) -> list[Content]:
    """Fill in each article's figures, of the month that it speaks of."""
    of_month = {books.month: books}
    written = []
    for article in articles:
        month = article.happened_in
        if month not in of_month:
            of_month[month] = FactsheetBooks.read(month, now=now)
        filled = _Filling(of_month[month])
        written.append(
            {
                "about": article.about,
                "month": f"{month:%Y-%m}",
                "headline": {
                    one: filled.line(text) for one, text in _pair(article, "headline").items()
                },
                "text": {
                    one: [filled.line(part) for part in PARAGRAPH.split(text.strip())]
                    for one, text in _pair(article, "text").items()
                },
                "cells": filled.cells,
            }
        )
    return written


class _Filling:
    """Turns an article's texts into words and numbers of its cells."""

    def __init__(self, books: FactsheetBooks) -> None:
        self.books = books
        self.cells: list[Content] = []
        self._places: dict[tuple[str, str, str], int] = {}

    def line(self, text: str) -> list[str | int]:
        """Give words as they are and, for a figure, the number of its cell in ``cells``."""
        return [part if isinstance(part, str) else self._place(part) for part in split(text)]

    def _place(self, named: Named) -> int:
        key = (named.row.slug, named.basis, named.sex)
        if key not in self._places:
            [cell] = withheld([self.books.cell(named.row, named.basis, named.sex)], {})
            self._places[key] = len(self.cells)
            self.cells.append({**plain(cell), "label": {"bn": named.row.bn, "en": named.row.en}})
        return self._places[key]


def every_cell(content: Content) -> list[Content]:
    """List all cells of an issue with the block and the label that stand over them."""
    of_blocks = [
        {**cell, "block": block["title"], "label": row["label"]}
        for block in content["blocks"]
        for row in block["rows"]
        for cell in row["cells"]
    ]
    of_articles = [
        {**cell, "block": {one: f"{_NEWS[one]}: {title[one]}" for one in LANGUAGES}}
        for article in content["articles"]
        if (title := ABOUT[article["about"]])
        for cell in article["cells"]
    ]
    return of_blocks + of_articles + late_cells(content)


_NEWS = {"bn": "খবর", "en": "News"}
# Frozen with an issue are the codes; what they are called stands here, in both languages.
ABOUT = {
    Article.About.REINTEGRATION.value: {
        "bn": "অর্থনৈতিক পুনরেকত্রীকরণ", "en": "economic reintegration",
    },
    Article.About.GOVERNANCE.value: {"bn": "অভিবাসন শাসন", "en": "migration governance"},
    Article.About.AWARENESS.value: {"bn": "সচেতনতা বৃদ্ধি", "en": "awareness raising"},
}  # fmt: skip


def month_of(content: Content) -> datetime.date:
    """Give the first day of the issue's month."""
    return datetime.date.fromisoformat(f"{content['month']}-01")


def end_of(content: Content) -> datetime.date:
    """Give the last day that the cumulative figures hold."""
    return last_day(month_of(content))
