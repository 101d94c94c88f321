"""The map for paper: whose district it is can be seen without colours."""

from decimal import Decimal
from itertools import pairwise

from campaigns.district_map import outlines_of_districts
from campaigns.district_neighbours import neighbours_of
from portal.issues.map_of_areas import SHADES, map_of_areas
from portal.issues.sheet import Areas, Seat


def lightness(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_shades_are_told_apart_in_grey():
    greys = [lightness(one) for one in SHADES]
    assert all(one - other > 25 for one, other in pairwise(greys))


def test_neighbours_of_another_centre_have_another_shade():
    # One area a division, whose code begins those of its districts.
    divisions = sorted({code[:4] for code in outlines_of_districts()})
    centre_of = {code: divisions.index(code[:4]) for code in outlines_of_districts()}
    seats = (Seat("১", Decimal("23.7"), Decimal("90.4")),)
    drawn = map_of_areas(Areas("areas", centre_of, seats), "what it shows")
    shade = {
        code: next(
            colour for colour in SHADES if f'd="{path}" fill="{colour}"' in drawn
        )
        for code, path in outlines_of_districts().items()
    }  # fmt: skip
    for code, own in centre_of.items():
        for other in neighbours_of(code):
            assert (shade[code] == shade[other]) == (own == centre_of[other]), (code, other)
    assert ">১</text>" in drawn
