"""The names of Facebook's metrics: which we read for what, and which a probe asks about.

Meta's own reference lists dead names (facebook.md §2), so nothing is taken on
trust: a name that is refused is left alone for a week and the next one is tried.
"""

from dataclasses import dataclass

from media_ingest.answers import LIFETIME, Asked

PAGE, POST, VIDEO = "account", "post", "video"

# Kept as readings; they stand for no indicator.
PAGE_READINGS = (
    "page_follows",
    "page_daily_follows_unique",
    "page_daily_unfollows_unique",
    "page_post_engagements",
    "page_views_total",
    "page_total_actions",
    "page_video_views",
    "page_actions_post_reactions_like_total",
)
PAGE_METRICS = ("page_total_media_view_unique", "page_media_view", *PAGE_READINGS)
PAGE_PERIODS = ("day", "week", "days_28", "month", "total_over_range")
POST_METRICS = (
    "post_total_media_view_unique",
    "post_media_view",
    "post_reactions_by_type_total",
    "post_clicks",
    "post_activity_by_action_type",
    "post_video_views",
    "post_video_avg_time_watched",
    "post_video_view_time",
)
VIDEO_METRICS = (
    "post_impressions_unique",
    "blue_reels_play_count",
    "fb_reels_total_plays",
    "fb_reels_replay_count",
    "total_video_views",
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A metric that can answer for a measure, and of what it is asked: the post or the video."""

    metric: str
    subject: str = POST


_VIEWERS = Candidate("post_total_media_view_unique")
_EVERY_POST: dict[str, tuple[Candidate, ...]] = {
    "viewers": (_VIEWERS,),
    "views": (Candidate("post_media_view"),),
    "reactions": (Candidate("post_reactions_by_type_total"),),
}
# Persons of a video: the post around it, else the video's own; plays are never persons.
_EVERY_VIDEO: dict[str, tuple[Candidate, ...]] = {
    **_EVERY_POST,
    "viewers": (_VIEWERS, Candidate("post_impressions_unique", VIDEO)),
}
# For each kind of post, what we want to know and who may answer, the best first.
CANDIDATES: dict[str, dict[str, tuple[Candidate, ...]]] = {
    "post": _EVERY_POST,
    "video": {
        **_EVERY_VIDEO,
        "plays": (Candidate("post_video_views"), Candidate("total_video_views", VIDEO)),
    },
    "reel": {
        **_EVERY_VIDEO,
        "plays": (
            Candidate("fb_reels_total_plays", VIDEO),
            Candidate("blue_reels_play_count", VIDEO),
        ),
    },
}

KNOWN = (
    *(Asked(subject=PAGE, name=m, period=p) for m in PAGE_METRICS for p in PAGE_PERIODS),
    *(Asked(subject=POST, name=m, period=LIFETIME) for m in POST_METRICS),
    *(Asked(subject=VIDEO, name=m, period=LIFETIME) for m in VIDEO_METRICS),
)
