"""The places of the site, made ready for the identity lint."""

from functools import lru_cache

from campaigns.models.places import Place
from crm_videos.identity_lint import PlaceIndex, PlaceName


def place_index() -> PlaceIndex:
    """Give all places; made anew only when one of them has another name than before."""
    return _index(tuple(Place.objects.values_list("level", "name_en", "name_bn", "aliases")))


# The rows themselves are the key: reading them is cheap beside taking all their names apart.
@lru_cache(maxsize=1)
def _index(rows: tuple[tuple[str, str, str, str], ...]) -> PlaceIndex:
    return PlaceIndex(
        [
            PlaceName(level, name_en, name_bn, tuple(filter(None, aliases.split(";"))))
            for level, name_en, name_bn, aliases in rows
        ]
    )
