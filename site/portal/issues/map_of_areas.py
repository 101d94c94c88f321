"""The map of the project areas for paper: one shade a centre, told apart in grey as well."""

from campaigns.district_map import Shade, Sign, draw
from campaigns.district_neighbours import neighbours_of
from portal.issues.sheet import Areas

# Light to dark. Ten colours would be ten greys that nobody tells apart; these come again, but
# never side by side, and which centre it is its number says.
SHADES = ("#eef5f3", "#b9d9d5", "#83b5b0", "#4f8a86", "#2f6764")


def map_of_areas(areas: Areas, label: str) -> str:
    """Draw the districts, those of a centre in one shade, and each centre's number at its seat."""
    shades = _shades(areas.centre_of)
    return draw(
        {district: Shade(shades[centre], "") for district, centre in areas.centre_of.items()},
        label=label,
        colours=SHADES,
        signs=[Sign(seat.number, seat.lat, seat.lon) for seat in areas.seats],
    )


def _shades(centre_of: dict[str, int]) -> dict[int, int]:
    """Give each centre the lightest shade that none around it has."""
    around: dict[int, set[int]] = {centre: set() for centre in sorted(set(centre_of.values()))}
    for district, centre in centre_of.items():
        around[centre] |= {
            centre_of[other] for other in neighbours_of(district) if other in centre_of
        } - {centre}
    given: dict[int, int] = {}
    for centre, others in around.items():
        taken = {given[other] for other in others if other in given}
        free = [shade for shade in range(len(SHADES)) if shade not in taken]
        given[centre] = free[0] if free else centre % len(SHADES)
    return given
