"""Why a recording is refused: what the child answers. The words stand in ``sentences``.

Nothing here knows Django: the child imports it.
"""

from enum import StrEnum


class Why(StrEnum):
    NO_RECORDING = "no-recording"
    UNREADABLE = "unreadable"
    NOTHING_IN_IT = "nothing-in-it"
    TOO_MANY_STREAMS = "too-many-streams"
    UNKNOWN_CODEC = "unknown-codec"
    TOO_MANY_PIXELS = "too-many-pixels"
    TOO_MANY_FRAMES = "too-many-frames"
    TOO_LONG = "too-long"
    ANOTHER_TYPE = "another-type"
    FILM_CALLED_SOUND = "film-called-sound"
    CUT_OFF = "cut-off"
    CUT_OFF_AT = "cut-off-at"
    GAP = "gap"
    ASKS_TOO_MUCH = "asks-too-much"
