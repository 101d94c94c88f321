"""Happy polls, through both real client libraries, against the simulators on loopback."""

from datetime import date, timedelta

import pytest

from campaigns.models import Current, Entry
from media_ingest.facebook.metrics import PAGE_READINGS
from media_ingest.models import PollRun, Reading
from media_ingest.polling import poll_by_hand, poll_what_is_due
from tests.simulators.figures import PACIFIC

pytestmark = pytest.mark.django_db


def figures_of(indicator: str) -> dict[date, int | None]:
    rows = Current.objects.filter(key__indicator=indicator).select_related("key")
    return {row.key.period_end: row.value for row in rows}


def test_a_poll_of_a_page_stores_its_windows_and_its_days(platforms, facebook, clock):
    outcome = poll_by_hand(facebook, clock)

    assert (outcome.state, outcome.reason) == (PollRun.State.DONE, "")
    days = Reading.objects.filter(metric="page_media_view", period="day")
    # From the first of May to 6 October: on 8 October 03:00 UTC it is still the 7th there.
    assert days.count() == 159
    # What stands in no book is read for this month and the last: 36 days so far.
    assert outcome.readings_new == 2 * 159 + len(PAGE_READINGS) * 36
    newest = days.latest("window_end")
    assert (newest.window_end, newest.zone) == (date(2026, 10, 6), "America/Los_Angeles")
    window = Reading.objects.get(period="days_28", window_end=date(2026, 9, 30))
    assert window.window_start == date(2026, 9, 3)
    assert window.version_served == "v26.0"
    assert len(window.raw_sha256) == 64
    assert "since=2026-" in window.request


def test_a_poll_of_a_channel_stores_the_days_that_are_processed(platforms, youtube, clock):
    outcome = poll_by_hand(youtube, clock)

    assert (outcome.state, outcome.reason) == (PollRun.State.DONE, "")
    newest = Reading.objects.filter(metric="engagedViews").latest("window_end")
    assert newest.window_end == date(2026, 10, 4)
    assert outcome.account.title == "Nirapad demo"


def test_month_figures_reach_the_ledger(platforms, facebook, youtube, clock):
    poll_by_hand(facebook, clock)
    poll_by_hand(youtube, clock)

    window = Reading.objects.get(period="days_28", window_end=date(2026, 9, 30))
    assert figures_of("D1")[date(2026, 9, 30)] == window.value
    september = Reading.objects.filter(
        metric="engagedViews", window_end__range=(date(2026, 9, 1), date(2026, 9, 30))
    )
    assert figures_of("D4")[date(2026, 9, 30)] == sum(row.value for row in september)
    assert figures_of("D2")[date(2026, 10, 31)] > 0


def test_ten_polls_with_the_same_answers_write_once(platforms, facebook, youtube, clock):
    poll_by_hand(facebook, clock)
    poll_by_hand(youtube, clock)
    entries, readings = Entry.objects.count(), Reading.objects.count()

    for _ in range(10):
        for account in (facebook, youtube):
            outcome = poll_by_hand(account, clock)
            assert (outcome.readings_new, outcome.entries_written) == (0, 0)

    assert (Entry.objects.count(), Reading.objects.count()) == (entries, readings)
    assert PollRun.objects.filter(state=PollRun.State.DONE).count() == 22


def test_a_later_poll_reads_whole_months_again_and_keeps_the_old_value(platforms, facebook, clock):
    poll_by_hand(facebook, clock)
    platforms.seen.clear()
    clock.now += timedelta(hours=3)
    outcome = poll_by_hand(facebook, clock)

    # What stands in no book is asked for once a day.
    assert [query["metric"] for _, query in platforms.seen] == [
        "page_total_media_view_unique", "page_media_view",
    ]  # fmt: skip
    assert {query["since"] for _, query in platforms.seen} == {"2026-09-01"}
    assert outcome.readings_new > 0
    changed = Reading.objects.filter(metric="page_media_view", window_end=date(2026, 10, 6))
    first, second = changed.order_by("version")
    assert (first.version, second.version) == (1, 2)
    assert first.value < second.value
    assert first.last_seen_at < second.observed_at


def test_a_month_is_always_read_from_its_first_day(platforms, facebook, clock):
    clock.now += timedelta(days=12)
    poll_by_hand(facebook, clock)
    platforms.seen.clear()
    poll_by_hand(facebook, clock)
    # 35 days before 18 October is in the middle of September.
    assert {query["since"] for _, query in platforms.seen} == {"2026-09-01"}


def test_seeing_the_same_again_only_moves_the_last_time_it_was_seen(platforms, youtube, clock):
    poll_by_hand(youtube, clock)
    before = Reading.objects.get(metric="views", window_end=date(2026, 9, 1))
    clock.now += timedelta(hours=1)
    poll_by_hand(youtube, clock)
    after = Reading.objects.get(metric="views", window_end=date(2026, 9, 1))

    assert after.last_seen_at == clock.now
    assert after.observed_at == before.observed_at


def test_the_schedule_polls_each_account_once_per_due_time(platforms, facebook, youtube, clock):
    assert poll_what_is_due(clock) == 2
    assert poll_what_is_due(clock) == 0

    clock.now += timedelta(hours=1)
    assert poll_what_is_due(clock) == 2
    runs = PollRun.objects.filter(account=facebook)
    assert {run.state for run in runs} == {PollRun.State.DONE}
    facebook.refresh_from_db()
    assert facebook.next_poll_at > clock.now


def test_a_first_poll_stays_within_the_longest_window(platforms, facebook, clock):
    clock.now = clock.now.replace(month=11, day=30).astimezone(PACIFIC)
    assert poll_by_hand(facebook, clock).state == PollRun.State.DONE
    for query in [query for path, query in platforms.seen if path.endswith("/insights")]:
        span = date.fromisoformat(query["until"]) - date.fromisoformat(query["since"])
        assert span <= timedelta(days=90)
