"""The drawing of the districts: all 64, each with its words, unknown told from nought."""

from xml.etree import ElementTree

import pytest

from campaigns.district_map import FILLS, NONE, NOT_SHOWN, STEPS, UNKNOWN, Shade, draw, swatch
from campaigns.models import Place

SVG = "{http://www.w3.org/2000/svg}"


def districts(drawing: str) -> dict[str, ElementTree.Element]:
    root = ElementTree.fromstring(drawing)  # noqa: S314 - drawn by ourselves
    return {path.find(f"{SVG}title").text or "": path for path in root.iter(f"{SVG}path")}


@pytest.mark.django_db
def test_every_district_of_the_register_is_on_the_map_once():
    codes = Place.objects.filter(level="district").values_list("code", flat=True)
    drawn = districts(draw({code: Shade(NONE, code) for code in codes}, label="x"))
    assert len(drawn) == 64
    assert set(drawn) == set(codes)


def test_unknown_nought_and_not_shown_are_three_looks():
    shades = {"BD1004": Shade(UNKNOWN, "a"), "BD1006": Shade(NONE, "b"), "BD1009": Shade(4, "c")}
    drawing = draw(shades, label="x")
    drawn = districts(drawing)
    assert [drawn[name].get("fill") for name in "abc"] == [
        "url(#map-unknown)", FILLS[NONE], STEPS[4],
    ]  # fmt: skip
    assert drawn[""].get("fill") == FILLS[NOT_SHOWN]
    assert 'id="map-unknown"' in drawing
    assert len({*FILLS.values(), *STEPS}) == 8


def test_what_is_said_is_escaped_and_leads_where_it_should():
    hostile = Shade(0, '"><script>', '/list/?a=1&b="2')
    drawing = draw({"BD1004": hostile}, label='"><b>')
    assert "<script>" not in drawing
    assert "<b>" not in drawing
    root = ElementTree.fromstring(drawing)  # noqa: S314 - as above
    [link] = root.iter(f"{SVG}a")
    assert link.get("href") == hostile.href
    assert link.get("tabindex") == "-1"
    assert "script" not in swatch(UNKNOWN)
