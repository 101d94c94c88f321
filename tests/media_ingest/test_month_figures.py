"""From daily readings and windows to months: windows, breaks, missing days, settling."""

from datetime import UTC, date, datetime, timedelta

import pytest

from campaigns.ledger import Cell, Fact, Source, post_stated
from campaigns.models import Channel, Current, Entry
from media_ingest.models import Account, PollRun, Reading
from media_ingest.months import Span, window_at_month_end
from media_ingest.polling import poll_by_hand
from tests.simulators.figures import day_over

pytestmark = pytest.mark.django_db
STEADY = {"page_total_media_view_unique": 20000, "page_media_view": 100, "views": 10,
          "engagedViews": 4, "estimatedMinutesWatched": 6}  # fmt: skip


def steady(metric, period, day, now):
    """Serve the same figure for every day, at once."""
    return STEADY.get(metric, 3) if now >= day_over(day) else None


@pytest.fixture(autouse=True)
def _steady(platforms):
    for page in platforms.facebook.pages.values():
        page.figures = steady
    for channel in platforms.youtube.channels.values():
        channel.figures = steady


def cells(indicator: str) -> dict[tuple[str, str], Current]:
    rows = Current.objects.filter(key__indicator=indicator).select_related("key")
    rows = rows.order_by("key__period_end")
    return {(str(row.key.period_start), str(row.key.period_end)): row for row in rows}


def test_a_facebook_month_is_the_window_that_ends_with_it(platforms, facebook, clock):
    poll_by_hand(facebook, clock)
    # Not June: its window began before the words did, on 15 June. Not October: not over.
    assert list(cells("D1")) == [
        ("2026-07-04", "2026-07-31"),
        ("2026-08-04", "2026-08-31"),
        ("2026-09-03", "2026-09-30"),
    ]
    assert {row.value for row in cells("D1").values()} == {20000}
    assert {row.key.zone for row in cells("D1").values()} == {"America/Los_Angeles"}
    assert {row.key.definition_id for row in cells("D1").values()} == {"facebook-viewers"}


def test_a_window_that_ends_within_a_month_is_no_month():
    now = datetime(2026, 10, 8, tzinfo=UTC)
    served = Reading(
        window_start=date(2026, 9, 1), window_end=date(2026, 9, 28), value=5, observed_at=now,
        last_seen_at=now, raw_sha256="0" * 64,
    )  # fmt: skip
    span = Span(start=date(2026, 9, 1), end=date(2026, 9, 28), today=date(2026, 10, 8))
    assert window_at_month_end(span, {served.window_end: served}) is None


def test_views_add_up_over_the_days_of_the_month(platforms, facebook, clock):
    poll_by_hand(facebook, clock)
    views = {key: row.value for key, row in cells("D2").items()}
    assert views["2026-09-01", "2026-09-30"] == 30 * 100
    assert views["2026-10-01", "2026-10-31"] == 6 * 100


def test_august_2026_has_two_meanings_of_a_youtube_view(platforms, youtube, clock):
    poll_by_hand(youtube, clock)
    views = cells("D3")
    assert views["2026-08-01", "2026-08-23"].key.definition_id == "youtube-views-2025"
    assert views["2026-08-24", "2026-08-31"].key.definition_id == "youtube-views-2026"
    assert views["2026-08-01", "2026-08-23"].value == 23 * 10
    assert views["2026-08-24", "2026-08-31"].value == 8 * 10
    assert cells("D4")["2026-08-01", "2026-08-31"].value == 31 * 4


def test_a_finished_month_with_missing_days_says_so(platforms, youtube, clock):
    gaps = {date(2026, 9, 10), date(2026, 9, 11)}
    platforms.youtube.channels[youtube.external_id].figures = lambda metric, period, day, now: (
        None if day in gaps else steady(metric, period, day, now)
    )
    poll_by_hand(youtube, clock)
    september = cells("D4")["2026-09-01", "2026-09-30"]
    assert (september.value, september.reason, september.settled) == (28 * 4, "days-missing", False)

    gaps.clear()
    clock.now += timedelta(hours=1)
    poll_by_hand(youtube, clock)
    september = cells("D4")["2026-09-01", "2026-09-30"]
    assert (september.value, september.reason, september.settled) == (30 * 4, "", True)


def test_the_open_month_is_complete_as_far_as_it_is_served(platforms, youtube, clock):
    poll_by_hand(youtube, clock)
    october = cells("D4")["2026-10-01", "2026-10-31"]
    assert (october.value, october.reason, october.settled) == (6 * 4, "", False)


def test_a_hole_in_the_open_month_is_missing(platforms, youtube, clock):
    platforms.youtube.channels[youtube.external_id].figures = lambda metric, period, day, now: (
        None if day == date(2026, 10, 2) else steady(metric, period, day, now)
    )
    poll_by_hand(youtube, clock)
    assert cells("D4")["2026-10-01", "2026-10-31"].reason == "days-missing"


def test_a_month_without_any_day_is_not_zero(platforms, youtube, clock):
    platforms.youtube.channels[youtube.external_id].figures = lambda metric, period, day, now: (
        None if day.month == 7 else steady(metric, period, day, now)
    )
    poll_by_hand(youtube, clock)
    assert ("2026-07-01", "2026-07-31") not in cells("D4")


@pytest.mark.parametrize(
    ("day", "hour", "settled"),
    [(1, 8, False), (2, 7, False), (2, 8, True)],
)
def test_a_window_settles_when_it_was_read_twice_a_day_apart(
    day, hour, settled, platforms, facebook, clock
):
    clock.now = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)
    poll_by_hand(facebook, clock)
    clock.now = datetime(2026, 10, day, hour, 0, tzinfo=UTC)
    poll_by_hand(facebook, clock)
    assert cells("D1")["2026-09-03", "2026-09-30"].settled is settled


@pytest.mark.parametrize(("hour", "settled"), [(6, False), (8, True)])
def test_a_window_settles_on_day_seven_in_california(hour, settled, platforms, facebook, clock):
    clock.now = datetime(2026, 10, 7, hour, 0, tzinfo=UTC)
    poll_by_hand(facebook, clock)
    assert cells("D1")["2026-09-03", "2026-09-30"].settled is settled


@pytest.mark.parametrize(("day", "settled"), [(4, False), (5, True)])
def test_added_days_settle_on_day_five(day, settled, platforms, facebook, clock):
    clock.now = datetime(2026, 10, day, 20, 0, tzinfo=UTC)
    poll_by_hand(facebook, clock)
    assert cells("D2")["2026-09-01", "2026-09-30"].settled is settled


def test_settling_writes_one_entry_and_then_none(platforms, facebook, clock):
    for hours in (0, 24, 48, 72):
        clock.now = datetime(2026, 10, 2, 8, tzinfo=UTC) + timedelta(hours=hours)
        poll_by_hand(facebook, clock)
    entries = Entry.objects.filter(key__indicator="D1", key__month=date(2026, 9, 1))
    assert [(entry.version, entry.settled) for entry in entries] == [(1, False), (2, True)]


def test_a_changed_day_supersedes_the_month(platforms, facebook, clock):
    poll_by_hand(facebook, clock)
    page = platforms.facebook.pages[facebook.external_id]
    page.figures = lambda metric, period, day, now: (
        70 if (metric, day) == ("page_media_view", date(2026, 9, 9))
        else steady(metric, period, day, now)
    )  # fmt: skip
    clock.now += timedelta(hours=1)
    outcome = poll_by_hand(facebook, clock)

    assert (outcome.readings_new, outcome.entries_written) == (1, 1)
    september = cells("D2")["2026-09-01", "2026-09-30"]
    assert (september.value, september.version) == (29 * 100 + 70, 2)
    assert september.run_ref == f"poll-run:{PollRun.objects.latest('pk').pk}"


def test_a_metric_that_is_not_served_any_more_keeps_its_figures(platforms, facebook, clock):
    poll_by_hand(facebook, clock)
    page = platforms.facebook.pages[facebook.external_id]
    page.figures = lambda metric, period, day, now: (
        None if day.day > 15 else steady(metric, period, day, now)
    )
    clock.now += timedelta(hours=1)
    assert poll_by_hand(facebook, clock).readings_new == 0
    assert cells("D2")["2026-09-01", "2026-09-30"].value == 30 * 100


def test_a_channel_is_not_asked_outside_its_active_dates(platforms, facebook, clock):
    Channel.objects.filter(pk="facebook").update(
        active_from=date(2026, 8, 1), active_to=date(2026, 9, 15)
    )
    poll_by_hand(Account.objects.get(), clock)

    assert list(cells("D1")) == [("2026-08-04", "2026-08-31")]
    assert list(cells("D2")) == [("2026-08-01", "2026-08-31")]
    days = Reading.objects.filter(metric="page_media_view").values_list("window_end", flat=True)
    assert (min(days), max(days)) == (date(2026, 8, 1), date(2026, 9, 15))


def test_a_persons_figure_is_not_polled_away(platforms, facebook, clock):
    cell = Cell(
        indicator="D2", channel="facebook", definition="facebook-views",
        period_start=date(2026, 9, 1), period_end=date(2026, 9, 30), zone="America/Los_Angeles",
    )  # fmt: skip
    person = Source(authority="person", ref="file:x", observed_at=clock() - timedelta(days=1))
    post_stated([Fact(cell=cell, source=person, value=7)], now=clock())

    outcome = poll_by_hand(facebook, clock)
    assert outcome.state == PollRun.State.DONE
    assert cells("D2")["2026-09-01", "2026-09-30"].value == 7
    assert outcome.reason == "1 month figures kept as a person entered them"


def test_a_series_that_the_ledger_refuses_does_not_stop_the_others(platforms, facebook, clock):
    balance = Cell(
        indicator="D2", channel="facebook", definition="facebook-views", role="opening",
        period_start=date(2026, 7, 1), period_end=date(2026, 8, 31), zone="America/Los_Angeles",
    )  # fmt: skip
    person = Source(authority="person", ref="file:x", observed_at=clock() - timedelta(days=1))
    post_stated([Fact(cell=balance, source=person, value=7)], now=clock())

    outcome = poll_by_hand(facebook, clock)
    assert outcome.state == PollRun.State.PARTIAL
    assert outcome.reason.startswith("page_media_view: not in the ledger (")
    assert list(cells("D2")) == [("2026-07-01", "2026-08-31")]
    assert outcome.entries_written == len(cells("D1")) > 0
