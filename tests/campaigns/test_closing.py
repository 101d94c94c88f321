"""Two people close a month; from then on it does not move, and late figures are seen."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from campaigns.closing import ClosingRefused, approve_closing, begin_closing
from campaigns.ledger import Cell, Fact, Source, post_stated
from campaigns.models import Channel, Current, Month, Roll
from campaigns.reach import reach_report
from campaigns.totals import restated

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
AUGUST, SEPTEMBER, OCTOBER = (dt.date(2026, month, 1) for month in (8, 9, 10))


@pytest.fixture
def two() -> tuple[User, User]:
    return User.objects.create(username="asma"), User.objects.create(username="rahim")


def products(month: dt.date, value: int, minute: int = 0) -> None:
    end = (month + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
    post_stated(
        [
            Fact(
                cell=Cell(
                    indicator="C1",
                    channel="products",
                    definition="products-developed",
                    period_start=month,
                    period_end=end,
                    zone="Asia/Dhaka",
                ),
                source=Source(
                    authority="person",
                    ref="register",
                    observed_at=NOW + dt.timedelta(minutes=minute),
                    actor="user:7",
                ),
                value=value,
                settled=True,
            )
        ],
        now=NOW + dt.timedelta(minutes=minute),
    )


def close(month: dt.date, two: tuple[User, User]) -> None:
    begin_closing(month, by=two[0], today=NOW.date())
    approve_closing(month, by=two[1], now=NOW)


def test_the_same_person_may_not_begin_and_approve(two):
    products(AUGUST, 3)
    begin_closing(AUGUST, by=two[0], today=NOW.date())
    with pytest.raises(ClosingRefused, match="two people"):
        approve_closing(AUGUST, by=two[0], now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Month.objects.filter(start=AUGUST).update(
            state="closed", closed_by=two[0], approved_by=two[0], closed_at=NOW
        )


def test_months_close_in_order_and_only_when_over(two):
    products(AUGUST, 3)
    with pytest.raises(ClosingRefused, match="2026-08 is still open"):
        begin_closing(SEPTEMBER, by=two[0], today=NOW.date())
    close(AUGUST, two)
    with pytest.raises(ClosingRefused, match="closed already"):
        begin_closing(AUGUST, by=two[0], today=NOW.date())
    close(SEPTEMBER, two)
    close(OCTOBER, two)
    with pytest.raises(ClosingRefused, match="not over"):
        begin_closing(dt.date(2026, 11, 1), by=two[0], today=NOW.date())


def test_a_late_figure_is_booked_in_the_oldest_open_month_and_listed(two):
    products(AUGUST, 3)
    close(AUGUST, two)
    products(AUGUST, 5, minute=1)
    august, september = (reach_report(month, now=NOW) for month in (AUGUST, SEPTEMBER))
    assert august["products"]["month"] == 3
    assert august["products"]["cumulative"] == 3
    assert (september["products"]["late"], september["products"]["cumulative"]) == (2, 5)
    [entry] = restated(AUGUST)
    assert (entry.old_value, entry.value, entry.booked_month, entry.actor_ref) == (
        3, 5, SEPTEMBER, "user:7",
    )  # fmt: skip
    [listed] = august["restatements"]
    assert (listed["old"], listed["new"], listed["actor"]) == (3, 5, "user:7")


def test_a_closed_month_cannot_be_changed_or_reopened_in_the_database(two):
    products(AUGUST, 3)
    close(AUGUST, two)
    for act in (
        lambda: Roll.objects.update(own=99),
        lambda: Roll.objects.update(month=dt.date(2030, 1, 1)),
        lambda: Roll.objects.all()._raw_delete("default"),
        lambda: Roll.objects.create(series=Roll.objects.first().series, month=dt.date(2026, 7, 1)),
        lambda: Month.objects.update(state="open"),
        lambda: Month.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError, match="close"), transaction.atomic():
            act()


def test_closing_writes_down_what_was_asked_and_not_answered(two):
    products(AUGUST, 3)
    close(AUGUST, two)
    gaps = Current.objects.filter(reason="no-reading").values_list(
        "key__channel", "key__indicator", "state"
    )
    assert set(gaps) == {("facebook", "D1", "unknown"), ("youtube", "D4", "unknown")}
    status = {
        one["channel"]: one["status"]
        for one in reach_report(AUGUST, now=NOW)["digital"]["channels"]
    }
    assert status == {"facebook": "gap", "youtube": "gap", "unlabelled": "not_asked"}


def test_a_channel_that_began_within_the_month_does_not_stop_its_closing(two):
    products(AUGUST, 3)
    Channel.objects.filter(slug="facebook").update(active_from=dt.date(2026, 8, 10))
    close(AUGUST, two)
    gap = Current.objects.get(reason="no-reading", key__channel="facebook").key
    assert (gap.period_start, gap.period_end) == (dt.date(2026, 8, 10), dt.date(2026, 8, 31))


def test_an_older_month_that_came_in_between_is_not_closed_unseen(two):
    products(AUGUST, 3)
    begin_closing(AUGUST, by=two[0], today=NOW.date())
    products(dt.date(2026, 7, 1), 5)
    with pytest.raises(ClosingRefused, match="2026-07 is still open"):
        approve_closing(AUGUST, by=two[1], now=NOW)


def test_any_past_state_can_be_had(two):
    products(AUGUST, 3)
    close(AUGUST, two)
    products(AUGUST, 5, minute=10)
    products(SEPTEMBER, 1, minute=20)
    past = [
        reach_report(OCTOBER, now=NOW, as_of=NOW + dt.timedelta(minutes=minute))["products"]
        for minute in (5, 15, 25)
    ]
    assert [one["cumulative"] for one in past] == [3, 5, 6]
    assert past[-1] == reach_report(OCTOBER, now=NOW)["products"]


def test_the_command_needs_two_users_that_exist(two):
    products(AUGUST, 3)
    with pytest.raises(CommandError, match="no active user"):
        call_command("close_month", "2026-08", by="asma", approved_by="nobody")
    with pytest.raises(CommandError, match="two people"):
        call_command("close_month", "2026-08", by="asma", approved_by="asma")
    call_command("close_month", "2026-08", by="asma", approved_by="rahim")
    assert Month.objects.get().state == "closed"
