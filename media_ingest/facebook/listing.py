"""What a Page published: its posts, then its Reels and videos, each named by the post around it.

Reels are not reliably among the posts, so three lists are read. A video that
names its ``post_id`` is that post; one that does not keeps its own id.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from foundation.errors import Gone, MetricRefused, NotUnderstood, PermissionMissing
from media_ingest.answers import Counted, Heard, Listing, PostShown, as_count
from media_ingest.facebook.calls import PageCalls, Told
from media_ingest.facebook.insights import moment
from media_ingest.facebook.refusals import TooMuch

# As many as Facebook gives at once.
LIMIT = 100
# Far more than a Page can hold: Facebook lists some 600 posts a year.
MOST_PAGES = 100
ID = re.compile(r"\d{1,40}(_\d{1,40})?")
POST, VIDEO, REEL = "post", "video", "reel"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Edge:
    """One of the lists: its name, what to ask of each row, and how a row is read."""

    name: str
    params: dict[str, str]
    read: Callable[[Row, str, Heard], PostShown | None]
    takes_since: bool = True
    needed: bool = False


def list_posts(calls: PageCalls, *, since: datetime | None, now: datetime) -> Iterator[Listing]:
    """Give the lists page by page; of Reels and videos a refusal is told and does not stop."""
    for edge in EDGES:
        try:
            for told in _pages(calls, edge, since, now):
                shown = (edge.read(row, calls.page_id, told.heard) for row in told.rows)
                yield Listing(posts=tuple(post for post in shown if post), heard=told.heard)
        except (PermissionMissing, MetricRefused, NotUnderstood, Gone) as error:
            if edge.needed:
                raise
            yield Listing(posts=(), heard=calls.heard, refused=f"{edge.name}: {error.reason}")


def _pages(calls: PageCalls, edge: Edge, since: datetime | None, now: datetime) -> Iterator[Told]:
    """Walk by cursor, never by the address that Facebook gives: it holds the token.

    Only a page that names no next one is the last; one may be short or empty.
    """
    limit, after = LIMIT, ""
    been: set[str] = set()
    for _ in range(MOST_PAGES):
        try:
            told = calls.ask(calls.page_id, edge.name, now=now, **_query(edge, since, limit, after))
        except TooMuch:
            if limit == 1:
                raise
            limit //= 2
            continue
        yield told
        cursor = _next_cursor(told.body)
        if cursor is None or _all_before(told.rows, since):
            return
        if cursor in been:
            message = "Facebook's list goes in a circle"
            raise NotUnderstood(message)
        been.add(cursor)
        after = cursor
    message = f"Facebook's list has no end after {MOST_PAGES} pages"
    raise NotUnderstood(message)


def _query(edge: Edge, since: datetime | None, limit: int, after: str) -> dict[str, str]:
    query = {**edge.params, "limit": str(limit)}
    if since and edge.takes_since:
        query["since"] = str(int(since.timestamp()))
    if after:
        query["after"] = after
    return query


def _next_cursor(body: Row) -> str | None:
    paging = body.get("paging")
    following = paging.get("next") if isinstance(paging, dict) else None
    if not isinstance(paging, dict) or not isinstance(following, str):
        return None
    cursors = paging.get("cursors")
    after = cursors.get("after") if isinstance(cursors, dict) else None
    after = after or next(iter(parse_qs(urlsplit(following).query).get("after", [])), None)
    if not isinstance(after, str):
        message = "Facebook's list goes on, but does not say where"
        raise NotUnderstood(message)
    return after


def _all_before(rows: list[Row], since: datetime | None) -> bool:
    """Whether a page, newest first, has left what was asked for behind."""
    created = [moment(row.get("created_time")) for row in rows]
    return bool(since and created and all(when and when < since for when in created))


def _post(row: Row, page_id: str, heard: Heard) -> PostShown | None:
    post_id = _id(row.get("id"))
    if post_id is None or row.get("is_published") is False:
        return None
    permalink = _text(row, "permalink_url")
    attached = _attached(row)
    video_id = _id(_inside(attached, "target", "id"))
    is_video = attached.get("media_type") == "video" or row.get("status_type") == "added_video"
    kind = REEL if "/reel/" in permalink else VIDEO if is_video else POST
    return PostShown(
        external_id=_wrapped(post_id, page_id),
        kind=kind,
        object_id=video_id or "" if kind != POST else "",
        title=_first_line(_text(row, "message")),
        permalink=permalink,
        published_at=moment(row.get("created_time")),
        counted=(_shares(row, heard),),
    )


def _video(kind: str) -> Callable[[Row, str, Heard], PostShown | None]:
    def read(row: Row, page_id: str, heard: Heard) -> PostShown | None:
        video_id, post_id = _id(row.get("id")), _id(row.get("post_id"))
        if video_id is None:
            return None
        return PostShown(
            external_id=_wrapped(post_id, page_id) if post_id else video_id,
            kind=kind,
            object_id=video_id,
            title=_first_line(_text(row, "title") or _text(row, "description")),
            permalink=_text(row, "permalink_url"),
            published_at=moment(row.get("created_time")),
        )

    return read


def _shares(row: Row, heard: Heard) -> Counted:
    """Read the shares; Facebook leaves them out where there are none, so absent is unknown."""
    told = _inside(row, "shares", "count")
    value, reason = as_count(told)
    reason = "absent" if told is None else reason
    return Counted(measure="shares", metric="shares", value=value, null_reason=reason, heard=heard)


def _attached(row: Row) -> Row:
    data = _inside(row, "attachments", "data")
    return data[0] if isinstance(data, list) and data and isinstance(data[0], dict) else {}


def _inside(row: Row, *names: str) -> Any:
    found: Any = row
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _wrapped(post_id: str, page_id: str) -> str:
    return post_id if "_" in post_id else f"{page_id}_{post_id}"


def _id(raw: Any) -> str | None:
    return raw if isinstance(raw, str) and ID.fullmatch(raw) else None


def _text(row: Row, name: str) -> str:
    raw = row.get(name)
    return raw if isinstance(raw, str) else ""


def _first_line(text: str) -> str:
    return next((" ".join(line.split()) for line in text.splitlines() if line.strip()), "")


EDGES = (
    Edge(
        "published_posts",
        {
            "fields": "id,created_time,message,permalink_url,status_type,is_published,shares,"
            "attachments{media_type,target{id}}"
        },
        _post,
        needed=True,
    ),
    Edge(
        "video_reels",
        {"fields": "id,post_id,description,created_time,permalink_url"},
        _video(REEL),
    ),
    Edge(
        "videos",
        {
            "type": "uploaded",
            "fields": "id,post_id,title,description,created_time,permalink_url",
        },
        _video(VIDEO),
        takes_since=False,
    ),
)
