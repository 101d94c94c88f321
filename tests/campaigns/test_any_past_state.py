"""However figures are restated and months closed: what was printed can be printed again."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from campaigns.closing import ClosingRefused, approve_closing, begin_closing, oldest_open_month
from campaigns.ledger import Cell, Fact, Source, post_stated
from campaigns.models import Month
from campaigns.reach import reach_report

pytestmark = pytest.mark.django_db
MONTHS = [dt.date(2026, month, 1) for month in (7, 8, 9)]
BEGIN = dt.datetime(2026, 10, 10, 6, tzinfo=dt.UTC)
laws = settings(
    max_examples=8 if connection.vendor == "sqlite" else 5,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)

restatement = st.tuples(
    st.sampled_from(MONTHS),
    st.none() | st.integers(0, 99),
    st.sampled_from(["platform", "platform", "platform", "person"]),
    st.booleans(),  # settled
    st.integers(0, 90),  # minutes for which a poll was under way
    st.booleans(),  # the platform's window, or the whole month
)
acts = st.lists(restatement | st.just("close"), min_size=3, max_size=9)


def restate(now: dt.datetime, month, value, authority, settled, under_way, window) -> None:
    end = dt.date(2026, month.month + 1, 1) - dt.timedelta(days=1)
    cell = Cell(
        indicator="D1", channel="facebook", definition="facebook-viewers",
        period_start=end - dt.timedelta(days=27) if window else month, period_end=end,
        zone="America/Los_Angeles",
    )  # fmt: skip
    observed_at = now - dt.timedelta(minutes=under_way)
    source = Source(authority=authority, ref="account:1", observed_at=observed_at)
    fact = Fact(
        cell=cell, source=source, value=value, settled=settled,
        reason="" if value is not None else "withheld",
    )  # fmt: skip
    post_stated([fact], now=now)


def close_next(now: dt.datetime, people: list[User]) -> None:
    month = oldest_open_month()
    try:
        begin_closing(month or MONTHS[0], by=people[0], today=now.date())
        approve_closing(month or MONTHS[0], by=people[1], now=now)
    except ClosingRefused:
        pass  # the books are empty, or the month is not over


def reports(now: dt.datetime, as_of: dt.datetime | None = None) -> list[dict]:
    return [reach_report(month, now=now, as_of=as_of) for month in (*MONTHS, dt.date(2026, 10, 1))]


@pytest.mark.long
@laws
@given(acts)
def test_every_past_state_is_told_again_exactly(acts) -> None:
    with transaction.atomic():
        people = [User.objects.create(username=name) for name in ("one", "other")]
        printed, frozen = [], {}
        for hour, act in enumerate(acts):
            now = BEGIN + dt.timedelta(hours=2 * hour)
            if act == "close":
                close_next(now, people)
            else:
                restate(now, *act)
            printed.append((now, reports(now)))
            for month, report in zip(MONTHS, printed[-1][1], strict=False):
                if month in frozen:
                    # Closed: the figures stand; what came for them is listed, never fewer.
                    assert report["digital"] == frozen[month]["digital"]
                    known = frozen[month]["restatements"]
                    assert report["restatements"][: len(known)] == known
                    frozen[month] = report
            for month in closed_months():
                frozen.setdefault(month, printed[-1][1][MONTHS.index(month)])
        later = BEGIN + dt.timedelta(days=3)
        for moment, report in printed:
            assert reports(later, as_of=moment) == report
            assert reports(later, as_of=moment + dt.timedelta(hours=1)) == report
        transaction.set_rollback(True)


def closed_months() -> list[dt.date]:
    return list(
        Month.objects.filter(state="closed", start__in=MONTHS).values_list("start", flat=True)
    )
