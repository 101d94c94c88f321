"""The platforms we can poll: the one place to add one more.

Each has a folder with a ``client.py`` that speaks :mod:`media_ingest.answers`;
here stands what we ask it, what that means in the ledger, and how to open it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings

from media_ingest.answers import Client
from media_ingest.facebook.client import FacebookClient
from media_ingest.models import Account
from media_ingest.months import Series, days_added_up, window_at_month_end
from media_ingest.posts import PostPlan
from media_ingest.youtube.client import YouTubeClient
from media_ingest.youtube.google import Roots


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """What we know of a platform.

    ``headline`` is the indicator that stands for it in "persons reached". Ids
    become part of an address, hence ``id_pattern``. ``connect`` asks for
    ``id_option``, for an OAuth client where there is one, and for the secrets.
    ``keep_raw_for`` is how long the answers as they came may be kept, and
    ``kept_after_grant`` how long what was lent to us after the owner took the
    grant away.
    """

    zone: str
    series: tuple[Series, ...]
    headline: str
    id_option: str
    id_pattern: str
    has_client: bool = False
    secrets: tuple[str, ...]
    optional_secrets: tuple[str, ...] = ()
    keep_raw_for: timedelta
    kept_after_grant: timedelta | None = None
    posts: PostPlan | None = None
    open: Callable[[Account, Mapping[str, Any]], Client]


def _open_facebook(account: Account, secrets: Mapping[str, Any]) -> Client:
    return FacebookClient(
        page_id=account.external_id,
        token=secrets["token"],
        app_secret=secrets.get("app_secret", ""),
        base_url=settings.FACEBOOK_GRAPH_URL,
        version=settings.FACEBOOK_API_VERSION,
        timeout=settings.PLATFORM_TIMEOUT_SECONDS,
    )


def _open_youtube(account: Account, secrets: Mapping[str, Any]) -> Client:
    return YouTubeClient(
        channel_id=account.external_id,
        client_id=account.client_id,
        client_secret=secrets["client_secret"],
        refresh_token=secrets["refresh_token"],
        roots=Roots(
            api=settings.YOUTUBE_API_ROOT,
            analytics=settings.YOUTUBE_ANALYTICS_ROOT,
            token_uri=settings.GOOGLE_TOKEN_URI,
        ),
        timeout=settings.PLATFORM_TIMEOUT_SECONDS,
    )


PLATFORMS: dict[str, Platform] = {
    Account.Platform.FACEBOOK: Platform(
        zone="America/Los_Angeles",
        series=(
            Series("page_total_media_view_unique", "days_28", "D1", window_at_month_end),
            Series("page_media_view", "day", "D2", days_added_up),
        ),
        headline="D1",
        id_option="--page-id",
        id_pattern=r"\d{1,40}",
        secrets=("token",),
        optional_secrets=("app_secret",),
        # As far back as Facebook itself serves insights.
        keep_raw_for=timedelta(days=730),
        open=_open_facebook,
    ),
    Account.Platform.YOUTUBE: Platform(
        zone="America/Los_Angeles",
        series=(
            Series("engagedViews", "day", "D4", days_added_up),
            Series("views", "day", "D3", days_added_up),
        ),
        headline="D4",
        id_option="--channel-id",
        id_pattern=r"[A-Za-z0-9_-]{3,60}",
        has_client=True,
        secrets=("client_secret", "refresh_token"),
        # What names single videos may not be kept longer (youtube.md §3).
        keep_raw_for=timedelta(days=30),
        # Revoked at Google's side: thirty days (youtube.md §3).
        kept_after_grant=timedelta(days=30),
        open=_open_youtube,
    ),
}
