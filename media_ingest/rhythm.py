"""How often a post is read: each day while it is new, then ever more rarely, at last not at all.

Calls are rationed, and an old post hardly moves (facebook.md §9).
"""

import hashlib
from datetime import datetime, timedelta

from media_ingest.models import Post
from media_ingest.pacific import midnight, pacific_day

# How old a post may be, and every how many days it is then read.
STEPS = ((timedelta(days=30), 1), (timedelta(days=90), 7), (timedelta(days=730), 30))


def rarer_with_age(post: Post, now: datetime) -> datetime | None:
    """Give the beginning of the platform's day on which a post is read again; ``None``: never.

    Each post has a turn of its own in the week or month, so that posts found
    on one day do not fall due on one day for ever after.
    """
    age = now - (post.published_at or post.first_seen_at)
    every = next((days for limit, days in STEPS if age < limit), None)
    if every is None:
        return None
    today = pacific_day(now)
    wait = (_turn(post) - today.toordinal()) % every or every
    return midnight(today + timedelta(days=wait))


def _turn(post: Post) -> int:
    """Give a number that is the same for a post every time, on every machine."""
    return int.from_bytes(hashlib.sha256(post.external_id.encode()).digest()[:4])
