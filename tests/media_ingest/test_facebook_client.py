"""The Graph API through facebook-sdk: days, windows, errors, broken rows; no Django."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from foundation.errors import (
    Gone,
    MetricDead,
    MetricRefused,
    NeedsPerson,
    NotUnderstood,
    PermissionMissing,
    TryLater,
)
from media_ingest.answers import Ask
from media_ingest.facebook.client import FacebookClient
from media_ingest.facebook.insights import observed, platform_day, windows
from media_ingest.facebook.refusals import TooMuch, understand
from tests.media_ingest.canaries import APP_SECRET, PAGE, TOKEN

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


def ask(first=date(2026, 10, 30), last=date(2026, 11, 2), period="day") -> Ask:
    return Ask(metric="page_media_view", period=period, first=first, last=last)


def client(platforms, **more) -> FacebookClient:
    given = {"page_id": PAGE, "token": TOKEN, "version": "v26.0", "timeout": 5, **more}
    return FacebookClient(base_url=platforms.url, **given)


def days_of(answers) -> list[date]:
    return sorted({seen.window_end for answer in answers for seen in answer.observations})


def test_days_are_pacific_also_when_the_clocks_change(platforms, clock):
    # Summer time ends on 1 November 2026: that day has 25 hours, ends at 08:00 UTC.
    clock.now = NOW
    answers = client(platforms).read(ask(), now=NOW)
    assert days_of(answers) == [date(2026, 10, 30), date(2026, 10, 31), date(2026, 11, 1),
                                date(2026, 11, 2)]  # fmt: skip


@pytest.mark.parametrize(
    ("end_time", "day"),
    [
        ("2026-10-01T07:00:00+00:00", date(2026, 9, 30)),
        ("2026-11-01T07:00:00+00:00", date(2026, 10, 31)),
        ("2026-11-02T08:00:00+00:00", date(2026, 11, 1)),
        ("2026-03-09T07:00:00+00:00", date(2026, 3, 8)),
        # An hour early or late, as when a server forgets the change of clocks.
        ("2026-11-02T07:00:00+00:00", date(2026, 11, 1)),
        ("2026-10-01T08:00:00+00:00", date(2026, 9, 30)),
    ],
)
def test_the_day_is_the_one_that_ended(end_time, day):
    assert platform_day(datetime.fromisoformat(end_time)) == day


def test_the_days_asked_for_are_all_served_once(platforms, clock):
    first, last = date(2026, 5, 1), date(2026, 10, 7)
    answers = client(platforms).read(ask(first, last), now=clock())
    assert len(answers) == 2
    assert days_of(answers)[:1] == [first]
    assert days_of(answers) == [first + timedelta(days=n) for n in range(159)]


@pytest.mark.parametrize("length", [1, 2, 88, 89, 90, 91, 160, 400])
def test_windows_cover_every_day_and_none_is_too_long(length):
    first = date(2026, 1, 1)
    last = first + timedelta(days=length - 1)
    pairs = list(windows(first, last))
    assert all(until - since <= timedelta(days=90) for since, until in pairs)
    # Even if ``until`` left out one day more than we think.
    covered = {
        since + timedelta(days=n) for since, until in pairs for n in range((until - since).days - 1)
    }
    assert covered >= {first + timedelta(days=n) for n in range(length)}


def test_a_days_28_answer_carries_its_window(platforms, clock):
    wanted = Ask(
        metric="page_total_media_view_unique", period="days_28",
        first=date(2026, 9, 30), last=date(2026, 9, 30),
    )  # fmt: skip
    answer = client(platforms).read(wanted, now=clock())[0]
    seen = next(s for s in answer.observations if s.window_end == date(2026, 9, 30))
    assert seen.window_start == date(2026, 9, 3)
    assert answer.heard.version_served == "v26.0"
    assert len(answer.heard.sha256) == 64
    assert TOKEN not in repr(answer)
    assert answer.heard.request.startswith(f"GET v26.0/{PAGE}/insights?metric=page_total")


def test_an_expired_version_is_served_by_another_and_said_so(platforms, clock):
    answers = client(platforms, version="v12.0").read(
        ask(date(2026, 10, 1), date(2026, 10, 2)), now=clock()
    )
    assert answers[0].heard.version_served == "v21.0"


def test_the_app_proves_itself_when_it_has_a_secret(platforms, clock):
    platforms.facebook.pages[PAGE].app_secret = APP_SECRET
    wanted = ask(date(2026, 10, 1), date(2026, 10, 2))
    assert client(platforms, app_secret=APP_SECRET).read(wanted, now=clock())
    for wrong in ("", "another-secret"):
        with pytest.raises(NeedsPerson, match="the app secret is missing"):
            client(platforms, app_secret=wrong).read(wanted, now=clock())


def test_an_unknown_page_is_gone_and_a_wrong_token_needs_a_person(platforms, clock):
    with pytest.raises(Gone, match="code 100/33"):
        client(platforms, page_id="404").read(ask(), now=clock())
    with pytest.raises(NeedsPerson, match="code 190/467"):
        client(platforms, token="another").read(ask(), now=clock())


def test_an_unknown_metric_is_refused_by_itself(platforms, clock):
    wanted = Ask(metric="page_impressions", period="day", first=NOW.date(), last=NOW.date())
    with pytest.raises(MetricRefused, match="no longer knows"):
        client(platforms).read(wanted, now=clock())


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ({"code": 1}, TryLater), ({"code": 2}, TryLater), ({"code": 4}, TryLater),
        ({"code": 17}, TryLater), ({"code": 32}, TryLater), ({"code": 613}, TryLater),
        ({"code": 341}, TryLater), ({"code": 80001}, TryLater), ({"code": 368}, TryLater),
        ({"code": 1, "message": "Please reduce the amount of data you're asking for"}, TooMuch),
        ({"code": 10}, PermissionMissing), ({"code": 200}, PermissionMissing),
        ({"code": 299}, PermissionMissing), ({"code": 3}, PermissionMissing),
        ({"code": 102}, NeedsPerson), ({"code": 190}, NeedsPerson),
        ({"code": 190, "error_subcode": 458}, NeedsPerson),
        ({"code": 190, "error_subcode": 492}, NeedsPerson),
        ({"code": 100, "error_subcode": 33, "message": "Unsupported get request"}, Gone),
        ({"code": 100, "message": "(#100) The value must be a valid insights metric"},
         MetricDead),
        ({"code": 100, "message": "Tried accessing nonexisting field (insights)"}, MetricRefused),
        ({"code": 100, "message": "more than 93 days between since and until"}, NotUnderstood),
        ({"code": 3001, "error_subcode": 1504028}, NotUnderstood),
        ({"code": 1705}, NeedsPerson), ({"code": 2500}, NeedsPerson),
        ({"code": 99, "is_transient": True}, TryLater), ({"code": 99}, NotUnderstood),
        ({}, NotUnderstood), ({"code": "x", "message": None}, NotUnderstood),
    ],
)  # fmt: skip
def test_every_row_of_the_error_table(error, kind):
    assert type(understand(error, now=NOW, regain=timedelta(0))) is kind


def test_a_throttled_page_waits_as_long_as_the_headers_say():
    waiting = understand({"code": 80001}, now=NOW, regain=timedelta(minutes=95))
    assert waiting.after == NOW + timedelta(minutes=95)
    assert understand({"code": 1}, now=NOW, regain=timedelta(minutes=95)).after is None


def test_what_facebook_says_is_not_passed_on():
    trouble = understand(
        {"code": 190, "message": f"token {TOKEN} died", "fbtrace_id": "A0<b>x"},
        now=NOW, regain=timedelta(0),
    )  # fmt: skip
    assert TOKEN not in trouble.reason
    assert "trace A0bx" in trouble.reason


GOOD = {"value": 5, "end_time": "2026-11-01T07:00:00+0000"}
BROKEN_ROWS = [
    {"value": "5", "end_time": GOOD["end_time"]},
    {"value": None, "end_time": GOOD["end_time"]},
    {"end_time": GOOD["end_time"]},
    {"value": -1, "end_time": GOOD["end_time"]},
    {"value": True, "end_time": GOOD["end_time"]},
    {"value": {"like": 3}, "end_time": GOOD["end_time"]},
    {"value": 5.5, "end_time": GOOD["end_time"]},
    {"value": 5},
    {"value": 5, "end_time": "yesterday"},
    {"value": 5, "end_time": 17},
    {"value": 5, "end_time": "2026-11-01T07:00:00"},
    {"value": 0, "end_time": "2026-11-04T08:00:00+0000"},
    None, [], "row", 3,
]  # fmt: skip


def said(platforms, *data) -> list:
    """Give what the client observes when Facebook sends this data."""
    platforms.facebook.says("/insights", {"data": list(data)}, times=1)
    try:
        answers = client(platforms).read(ask(), now=NOW)
    except MetricRefused:
        return []
    return [seen.value for seen in answers[0].observations]


@pytest.mark.parametrize("row", BROKEN_ROWS, ids=json.dumps)
def test_a_broken_row_is_a_gap_and_never_a_zero(row):
    body = {"name": "page_media_view", "period": "day", "values": [row]}
    assert [seen.value for seen in observed([body], ask(), now=NOW)] in ([], [None])


@pytest.mark.parametrize(
    "series",
    [
        {"name": "page_media_view", "period": "week", "values": [GOOD]},
        {"name": "page_impressions", "period": "day", "values": [GOOD]},
        {"name": "page_media_view", "period": "day", "values": {}},
        {"name": "page_media_view", "period": "day"},
        {"name": "page_media_view", "period": "day", "values": None},
        None,
    ],
)
def test_what_was_not_asked_for_is_not_taken(series, platforms):
    assert said(platforms, series) == []


def test_a_value_told_twice_counts_once_and_a_contradiction_is_unknown(platforms):
    def row(*values):
        rows = [{**GOOD, "value": value} for value in values]
        return {"name": "page_media_view", "period": "day", "values": rows}

    assert said(platforms, row(5)) == [5]
    assert said(platforms, row(5, 5)) == [5]
    assert said(platforms, row(5, 6)) == []


@pytest.mark.parametrize("body", [{}, {"data": None}, {"data": {}}, [], "text", 5])
def test_an_answer_of_another_shape_is_not_understood(body, platforms):
    platforms.facebook.says("/insights", body)
    with pytest.raises(NotUnderstood):
        client(platforms).read(ask(), now=NOW)
