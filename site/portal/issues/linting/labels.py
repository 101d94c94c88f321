"""Words and values that belong together: headlines, receipts and the labels of rows."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from campaigns.factsheet.blocks import Row
from campaigns.factsheet.cells import every_row
from campaigns.factsheet.formulas import CUMULATIVE
from portal.issues.content import LANGUAGES, Content
from portal.issues.linting.beside import Beside
from portal.issues.linting.findings import AMBER, RED, Finding, Where, Words, named, said
from portal.issues.linting.reading import Reading, article_at

# Which row of the tables a headline summarises.
HEADLINES = {
    "unique-beneficiaries": "unique",
    "digital": "social-media",
    "awareness": "people-reached",
}
DIFFERS = _("The headline says %(value)s; the table says %(other)s under “%(row)s”.")
NOT_IN_TABLE = _("No row of the tables holds the figure of this headline.")
TWO_VALUES = _("The code %(code)s stands at different values: %(values)s.")
TWO_CODES = _("One number carries two codes: %(codes)s.")
OTHERS_WORDS = _("These are the words of another row: “%(label)s”.")
NEW_WORDS = _("This row is called “%(label)s”, not as it stands here.")


def check_headlines(reading: Reading, beside: Beside) -> Iterator[Finding]:
    """Mark a headline that says something else than the row that it summarises."""
    for slug, summarised in HEADLINES.items():
        headline, cell = reading.cell(slug), reading.cell(summarised)
        if headline is None:
            continue
        name = (slug, CUMULATIVE, "all")
        place = reading.where(name), reading.at(name)
        if cell is None:
            yield Finding("headline", AMBER, *place, said(NOT_IN_TABLE))
        elif (headline["value"], headline["status"]) != (cell["value"], cell["status"]):
            row = reading.label(summarised)
            values = {"value": _value(headline), "other": _value(cell)}
            yield Finding("headline", RED, *place, said(DIFFERS, row=row, **values))


def check_receipts(reading: Reading, beside: Beside) -> Iterator[Finding]:
    """Mark a code that opens two values, and a number that two codes open."""
    by_code: dict[str, list[Content]] = defaultdict(list)
    by_name: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for cell in _all_cells(reading.content):
        by_code[cell["receipt"]].append(cell)
        by_name[cell["row"], cell["period"], cell["sex"]].add(cell["receipt"])
    for code, cells in by_code.items():
        values = {one["value"]: None for one in cells}
        if len(values) > 1:
            says = said(TWO_VALUES, code=code, values=[_value({"value": one}) for one in values])
            yield Finding("same-number", RED, Where("receipts", row=code), named(code), says)
    for name, codes in by_name.items():
        if len(codes) > 1:
            says = said(TWO_CODES, codes=sorted(codes))
            where = Where("receipts", row=name[0], basis=name[1], sex=name[2])
            yield Finding("same-number", RED, where, named(name[0]), says)


def _all_cells(content: Content) -> Iterator[Content]:
    for block in content["blocks"]:
        for row in block["rows"]:
            yield from row["cells"]
    for article in content["articles"]:
        yield from article["cells"]


def check_labels(reading: Reading, beside: Beside) -> Iterator[Finding]:
    """Mark a row, in a table or an article, under other words than its own."""
    rows = {row.slug: row for row in every_row()}
    for slug, (block, row) in reading.rows.items():
        where, at = Where(block["slug"], row=slug), block["title"]
        yield from _of_label(rows, slug, row["label"], where, at)
    for number, article in enumerate(reading.content["articles"]):
        for cell in article["cells"]:
            where = Where(f"articles/{number}", row=cell["row"])
            yield from _of_label(
                rows, cell["row"], cell["label"], where, article_at(number, article)
            )


def _of_label(
    rows: dict[str, Row], slug: str, label: Words, where: Where, at: Words
) -> Iterator[Finding]:
    own = rows.get(slug)
    # A channel's row is named as the channel is called in the books.
    if own is None or label == _label(own):
        return
    others = [
        row.slug
        for row in rows.values()
        if row.slug != slug
        and any(_label(row)[one] == label[one] != _label(own)[one] for one in LANGUAGES)
    ]
    if others:
        yield Finding("label", RED, where, at, said(OTHERS_WORDS, label=label))
    else:
        yield Finding("label", AMBER, where, at, said(NEW_WORDS, label=_label(own)))


def _label(row: Row) -> Words:
    return {"bn": row.bn, "en": row.en}


def _value(cell: Content) -> int | str:
    return "—" if cell["value"] is None else int(cell["value"])
