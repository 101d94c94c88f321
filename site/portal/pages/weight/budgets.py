"""The most that a first view of each kind of page may weigh; each page type names its own.

Bytes as they are sent, with nothing cached: the page packed as the site packs it, its
headers, and what the page makes the phone fetch.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """Bytes of the page with all that it loads, and of the page alone (None: no limit of its own).

    A thousand bytes are a kilobyte.
    """

    whole: int
    text: int | None = None
    requests: int = 5


# What a guide is: its text comes in the first round trip of a connection (ten packets).
ARTICLE = Budget(whole=30_000, text=14_000)
# Pages with lists, a map, figures, or pictures of a story.
LARGE = Budget(whole=60_000)
