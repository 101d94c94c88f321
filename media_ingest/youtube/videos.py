"""What YouTube's answers say about videos: the uploads list, and the counts of single videos.

Counters are int64 written as strings. One that is hidden is absent, which is
unknown and never zero (youtube.md §1).
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any

from foundation.errors import NotUnderstood
from media_ingest.answers import (
    LIFETIME,
    Asked,
    Counted,
    Heard,
    PostAnswer,
    PostRef,
    PostShown,
    as_count,
)

VIEW_COUNT = "viewCount"
# What we want to know, and YouTube's name for it.
MEASURES = {"views": VIEW_COUNT, "reactions": "likeCount", "comments": "commentCount"}
VIDEO_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
GREATEST = 2**63 - 1


def items_of(body: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the items of a list answer; raises NotUnderstood where "none" is not said clearly.

    Half an answer taken for an empty one would call fifty videos missing.
    """
    items = body.get("items")
    if items is None and _says_none(body):
        return []
    if not isinstance(items, list):
        message = "YouTube's answer holds no list of items"
        raise NotUnderstood(message)
    return [item for item in items if isinstance(item, dict)]


def shown_in(body: dict[str, Any]) -> Iterator[PostShown]:
    """Give the videos of one page of the uploads list."""
    for item in items_of(body):
        content, snippet = _part(item, "contentDetails"), _part(item, "snippet")
        video = content.get("videoId")
        published = _moment(content.get("videoPublishedAt"))
        # Without a date the entry is what a deleted video leaves in the list.
        if isinstance(video, str) and VIDEO_ID.fullmatch(video) and published:
            yield PostShown(
                external_id=video,
                kind="video",
                title=_text(snippet.get("title")),
                permalink=f"https://www.youtube.com/watch?v={video}",
                published_at=published,
            )


def next_page(body: dict[str, Any]) -> str | None:
    """Give the token of the next page, if there is one."""
    token = body.get("nextPageToken")
    return token if isinstance(token, str) and token else None


def counts_in(
    body: dict[str, Any], posts: Sequence[PostRef], leave: AbstractSet[str], heard: Heard
) -> Iterator[PostAnswer]:
    """Give what the answer says of each video asked for; one that is not in it is not shown."""
    found: dict[str, list[dict[str, Any]]] = {}
    for item in items_of(body):
        if isinstance(item.get("id"), str):
            found.setdefault(item["id"], []).append(item)
    for post in posts:
        items = found.get(post.external_id, [])
        counted = tuple(
            _counted(measure, metric, items, heard)
            for measure, metric in MEASURES.items()
            if items and metric not in leave
        )
        title = _text(_part(items[0], "snippet").get("title")) if items else ""
        yield PostAnswer(
            external_id=post.external_id,
            shown=bool(items),
            counted=counted,
            asked=tuple(Asked(subject="post", name=one.metric, period=LIFETIME) for one in counted),
            title=title,
        )


def _counted(measure: str, metric: str, items: list[dict[str, Any]], heard: Heard) -> Counted:
    said = [count_of(_part(item, "statistics").get(metric)) for item in items]
    value, null_reason = said[0] if len(set(said)) == 1 else (None, "contradiction")
    return Counted(
        measure=measure, metric=metric, value=value, null_reason=null_reason, heard=heard
    )


def count_of(raw: Any) -> tuple[int | None, str]:
    """Read an int64 that came as a string; anything else is unknown, with the reason."""
    if isinstance(raw, str) and re.fullmatch(r"[0-9]{1,19}", raw):
        raw = int(raw)
    value, null_reason = as_count(raw)
    return (None, "not-a-count") if value is not None and value > GREATEST else (value, null_reason)


def _says_none(body: dict[str, Any]) -> bool:
    return _part(body, "pageInfo").get("totalResults") == 0


def _part(item: dict[str, Any], name: str) -> dict[str, Any]:
    part = item.get(name)
    return part if isinstance(part, dict) else {}


def _text(raw: Any) -> str:
    # A NUL is JSON and no text for PostgreSQL.
    return raw.replace("\0", "").strip() if isinstance(raw, str) else ""


def _moment(raw: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(raw)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else None
