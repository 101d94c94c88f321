"""The simulators speak the documented formats, and the command serves them until told to stop."""

import json
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from media_ingest.answers import PostRef
from media_ingest.facebook.client import FacebookClient
from tests.media_ingest.canaries import CHANNEL, CLIENT_SECRET, PAGE, REFRESH, TOKEN
from tests.simulators.facebook_posts import FacebookPost
from tests.simulators.figures import ripening
from tests.simulators.server import DEMO_CHANNEL, DEMO_PAGE, Simulators

ROOT = Path(__file__).resolve().parents[2]


def get(platforms, path, headers=None, **query):
    url = f"{platforms.url}{path}?{urllib.parse.urlencode(query)}"
    return _json(urllib.request.Request(url, headers=headers or {}))


def _json(request):
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, dict(answer.headers), json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), json.load(error)


def insights(platforms, **query):
    given = {"access_token": TOKEN, "metric": "page_media_view", "period": "day", **query}
    return get(platforms, f"v26.0/{PAGE}/insights", **given)


def test_insights_look_as_documented(platforms):
    status, headers, body = insights(platforms, since="2026-09-01", until="2026-09-04")
    assert status == 200
    assert headers["facebook-api-version"] == "v26.0"
    assert json.loads(headers["x-app-usage"])["call_count"] < 75
    (series,) = body["data"]
    assert (series["name"], series["period"]) == ("page_media_view", "day")
    assert series["id"] == f"{PAGE}/insights/page_media_view/day"
    assert [row["end_time"] for row in series["values"]] == [
        "2026-09-02T07:00:00+0000", "2026-09-03T07:00:00+0000", "2026-09-04T07:00:00+0000",
    ]  # fmt: skip
    assert "access_token=" in body["paging"]["next"]


def test_the_demo_page_has_thirty_posts_that_one_client_lists_and_reads():
    with Simulators.with_demo() as demo:
        client = FacebookClient(
            page_id=DEMO_PAGE[0], token=DEMO_PAGE[1], base_url=demo.url, version="v26.0", timeout=5
        )
        now = datetime.now(UTC)
        pages = list(client.list_posts(since=None, now=now))
        shown = {post.external_id: post for page in pages for post in page.posts}
        assert not [page.refused for page in pages if page.refused]
        assert {post.kind for post in shown.values()} == {"post", "video", "reel"}
        assert len(shown) == 30
        assert all(post.title for post in shown.values())
        refs = [
            PostRef(external_id=post.external_id, kind=post.kind, object_id=post.object_id)
            for post in shown.values()
        ]
        answers = list(client.read_posts(refs, leave=frozenset(), now=now))
    assert all(one.value for answer in answers for one in answer.counted)


def test_a_post_asked_without_a_period_comes_twice(platforms, clock):
    platforms.facebook.pages[PAGE].posts = [FacebookPost("7", clock.now)]
    asked = {"access_token": TOKEN, "metric": "post_media_view"}
    _, _, body = get(platforms, f"v26.0/{PAGE}_7/insights", **asked)
    assert [row["period"] for row in body["data"]] == ["lifetime", "day"]


def test_end_times_follow_the_clocks_in_california(platforms, clock):
    clock.now = datetime(2026, 11, 10, tzinfo=UTC)
    _, _, body = insights(platforms, since="2026-10-31", until="2026-11-03")
    assert [row["end_time"][:13] for row in body["data"][0]["values"]] == [
        "2026-11-01T07", "2026-11-02T08", "2026-11-03T08",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "code", "subcode", "words"),
    [
        ({"metric": "page_media_view,page_impressions"}, 100, None, "valid insights metric"),
        ({"since": "2026-01-01", "until": "2026-04-02"}, 100, None, "93 days"),
        ({"access_token": "wrong"}, 190, 467, "Invalid OAuth access token"),
        ({"access_token": ""}, 2500, None, "access token must be used"),
    ],
)
def test_refusals_look_as_documented(query, code, subcode, words, platforms):
    status, _, body = insights(platforms, **query)
    assert status == 400
    assert (body["error"]["code"], body["error"].get("error_subcode")) == (code, subcode)
    assert words in body["error"]["message"]


def test_reports_look_as_documented(platforms):
    form = {
        "grant_type": "refresh_token", "refresh_token": REFRESH, "client_id": "c",
        "client_secret": CLIENT_SECRET,
    }  # fmt: skip
    data = urllib.parse.urlencode(form).encode()
    _, _, token = _json(urllib.request.Request(platforms.url + "token", data=data))
    bearer = {"Authorization": f"Bearer {token['access_token']}"}
    query = {
        "ids": "channel==MINE", "startDate": "2026-10-01", "endDate": "2026-10-07",
        "metrics": "views,engagedViews", "dimensions": "day",
    }  # fmt: skip
    status, _, body = get(platforms, "v2/reports", bearer, **query)
    assert (status, body["kind"]) == (200, "youtubeAnalytics#resultTable")
    assert [header["name"] for header in body["columnHeaders"]] == ["day", "views", "engagedViews"]
    assert [row[0] for row in body["rows"]] == [f"2026-10-0{n}" for n in (1, 2, 3, 4)]
    assert all(isinstance(number, int) for row in body["rows"] for number in row[1:])

    too_new = {**query, "startDate": "2026-10-06"}
    assert "rows" not in get(platforms, "v2/reports", bearer, **too_new)[2]
    assert get(platforms, "v2/reports", **query)[0] == 401
    assert "items" in get(platforms, "youtube/v3/channels", bearer, part="snippet", id=CHANNEL)[2]
    assert "items" not in get(platforms, "youtube/v3/channels", bearer, part="snippet", id="UCx")[2]


def test_figures_are_the_same_for_the_same_seed_and_grow_until_they_are_ripe():
    day = date(2026, 10, 1)
    over = datetime(2026, 10, 2, 7, tzinfo=UTC)
    serve, other = ripening("a"), ripening("b")

    def at(hours, figures=serve, metric="page_media_view"):
        return figures(metric, "day", day, over + timedelta(hours=hours))

    assert at(5) == at(5)
    assert at(5) != at(5, other)
    assert at(-1) is None
    assert at(1) < at(20) < at(72) == at(500)
    assert at(47, metric="views") is None
    assert at(48, metric="views") < at(60, metric="views")


def test_with_the_wall_clock_some_figure_moves_within_a_minute():
    serve, now = ripening(DEMO_CHANNEL[0]), datetime(2026, 11, 21, 21, 0, tzinfo=UTC)

    def everything(moment):
        days = [now.date() - timedelta(days=n) for n in range(1, 9)]
        figures = [serve(metric, "day", day, moment) for metric in ("views", "page_media_view")
                   for day in days]  # fmt: skip
        return sum(figure or 0 for figure in figures)

    for minute in range(60 * 24):
        moment = now + timedelta(minutes=minute)
        assert everything(moment) != everything(moment + timedelta(minutes=1))


def test_the_secrets_of_a_request_are_not_kept(platforms):
    insights(platforms)
    assert TOKEN not in repr(platforms.seen)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_serves_the_demo_until_it_is_told_to_stop(number):
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    words = [sys.executable, "manage.py", "simulate_platforms", "--port", "0"]
    with subprocess.Popen(
        words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        line = process.stdout.readline()
        url = re.search(r"http://127\.0\.0\.1:\d+/", line)[0]
        path = f"v26.0/{DEMO_PAGE[0]}/insights?metric=page_media_view&period=day"
        with urllib.request.urlopen(f"{url}{path}&access_token={DEMO_PAGE[1]}", timeout=5) as reply:
            assert json.load(reply)["data"][0]["values"]
        process.send_signal(number)
        out, err = process.communicate(timeout=10)
    assert process.returncode == 0
    assert (out, err) == ("", "")


def test_the_command_says_when_it_is_not_in_a_checkout(monkeypatch):
    monkeypatch.setitem(sys.modules, "tests.simulators.server", None)
    with pytest.raises(CommandError, match="run this from a checkout"):
        call_command("simulate_platforms", port=0)


def test_the_command_says_when_the_port_is_taken(monkeypatch):
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    with Simulators() as taken, pytest.raises(CommandError, match="cannot be used"):
        call_command("simulate_platforms", port=int(taken.url.rsplit(":", 1)[1].strip("/")))
