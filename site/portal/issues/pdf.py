"""An issue on paper: a tagged PDF (PDF/UA-1) that Typst draws from the same sheet as the page.

Every word goes to Typst as data and is never read as its language. Only the fonts that lie here
are used and no clock is asked, so the same paper gives the same bytes on every machine.
"""

import datetime
import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import qrcode
import typst
from django.template.loader import render_to_string
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathImage

from campaigns.district_map import CREDIT
from portal.issues.map_of_areas import map_of_areas
from portal.issues.paper import Paper
from portal.issues.printable import printable
from portal.issues.sheet import Number, Sheet
from portal.issues.shown import in_language

FOLDER = Path(__file__).parent / "typst"
HIGHLIGHTS = "highlights"
# The quiet edge that readers of the code want, in modules.
QUIET = 4


def as_pdf(paper: Paper, language: str) -> bytes:
    """Draw an issue as a PDF. The same paper gives the same bytes, whenever it is drawn."""
    return drawn(in_language(paper, language))


def drawn(sheet: Sheet) -> bytes:
    """Draw a sheet. Raises ``typst.TypstError`` only for a mistake in our template."""
    compiler = typst.Compiler(
        FOLDER / "issue.typ", root=FOLDER, font_paths=_fonts(), ignore_system_fonts=True
    )
    made = compiler.compile(
        format="pdf",
        sys_inputs={"page": json.dumps(_page(sheet), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=datetime.datetime.combine(sheet.ends, datetime.time(), datetime.UTC),
    )
    if not isinstance(made, bytes):  # a page a file is what pictures are given as
        raise TypeError(type(made))
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER / "fonts"]
    )


def _page(sheet: Sheet) -> dict[str, Any]:
    """Arrange what the template draws: words to print, addresses as they are, pictures."""
    addresses = {table.slug: table.address for table in sheet.tables}
    opened = [f"{sheet.receipts}{number.code}" for number in _numbers_with_a_picture(sheet)]
    return {
        "sheet": _printed(asdict(sheet)),
        "ends": [sheet.ends.year, sheet.ends.month, sheet.ends.day],
        "receipts": sheet.receipts,
        "links": list(sheet.links),
        "addresses": addresses,
        "pictures": {
            "codes": {one: _qr_code(one) for one in [*addresses.values(), *opened]},
            "map": map_of_areas(sheet.areas, sheet.words["map"]) if sheet.areas else "",
            "emblem": render_to_string("portal/issues/emblem.svg") if sheet.has_emblem else "",
        },
        "credit": CREDIT,
    }


def _numbers_with_a_picture(sheet: Sheet) -> Iterator[Number]:
    """Give the numbers that have a QR code of their own; those of a table share the table's."""
    for line in sheet.table(HIGHLIGHTS).lines:
        yield from (column.number for column in line.columns if column.number)
    for article in sheet.articles:
        yield from article.numbers


def _printed(value: Any) -> Any:
    """Make every word printable, however deep it lies."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: _printed(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_printed(one) for one in value]
    return value if isinstance(value, bool | int | None) else str(value)


def _qr_code(address: str) -> str:
    """Draw a code that can still be read with a seventh of it gone."""
    made = BytesIO()
    qrcode.make(
        address, image_factory=SvgPathImage, error_correction=ERROR_CORRECT_M, border=QUIET
    ).save(made)
    return made.getvalue().decode()
