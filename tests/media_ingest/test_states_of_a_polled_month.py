"""The states of a month that is polled, as the report tells them, for both platforms."""

from datetime import UTC, date, datetime

import pytest

from campaigns.models import Channel
from campaigns.reach import reach_report
from media_ingest.polling import poll_by_hand
from tests.simulators.figures import day_over

pytestmark = pytest.mark.django_db
SEPTEMBER = date(2026, 9, 1)


def steady(metric, period, day, now):
    """Serve the same figure for every day, at once."""
    return 10 if now >= day_over(day) else None


@pytest.fixture(autouse=True)
def served(platforms):
    for one in (*platforms.facebook.pages.values(), *platforms.youtube.channels.values()):
        one.figures = steady


def status(channel: str, now: datetime) -> str:
    channels = reach_report(SEPTEMBER, now=now)["digital"]["channels"]
    [one] = [one for one in channels if one["channel"] == channel]
    return one["status"]


@pytest.mark.parametrize(
    ("day", "facebook_says", "youtube_says"),
    [
        (datetime(2026, 9, 20, 20, tzinfo=UTC), "open", "open"),
        (datetime(2026, 10, 2, 20, tzinfo=UTC), "settling", "settling"),
        (datetime(2026, 10, 5, 20, tzinfo=UTC), "settling", "settled"),
        (datetime(2026, 10, 8, 20, tzinfo=UTC), "settled", "settled"),
    ],
)
def test_a_month_settles_as_its_platform_does(
    day, facebook_says, youtube_says, facebook, youtube, clock
):
    clock.now = day
    for account in (facebook, youtube):
        poll_by_hand(account, clock)
    assert (status("facebook", clock()), status("youtube", clock())) == (
        facebook_says, youtube_says,
    )  # fmt: skip


def test_a_month_with_missing_days_is_partial(platforms, youtube, clock):
    [channel] = platforms.youtube.channels.values()
    channel.figures = lambda metric, period, day, now: (
        None if day == date(2026, 9, 9) else steady(metric, period, day, now)
    )
    poll_by_hand(youtube, clock)
    assert status("youtube", clock()) == "partial"


def test_a_month_that_was_never_served_is_a_gap(platforms, facebook, clock):
    [page] = platforms.facebook.pages.values()
    page.figures = lambda metric, period, day, now: None
    poll_by_hand(facebook, clock)
    assert status("facebook", clock()) == "gap"


def test_a_month_after_the_channel_ended_is_not_asked(facebook, clock):
    Channel.objects.filter(pk="facebook").update(active_to=date(2026, 8, 31))
    poll_by_hand(facebook, clock)
    assert status("facebook", clock()) == "not_asked"
