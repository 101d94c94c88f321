"""Videos of a simulated channel: counted, hidden, taken down and brought back."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.simulators.figures import PACIFIC

Count = int | None | Callable[[datetime], int]
# Invented titles; no person is named in any of them.
TITLES = (
    "নিরাপদ অভিবাসন: যাওয়ার আগে পাঁচটি প্রশ্ন",
    "Before you pay a broker: what to ask for in writing",
    "ভিসা যাচাই করবেন কীভাবে",
    "How to check a job offer from abroad",
    "চুক্তিপত্র পড়ার নিয়ম",
    "Your passport stays with you",
    "বিদেশে বেতন না পেলে কী করবেন",
    "What the migration forum does in your union",
    "নৌকায় নয়, নিয়মমতো",
    "Costs of migration: what is allowed and what is not",
    "ফিরে আসার পর: নতুন শুরু",
    "Coming home: help with a small business",
    "প্রশিক্ষণ নিয়ে যান, দাম বাড়ান",
    "Street theatre in a village market",
    "স্কুলে কুইজ: অভিবাসন নিয়ে কতটা জানি",
    "Sending money home safely",
    "দালাল চেনার উপায়",
    "Health check before departure",
    "হটলাইনে ফোন করুন, বিনা খরচে",
    "Questions from a migration fair",
)


@dataclass
class Video:
    """One upload. ``shown`` is whether its owner may see it; ``listed`` whether the list does."""

    id: str
    title: str
    published_at: datetime
    views: Count = 0
    likes: Count = None
    comments: Count = None
    shown: bool = True
    listed: bool = True
    # The part "status" as its owner may write it.
    status: dict[str, Any] = field(
        default_factory=lambda: {"privacyStatus": "public", "embeddable": True}
    )
    tags: tuple[str, ...] = ()
    description: str = ""
    data: bytes = b""
    captions: dict[str, bytes] = field(default_factory=dict)

    @property
    def is_public(self) -> bool:
        return self.shown and self.status["privacyStatus"] != "private"

    def vanish(self) -> None:
        """Be deleted, or made private by another account."""
        self.shown = self.listed = False

    def come_back(self) -> None:
        self.shown = self.listed = True


def demo_videos() -> list[Video]:
    """Make the demo channel's videos: their counters go on growing, by the minute."""
    videos = []
    for number, title in enumerate(TITLES):
        seed = int.from_bytes(hashlib.sha256(title.encode()).digest()[:2])
        published = datetime(2026, 10, 28, 12, tzinfo=PACIFIC) - timedelta(days=13 * number)
        a_day = 20 + seed % 180
        videos.append(
            Video(
                f"nirapad{number:04d}", title, published,
                views=_growing(published, a_day),
                likes=_growing(published, a_day / 25),
                # Comments are switched off under every fifth video.
                comments=None if number % 5 == 4 else _growing(published, a_day / 90),
            )
        )  # fmt: skip
    return videos


def _growing(since: datetime, a_day: float) -> Callable[[datetime], int]:
    return lambda now: max(0, int((now - since) / timedelta(days=1) * a_day))


def playlist_item(video: Video, channel_id: str) -> dict[str, Any]:
    """Write a video as the uploads list does."""
    return {
        "kind": "youtube#playlistItem",
        "id": f"VVU{video.id}",
        "snippet": {"title": video.title, "channelId": channel_id},
        "contentDetails": {"videoId": video.id, "videoPublishedAt": _iso(video.published_at)},
        "status": {"privacyStatus": video.status["privacyStatus"]},
    }


def video_item(video: Video, channel_id: str, now: datetime) -> dict[str, Any]:
    """Write a video as ``videos.list`` does: counters are strings, hidden ones absent."""
    counts = {"viewCount": video.views, "likeCount": video.likes, "commentCount": video.comments}
    statistics = {
        name: str(count(now) if callable(count) else count)
        for name, count in counts.items()
        if count is not None
    }
    return {
        "kind": "youtube#video",
        "id": video.id,
        "snippet": {
            "publishedAt": _iso(video.published_at), "channelId": channel_id, "title": video.title,
            "description": video.description, "tags": list(video.tags),
        },
        "status": {"uploadStatus": "processed", "madeForKids": False, **video.status},
        "statistics": {**statistics, "favoriteCount": "0"},
    }  # fmt: skip


def _iso(moment: datetime) -> str:
    return moment.astimezone(PACIFIC).isoformat()
