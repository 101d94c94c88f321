"""Posts, videos and Reels of a simulated Page: how they are listed and what their insights say."""

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

REACTIONS = "post_reactions_by_type_total"
# The typical number of one post, once it is ripe.
POST_METRICS = {
    "post_total_media_view_unique": 900,
    "post_media_view": 1300,
    REACTIONS: 60,
    "post_clicks": 35,
    "post_activity_by_action_type": 70,
    "post_video_views": 420,
    "post_video_avg_time_watched": 7400,
    "post_video_view_time": 3_100_000,
}
VIDEO_METRICS = {"post_impressions_unique": 800, "total_video_views": 450}
REEL_METRICS = {
    "post_impressions_unique": 1100,
    "blue_reels_play_count": 1500,
    "fb_reels_total_plays": 1900,
    "fb_reels_replay_count": 400,
}
RIPE_AFTER = timedelta(days=60)
LISTS = ("published_posts", "video_reels", "videos")


@dataclass
class FacebookPost:
    """Something that the Page published.

    ``listed``: it stands among the published posts. ``names_post``: the list of
    videos says which post is around it. ``hidden``: deleted, or not for us.
    """

    post_id: str
    created: datetime
    message: str | None = "A post"
    kind: str = "post"
    video_id: str = ""
    shares: int | None = None
    listed: bool = True
    names_post: bool = True
    hidden: bool = False
    values: dict[str, Any] = field(default_factory=dict)
    published: bool = True
    uploaded: bool = True
    data: bytes = b""
    captions: dict[str, bytes] = field(default_factory=dict)

    @property
    def is_public(self) -> bool:
        return self.published and not self.hidden


def shown_in(edge: str, posts: list[FacebookPost]) -> list[FacebookPost]:
    """Give what stands in one of the three lists, newest first."""
    kinds = {"video_reels": {"reel"}, "videos": {"video"}}
    chosen = [
        post
        for post in posts
        if post.is_public and (post.listed if edge == LISTS[0] else post.kind in kinds[edge])
    ]
    return sorted(chosen, key=lambda post: post.created, reverse=True)


def listed(
    page_id: str, edge: str, posts: list[FacebookPost], query: Mapping[str, str], token: str
) -> dict[str, Any]:
    """Give one page of a list; as the real one does, the address of the next holds the token."""
    rows = shown_in(edge, posts)
    if since := query.get("since"):
        rows = [post for post in rows if post.created.timestamp() >= int(since)]
    limit, start = int(query.get("limit", 25)), _offset(query.get("after"))
    read = _as_post if edge == LISTS[0] else _as_video
    page = [read(page_id, post) for post in rows[start : start + limit]]
    body: dict[str, Any] = {"data": page}
    if page:
        after = _cursor(start + limit)
        body["paging"] = {"cursors": {"before": _cursor(start), "after": after}}
        if start + limit < len(rows):
            address = f"https://graph.facebook.com/v26.0/{page_id}/{edge}"
            body["paging"]["next"] = f"{address}?access_token={token}&limit={limit}&after={after}"
    return body


def insights_of(
    post: FacebookPost, object_id: str, metrics: list[str], period: str | None, now: datetime
) -> Iterator[dict[str, Any]]:
    """Give one row a metric; without a period some come once more, by day."""
    for metric in metrics:
        value = _value(post, metric, now)
        if value is None:
            continue
        for served in ["lifetime", "day"] if period is None else [period]:
            if served in ("lifetime", "day"):
                yield {
                    "name": metric,
                    "period": served,
                    "values": [{"value": value if served == "lifetime" else 0}],
                    "id": f"{object_id}/insights/{metric}/{served}",
                }


def known_metrics(post: FacebookPost, *, of_video: bool) -> set[str]:
    """Give the names that do not fail a whole call."""
    return {*VIDEO_METRICS, *REEL_METRICS} if of_video else set(POST_METRICS)


def _value(post: FacebookPost, metric: str, now: datetime) -> Any:
    if metric in post.values:
        return post.values[metric]
    if metric.startswith("post_video") and post.kind == "post":
        return None
    of_kind = {**POST_METRICS, **(REEL_METRICS if post.kind == "reel" else VIDEO_METRICS)}
    if metric not in of_kind:
        return None  # A Reel that is asked for a video's metric: no row.
    ripe = min((now - post.created) / RIPE_AFTER, 1.0)
    count = int(of_kind[metric] * (0.5 + _chance(post, metric)) * (0.3 + 0.7 * ripe))
    if metric == REACTIONS:
        return {"like": count - count // 8, "love": count // 8}
    return count


def _chance(post: FacebookPost, metric: str) -> float:
    digest = hashlib.sha256(f"{post.post_id}|{post.video_id}|{metric}".encode()).digest()
    return int.from_bytes(digest[:4]) / 2**32


def _as_post(page_id: str, post: FacebookPost) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": f"{page_id}_{post.post_id}",
        "created_time": _time(post.created),
        "permalink_url": f"https://www.facebook.com/{page_id}/posts/{post.post_id}",
        "status_type": "mobile_status_update",
        "is_published": True,
    }
    if post.message is not None:
        row["message"] = post.message
    if post.shares is not None:
        row["shares"] = {"count": post.shares}
    if post.video_id:
        row["status_type"] = "added_video"
        target = {"media_type": "video", "target": {"id": post.video_id}}
        row["attachments"] = {"data": [target]}
    return row


def _as_video(page_id: str, post: FacebookPost) -> dict[str, Any]:
    path = "reel" if post.kind == "reel" else f"{page_id}/videos"
    row: dict[str, Any] = {
        "id": post.video_id,
        "created_time": _time(post.created),
        "permalink_url": f"/{path}/{post.video_id}/",
    }
    if post.message is not None:
        row["description"] = post.message
    if post.names_post:
        row["post_id"] = post.post_id
    return row


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


def _cursor(offset: int) -> str:
    return urlsafe_b64encode(f"QVFI{offset}".encode()).decode()


def _offset(cursor: str | None) -> int:
    return int(urlsafe_b64decode(cursor.encode())[4:]) if cursor else 0
