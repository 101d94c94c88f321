"""The platforms we can poll: the one place to add one more.

Each has a folder with a ``client.py`` that speaks :mod:`media_ingest.answers`;
here stands what we ask it, what that means in the ledger, and how to open it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings

from media_ingest.allowances import Allowances, Bucket, youtube_gate
from media_ingest.answers import Asked, Client
from media_ingest.counters import next_look, note_growth
from media_ingest.facebook import metrics as facebook_metrics
from media_ingest.facebook.refusals import APP, PAGE
from media_ingest.models import Account
from media_ingest.months import Series, days_added_up, window_at_month_end
from media_ingest.pacific import ZONE
from media_ingest.post_plan import PostPlan
from media_ingest.rhythm import rarer_with_age
from media_ingest.youtube.client import YouTubeClient
from media_ingest.youtube.google import Roots


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """What we know of a platform.

    ``headline`` is the indicator that stands for it in "persons reached". Ids
    become part of an address, hence ``id_pattern``. ``connect`` asks for
    ``id_option``, for an OAuth client where there is one, and for the secrets.
    ``keep_raw_for`` is how long the answers as they came may be kept.
    ``grants``: the platform can be asked how long our key opens. ``probes`` are
    the metrics that may die and are asked for alone once a week. Where only the
    owner's grant opens anything, ``answers_confirm_the_grant``. ``publisher`` opens it
    for bringing videos there, which reading does not need.
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
    posts: PostPlan | None = None
    grants: bool = False
    probes: tuple[Asked, ...] = ()
    answers_confirm_the_grant: bool = False
    open: Callable[[Account, Mapping[str, Any]], Client]
    publisher: Callable[[Account, Mapping[str, Any]], Any]


def _open_facebook(account: Account, secrets: Mapping[str, Any]) -> Client:
    # Here, so that the web process, which connects accounts too, does not load the SDK.
    from media_ingest.facebook.client import FacebookClient

    return FacebookClient(
        page_id=account.external_id,
        token=secrets["token"],
        app_id=secrets.get("app_id", ""),
        app_secret=secrets.get("app_secret", ""),
        base_url=settings.FACEBOOK_GRAPH_URL,
        version=settings.FACEBOOK_API_VERSION,
        timeout=settings.PLATFORM_TIMEOUT_SECONDS,
        gate=_facebook_gate(account),
    )


def _facebook_publisher(account: Account, secrets: Mapping[str, Any]) -> Any:
    # Here, so that the web process does not load the SDK.
    from media_ingest.facebook.calls import PageCalls
    from media_ingest.facebook.publishing import FacebookPublisher
    from media_ingest.facebook.transport import PageGraph

    def calls(base_url: str) -> PageCalls:
        graph = PageGraph(
            secrets.get("token", ""),
            base_url=base_url,
            version=settings.FACEBOOK_API_VERSION,
            timeout=settings.PLATFORM_TIMEOUT_SECONDS,
            app_secret=secrets.get("app_secret", ""),
        )
        return PageCalls(graph, account.external_id, _facebook_gate(account))

    return FacebookPublisher(
        calls=calls(settings.FACEBOOK_GRAPH_URL), uploads=calls(settings.FACEBOOK_VIDEO_URL)
    )


def _facebook_gate(account: Account) -> Allowances:
    return Allowances(
        Account.Platform.FACEBOOK,
        account.external_id,
        {PAGE: Bucket(100, "percent"), APP: Bucket(100, "percent")},
    )


def _youtube_publisher(account: Account, secrets: Mapping[str, Any]) -> Any:
    from media_ingest.youtube.publishing import YouTubePublisher

    return YouTubePublisher(**_youtube_ways(account, secrets))


def _youtube_ways(account: Account, secrets: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "channel_id": account.external_id,
        "client_id": account.client_id,
        # Both are gone from an account that was disconnected; the client says so.
        "client_secret": secrets.get("client_secret", ""),
        "refresh_token": secrets.get("refresh_token", ""),
        "roots": Roots(
            api=settings.YOUTUBE_API_ROOT,
            analytics=settings.YOUTUBE_ANALYTICS_ROOT,
            token_uri=settings.GOOGLE_TOKEN_URI,
        ),
        "timeout": settings.PLATFORM_TIMEOUT_SECONDS,
        "gate": youtube_gate(account.client_id),
    }


def _open_youtube(account: Account, secrets: Mapping[str, Any]) -> Client:
    return YouTubeClient(**_youtube_ways(account, secrets))


PLATFORMS: dict[str, Platform] = {
    Account.Platform.FACEBOOK: Platform(
        zone=ZONE,
        series=(
            Series("page_total_media_view_unique", "days_28", "D1", window_at_month_end),
            Series("page_media_view", "day", "D2", days_added_up),
            *(Series(metric, "day") for metric in facebook_metrics.PAGE_READINGS),
        ),
        headline="D1",
        id_option="--page-id",
        id_pattern=r"\d{1,40}",
        secrets=("token",),
        optional_secrets=("app_secret", "app_id"),
        # As far back as Facebook itself serves insights.
        keep_raw_for=timedelta(days=730),
        posts=PostPlan(
            # A little less than a day and a week: a poll that begins early must not skip one.
            list_every=timedelta(hours=22),
            list_whole_every=timedelta(days=6, hours=22),
            list_back=timedelta(days=30),
            per_round=25,
            # With the lists and the Page's own figures below 700 calls, whatever the Page holds.
            per_poll=660,
            next_read=rarer_with_age,
        ),
        grants=True,
        probes=facebook_metrics.KNOWN,
        open=_open_facebook,
        publisher=_facebook_publisher,
    ),
    Account.Platform.YOUTUBE: Platform(
        zone=ZONE,
        series=(
            Series("engagedViews", "day", "D4", days_added_up),
            Series("views", "day", "D3", days_added_up),
            Series("estimatedMinutesWatched", "day", "D8", days_added_up),
        ),
        headline="D4",
        id_option="--channel-id",
        id_pattern=r"[A-Za-z0-9_-]{3,60}",
        has_client=True,
        secrets=("client_secret", "refresh_token"),
        # What names single videos may be kept for 30 days (youtube.md §3); a day less,
        # because what is due is deleted once a day.
        keep_raw_for=timedelta(days=29),
        # Every video once a day, and the whole list before it; an hour of slack
        # keeps "daily" from slipping to the next poll, and a day further each time.
        posts=PostPlan(
            list_every=timedelta(hours=23),
            list_whole_every=timedelta(hours=23),
            list_back=timedelta(days=35),
            per_round=50,
            per_poll=2000,
            next_read=next_look,
            growth=note_growth,
        ),
        answers_confirm_the_grant=True,
        open=_open_youtube,
        publisher=_youtube_publisher,
    ),
}
