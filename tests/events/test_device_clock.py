"""A phone whose clock is wrong books the right day; a right one is believed."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from events.device_clock import SMALL, HeldOn, correct_day

DHAKA = ZoneInfo("Asia/Dhaka")
DAY = dt.timedelta(days=1)
MIDNIGHT = dt.datetime(2024, 6, 1, tzinfo=DHAKA)

years = dt.timedelta(days=3 * 366)
skews = st.timedeltas(-years, years)
# Any moment of some years, and many within an hour of midnight at the end of a month.
moments = st.integers(0, 7 * 366 * 86_400).map(
    lambda seconds: dt.datetime(2020, 1, 1, tzinfo=DHAKA) + dt.timedelta(seconds=seconds)
) | st.builds(
    lambda month, minutes: (
        dt.datetime(2020 + month // 12, month % 12 + 1, 1, tzinfo=DHAKA)
        + dt.timedelta(minutes=minutes)
    ),
    st.integers(0, 80),
    st.integers(-60, 60),
)


def on_phone(moment: dt.datetime, skew: dt.timedelta) -> dt.datetime:
    """Tell the time on a phone that is behind by ``skew``, as it writes it down."""
    return (moment - skew).astimezone(DHAKA)


@settings(max_examples=1000)
@given(
    recorded=moments,
    skew=skews,
    days_ago=st.integers(0, 40),
    waited=st.timedeltas(dt.timedelta(), dt.timedelta(days=40)),
)
@example(MIDNIGHT - dt.timedelta(seconds=1), years, 0, dt.timedelta(0))
@example(MIDNIGHT, -years, 1, dt.timedelta(days=30))
@example(MIDNIGHT + dt.timedelta(minutes=3), SMALL + dt.timedelta(seconds=1), 0, dt.timedelta(0))
@example(dt.datetime(2024, 3, 1, tzinfo=DHAKA), dt.timedelta(days=366), 1, dt.timedelta(hours=1))
def test_the_true_day_is_booked_whatever_the_clock_says(recorded, skew, days_ago, waited):
    sent = recorded + waited
    chosen = on_phone(recorded, skew).date() - days_ago * DAY
    booked = correct_day(
        chosen,
        recorded_at=on_phone(recorded, skew),
        client_now=on_phone(sent, skew),
        server_now=sent,
    )
    true_day = recorded.date() - days_ago * DAY
    assert booked.claimed == chosen
    assert booked.skew == skew
    assert not booked.clock_changed
    if abs(skew) >= SMALL:
        assert booked.day == true_day
        assert (booked.day.year, booked.day.month) == (true_day.year, true_day.month)
    else:
        assert booked.day == chosen


@given(recorded=moments, days_ago=st.integers(-400, 400))
def test_a_right_clock_changes_nothing(recorded, days_ago):
    chosen = recorded.date() - days_ago * DAY
    booked = correct_day(chosen, recorded_at=recorded, client_now=recorded, server_now=recorded)
    assert booked == HeldOn(chosen, chosen, dt.timedelta())


@pytest.mark.parametrize("behind", [SMALL - dt.timedelta(seconds=1), -SMALL + DAY / 86400])
def test_a_small_skew_changes_nothing_even_at_midnight(behind):
    booked = correct_day(
        MIDNIGHT.date(),
        recorded_at=on_phone(MIDNIGHT, behind),
        client_now=on_phone(MIDNIGHT, behind),
        server_now=MIDNIGHT,
    )
    assert booked.day == MIDNIGHT.date()


def test_a_phone_that_writes_in_utc_has_the_same_today_as_one_in_dhaka():
    behind = dt.timedelta(days=365)
    recorded = (MIDNIGHT + dt.timedelta(hours=1) - behind).astimezone(dt.UTC)
    booked = correct_day(
        (MIDNIGHT - behind).date(), recorded_at=recorded, client_now=recorded,
        server_now=MIDNIGHT + dt.timedelta(hours=1),
    )  # fmt: skip
    assert booked.day == MIDNIGHT.date()


@pytest.mark.parametrize("missing", ["recorded_at", "client_now"])
def test_without_the_phones_time_the_day_is_as_claimed(missing):
    claimed = dt.date(2021, 6, 1)
    times = {"recorded_at": MIDNIGHT - years, "client_now": MIDNIGHT - years, missing: None}
    assert correct_day(claimed, **times, server_now=MIDNIGHT).day == claimed


def test_a_clock_put_right_before_sending_corrects_nothing_and_is_told():
    claimed = dt.date(2027, 6, 1)
    booked = correct_day(
        claimed, recorded_at=MIDNIGHT + years, client_now=MIDNIGHT, server_now=MIDNIGHT
    )
    assert booked.day == claimed
    assert booked.clock_changed


def test_a_clock_at_the_end_of_time_breaks_nothing():
    claimed = dt.date(9999, 12, 31)
    end = dt.datetime(9999, 12, 31, 23, tzinfo=dt.UTC)
    booked = correct_day(claimed, recorded_at=end, client_now=end, server_now=MIDNIGHT)
    assert booked.claimed == claimed
