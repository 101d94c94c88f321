"""A window that Facebook restates again and again, while months are closed in between.

Every open month shows the latest, every closed one what it was closed with and
the restatements below it, and any past state can be asked for.
"""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from campaigns.closing import approve_closing, begin_closing, oldest_open_month
from campaigns.models import Entry
from campaigns.reach import reach_report
from media_ingest.asking import ask_for_figures
from media_ingest.polling import poll_by_hand
from tests.media_ingest.typed_figures import state_products

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
WINDOWS = {SEPTEMBER: date(2026, 9, 30), OCTOBER: date(2026, 10, 31)}


@dataclass(frozen=True)
class Step:
    """A day on which Facebook says something of September's window, and what is closed after."""

    day: datetime
    served: int
    september: int  # what the month prints then
    october_cumulative: int  # over both months, with October's 500 once it is served
    close: date | None = None


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 20, tzinfo=UTC)


STEPS = [
    Step(at(10, 1), 1000, 1000, 1000),
    Step(at(10, 2), 1200, 1200, 1200),
    Step(at(10, 3), 1100, 1100, 1100, close=SEPTEMBER),
    Step(at(10, 5), 1300, 1100, 1300),  # late, booked in October
    Step(at(10, 8), 900, 1100, 900),
    Step(at(11, 1), 950, 1100, 950 + 500, close=OCTOBER),
    Step(at(11, 4), 990, 1100, 950 + 500),  # later still, booked in November
]


@pytest.fixture
def served(platforms, facebook) -> dict[date, int]:
    """What Facebook says of the windows that end a month."""
    now_served: dict[date, int] = {}
    page = platforms.facebook.pages[facebook.external_id]
    page.figures = lambda metric, period, day, now: (
        now_served.get(day) if period == "days_28" else 10
    )
    return now_served


def close_up_to(month: date, now: datetime) -> None:
    one, other = (User.objects.get_or_create(username=name)[0] for name in ("asma", "rahim"))
    while (oldest := oldest_open_month()) and oldest <= month:
        begin_closing(oldest, by=one, today=now.date() + timedelta(days=1))
        approve_closing(oldest, by=other, now=now)


def reach(month: date, as_of: datetime | None = None) -> dict:
    out = StringIO()
    moment = ["--as-of", as_of.isoformat()] if as_of else []
    call_command("reach", "--month", f"{month:%Y-%m}", "--json", *moment, stdout=out)
    return json.loads(out.getvalue())


def d1(report: dict) -> dict:
    [page] = [c for c in report["digital"]["channels"] if c["channel"] == "facebook"]
    [part] = [p for p in page["parts"] if p["indicator"] == "D1"]
    return part


def test_a_window_restated_up_and_down_is_told_as_it_was_at_every_moment(served, facebook, clock):
    past: list[tuple[datetime, dict, dict]] = []
    for step in STEPS:
        served[WINDOWS[SEPTEMBER]] = step.served
        if step.day >= at(11, 1):
            served[WINDOWS[OCTOBER]] = 500
        clock.now = step.day
        poll_by_hand(facebook, clock)
        if step.close:
            clock.now += timedelta(hours=1)
            close_up_to(step.close, clock())
        assert d1(reach(SEPTEMBER))["month"] == step.september
        assert d1(reach(OCTOBER))["cumulative"] == step.october_cumulative
        reports = [reach_report(month, now=clock()) for month in (SEPTEMBER, OCTOBER)]
        past.append((clock(), *reports))
    november = date(2026, 11, 1)
    assert d1(reach(november))["cumulative"] == 990 + 500

    for moment, september, october in past:
        assert reach(SEPTEMBER, as_of=moment) == september
        assert reach(OCTOBER, as_of=moment) == october
    assert (d1(reach(SEPTEMBER))["period_start"], d1(reach(SEPTEMBER))["period_end"]) == (
        "2026-09-03", "2026-09-30",
    )  # fmt: skip


def test_what_came_after_the_closing_is_listed_with_old_new_who_and_when(served, facebook, clock):
    for step in STEPS:
        served[WINDOWS[SEPTEMBER]] = step.served
        served[WINDOWS[OCTOBER]] = 500
        clock.now = step.day
        poll_by_hand(facebook, clock)
        if step.close:
            close_up_to(step.close, clock())
    listed = [one for one in reach(SEPTEMBER)["restatements"] if one["indicator"] == "D1"]
    assert [(one["old"], one["new"], one["booked_month"]) for one in listed] == [
        (1100, 1300, "2026-10"), (1300, 900, "2026-10"), (900, 950, "2026-10"),
        (950, 990, "2026-11"),
    ]  # fmt: skip
    assert {one["by"] for one in listed} == {"platform"}
    assert [one["posted_at"][:10] for one in listed] == [
        "2026-10-05", "2026-10-08", "2026-11-01", "2026-11-04",
    ]  # fmt: skip
    # As it was known on the sixth of October there had been one.
    known = reach(SEPTEMBER, as_of=at(10, 6))["restatements"]
    assert [one["new"] for one in known if one["indicator"] == "D1"] == [1300]


def test_a_poll_that_was_asked_before_a_closing_and_ends_after_it_is_not_lost(
    served, facebook, clock, monkeypatch
):
    """The closing wrote "no reading" down; whoever has one outranks that, however it was timed."""
    served[WINDOWS[SEPTEMBER]] = 1000
    monkeypatch.setattr("media_ingest.polling.ask_for_figures", closing_meanwhile(clock))
    clock.now = at(10, 2)
    poll_by_hand(facebook, clock)
    entries = Entry.objects.filter(key__month=SEPTEMBER, key__indicator="D1").order_by("pk")
    assert [(e.state, e.value, e.booked_month) for e in entries if e.state != "void"] == [
        ("unknown", None, SEPTEMBER), ("value", 1000, OCTOBER),
    ]  # fmt: skip
    part = d1(reach(SEPTEMBER))
    assert (part["month"], part["status"]) == (None, "gap")
    assert d1(reach(OCTOBER))["cumulative"] == 1000


def closing_meanwhile(clock):
    """Ask the platform as ever; while the answers are on their way, September is closed."""

    def ask(*args, now):
        haul = ask_for_figures(*args, now=now)
        clock.now += timedelta(minutes=2)
        # The books have to know of September for it to be closed.
        state_products(SEPTEMBER, clock())
        close_up_to(SEPTEMBER, clock())
        clock.now += timedelta(minutes=2)
        return haul

    return ask
