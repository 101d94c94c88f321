"""Google's daily quota as rows: spent before each call, shared by a client, filled at midnight."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connections

from foundation.errors import TryLater
from media_ingest.allowances import youtube_gate
from media_ingest.connecting import connect_account
from media_ingest.models import Allowance, PollRun, Reading
from media_ingest.pacific import next_midnight
from media_ingest.polling import poll_by_hand, poll_what_is_due
from tests.media_ingest.canaries import CHANNEL
from tests.media_ingest.youtube_answers import QUOTA_EXCEEDED, spent
from tests.simulators.videos import Video

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recent")]
OLD = datetime(2024, 1, 1, tzinfo=UTC)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_the_rows_say_what_google_allows():
    gate = youtube_gate("client-1")
    for bucket in ("general", "search", "upload", "batchGetStats", "analytics"):
        gate.spend(bucket, 1, now=at("2026-10-08 12:00"))
    rows = Allowance.objects.values_list("bucket", "most", "unit", "used", "day")
    day = date(2026, 10, 8)
    assert set(rows) == {
        ("general", 10_000, "units", 1, day), ("search", 100, "calls", 1, day),
        ("upload", 100, "calls", 1, day), ("batchGetStats", 10_000, "calls", 1, day),
        ("analytics", None, "calls", 1, day),
    }  # fmt: skip
    assert "unknown limit" in str(Allowance.objects.get(bucket="analytics"))


def test_the_last_unit_is_given_and_no_more():
    gate, now = youtube_gate("c"), at("2026-10-08 12:00")
    gate.spend("search", 99, now=now)
    gate.spend("search", 1, now=now)
    with pytest.raises(TryLater, match="is used up") as refused:
        gate.spend("search", 1, now=now)
    assert refused.value.after == at("2026-10-09 07:00")
    gate.spend("general", 1, now=now)
    youtube_gate("another client").spend("search", 1, now=now)
    assert Allowance.objects.get(bucket="search", holder="c").used == 100


def test_an_unknown_limit_is_counted_and_stops_nobody():
    gate = youtube_gate("c")
    gate.spend("analytics", 1_000_000, now=at("2026-10-08 12:00"))
    gate.spend("analytics", 1, now=at("2026-10-08 12:00"))
    assert spent()["analytics"] == 1_000_001


@pytest.mark.parametrize(
    ("now", "filled"),
    [
        ("2026-10-08 06:59:59", "2026-10-08 07:00"), ("2026-10-08 07:00", "2026-10-09 07:00"),
        # The clocks of California: back on 1 November 2026, forward on 14 March 2027.
        ("2026-11-01 06:59", "2026-11-01 07:00"), ("2026-11-01 07:00", "2026-11-02 08:00"),
        ("2026-11-01 23:00", "2026-11-02 08:00"), ("2027-03-14 07:59", "2027-03-14 08:00"),
        ("2027-03-14 08:00", "2027-03-15 07:00"),
    ],
)  # fmt: skip
def test_a_day_ends_at_midnight_in_california(now, filled):
    assert next_midnight(at(now)) == at(filled)
    gate = youtube_gate("c")
    gate.spend("search", 100, now=at(now))
    with pytest.raises(TryLater):
        gate.spend("search", 1, now=at(filled) - timedelta(seconds=1))
    gate.spend("search", 1, now=at(filled))
    assert list(Allowance.objects.order_by("day").values_list("used", flat=True)) == [100, 1]


def test_a_closed_bucket_is_closed_to_every_account_of_the_client(platforms, youtube, clock):
    platforms.youtube.add_channel("UCsecond", "second-token", client_secret="s2")
    other = connect_account(
        platform="youtube", channel_slug="second", external_id="UCsecond", client_id="client-1",
        secrets={"client_secret": "s2", "refresh_token": "second-token"}, now=clock(),
    )  # fmt: skip
    platforms.youtube.channels[CHANNEL].videos = [Video("one", "One", OLD, views=1)]
    platforms.youtube.says("/youtube/v3/videos", 403, QUOTA_EXCEEDED, times=9)
    poll_by_hand(youtube, clock)
    platforms.seen.clear()
    outcome = poll_by_hand(other, clock)

    assert "is closed for a while" in outcome.reason
    # Analytics is another bucket, and goes on.
    assert {path for path, _ in platforms.seen} == {"/token", "/v2/reports"}
    assert Reading.objects.filter(account=other).exists()

    clock.now = datetime(2026, 10, 8, 7, 0, tzinfo=UTC)
    assert poll_by_hand(other, clock).state == PollRun.State.DONE


def test_a_poll_by_schedule_goes_on_after_midnight(platforms, youtube, clock):
    channel = platforms.youtube.channels[CHANNEL]
    channel.videos = [Video(f"v{n}", "V", OLD, views=1) for n in range(120)]
    # Enough for the look, three pages and one call for counters.
    row = {"platform": "youtube", "holder": "client-1", "bucket": "general", "unit": "units"}
    Allowance.objects.create(**row, day=date(2026, 10, 7), most=5, seen_at=clock())
    poll_what_is_due(clock)
    assert PollRun.objects.get().not_before == datetime(2026, 10, 8, 7, 0, tzinfo=UTC)
    assert platforms.youtube.units["general"] == 5 == spent()["general"]

    clock.now = datetime(2026, 10, 8, 7, 0, tzinfo=UTC)
    assert poll_what_is_due(clock) == 1
    assert PollRun.objects.get().state == PollRun.State.DONE
    # The look, and what was still due; the list was whole before.
    assert platforms.youtube.units["general"] == 5 + 1 + 2 == spent()["general"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_eight_workers_do_not_spend_one_unit_twice():
    now, given, start = at("2026-10-08 12:00"), [], threading.Barrier(8)

    def take() -> None:
        start.wait()
        for _ in range(20):
            try:
                youtube_gate("c").spend("search", 1, now=now)
            except TryLater:
                continue
            given.append(1)
        connections.close_all()

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(given) == 100 == Allowance.objects.get().used
