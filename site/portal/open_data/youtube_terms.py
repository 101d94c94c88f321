"""What YouTube's terms keep us from passing on, unless the owner says that we may.

Its policies let the owner of a channel see what the API answers, ask for it to be confirmed or
deleted every 30 days, and speak against sums across platforms. Who downloads an open file is
bound to none of that. The setting ``OPEN_DATA_YOUTUBE`` turns these figures on. What the
programme printed itself stays in any case: its definition is "print".
"""

from collections.abc import Iterable

from django.conf import settings

from campaigns.models import Definition

PLATFORM = "youtube"


def withheld_definitions(definitions: Iterable[Definition]) -> frozenset[str]:
    """Name the definitions whose figures stay with us."""
    if settings.OPEN_DATA_YOUTUBE:
        return frozenset()
    return frozenset(one.slug for one in definitions if one.platform == PLATFORM)


def withheld_indicators(definitions: Iterable[Definition]) -> frozenset[str]:
    """Name the indicators of which any figure stays with us, so that no sum tells of it."""
    if settings.OPEN_DATA_YOUTUBE:
        return frozenset()
    return frozenset(str(one.indicator_id) for one in definitions if one.platform == PLATFORM)
