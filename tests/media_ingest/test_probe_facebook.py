"""Each known metric asked alone: by hand, once a week, and after one of them died."""

import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from media_ingest.facebook.metrics import KNOWN, PAGE_METRICS, PAGE_PERIODS
from media_ingest.models import Account, Metric
from media_ingest.polling import poll_by_hand
from media_ingest.probing import probe_what_is_due
from media_ingest.tasks import probe_due_metrics
from tests.media_ingest.canaries import PAGE, TOKEN
from tests.simulators.facebook_posts import FacebookPost

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def page(platforms, facebook, clock):
    clock.now = timezone.now()  # The command knows no other time.
    page = platforms.facebook.pages[PAGE]
    page.posts = [
        FacebookPost("5501", clock.now - DAY),
        FacebookPost("5502", clock.now - 2 * DAY, kind="reel", video_id="9902"),
    ]
    poll_by_hand(facebook, clock)
    platforms.seen.clear()
    return page


def probe(**options) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("probe_facebook", stdout=out, stderr=err, **options)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_every_known_metric_is_asked_alone(platforms, page, clock):
    platforms.facebook.dead = {"page_views_total"}
    status, out, err = probe(json=True)

    assert (status, err) == (0, "")
    said = {(row["subject"], row["metric"], row["period"]): row for row in json.loads(out)}
    assert set(said) == {(one.subject, one.name, one.period) for one in KNOWN}
    assert len(KNOWN) >= len(PAGE_METRICS) * len(PAGE_PERIODS) + 10
    assert all("," not in query["metric"] for _, query in platforms.seen)
    assert said["account", "page_total_media_view_unique", "days_28"]["state"] == "answers"
    assert said["account", "page_total_media_view_unique", "total_over_range"]["state"] == "empty"
    assert said["post", "post_media_view", "lifetime"]["state"] == "answers"
    assert said["video", "fb_reels_total_plays", "lifetime"]["state"] == "answers"
    # A Reel answers nothing for a video's metric.
    assert said["video", "total_video_views", "lifetime"]["state"] == "empty"
    dead = {key[2] for key, row in said.items() if row["state"] == "dead"}
    assert dead == set(PAGE_PERIODS)

    rows = {(m.subject, m.name, m.period): m.state for m in Metric.objects.all()}
    assert {key: rows[key] for key in said} == {key: row["state"] for key, row in said.items()}


def test_the_table_is_one_line_a_metric(page):
    lines = probe(channel="facebook")[1].splitlines()
    assert lines[0].split() == ["channel", "asked", "of", "metric", "period", "state", "reason"]
    assert len(lines) == len(KNOWN) + 1
    assert len({line.index(" day ") for line in lines if " day " in line}) == 1


def test_what_is_refused_otherwise_is_not_called_dead(platforms, page):
    platforms.facebook.refuses("/insights", 100, "(#100) period is not one of", period="month")
    platforms.facebook.refuses("/insights", 10, "(#10) no", period="week")
    rows = json.loads(probe(json=True)[1])
    assert {row["state"] for row in rows if row["period"] in ("month", "week")} == {"refused"}
    assert Account.objects.get().trouble == ""


def test_trouble_that_is_not_a_metrics_own_stops_the_probe(platforms, page):
    platforms.facebook.refuses("/insights", 4)
    status, out, err = probe()
    assert status == 1
    assert "facebook: page_total_media_view_unique: Facebook's call limit is reached" in err
    assert len(platforms.seen) == 1
    assert TOKEN not in out + err


def test_a_page_without_a_post_is_probed_for_itself(platforms, facebook):
    rows = json.loads(probe(json=True)[1])
    assert {row["subject"] for row in rows} == {"account"}


@pytest.mark.parametrize(("options", "words"), [({}, "no Page is"), ({"channel": "x"}, "“x”")])
def test_without_a_page_it_says_so(options, words):
    with pytest.raises(CommandError, match=words):
        call_command("probe_facebook", **options)


def test_it_runs_by_itself_once_a_week_and_spares_the_dead(platforms, page, clock):
    platforms.facebook.dead = {"page_follows"}
    assert probe_what_is_due(clock) == 1
    assert len(platforms.seen) == len(KNOWN)
    platforms.seen.clear()
    clock.now += 7 * DAY - timedelta(minutes=1)
    assert probe_what_is_due(clock) == 0
    clock.now += timedelta(minutes=1)
    # A week later the dead one is asked for again.
    assert probe_what_is_due(clock) == 1
    assert "page_follows" in {query["metric"] for _, query in platforms.seen}


def test_a_metric_that_dies_in_a_poll_brings_a_probe_without_it(platforms, page, facebook, clock):
    probe_what_is_due(clock)
    platforms.facebook.dead = {"page_media_view"}
    clock.now += timedelta(hours=1)
    poll_by_hand(facebook, clock)
    platforms.seen.clear()
    assert probe_what_is_due(clock) == 1
    asked = {query["metric"] for _, query in platforms.seen}
    assert "page_media_view" not in asked
    assert len(asked) == len({one.name for one in KNOWN}) - 1
    # The next poll finds it dead without asking: no second probe.
    poll_by_hand(facebook, clock)
    assert probe_what_is_due(clock) == 0


def test_a_probe_that_broke_off_is_taken_up_the_next_day(platforms, page, clock):
    platforms.facebook.refuses("/insights", 2)
    probe_what_is_due(clock)
    platforms.facebook.scripted.clear()
    assert probe_what_is_due(clock) == 0
    clock.now += DAY
    assert probe_what_is_due(clock) == 1
    assert Metric.objects.filter(period="week").exists()


@pytest.mark.parametrize("state", [{"paused": True}, {"trouble": "connect again"}])
def test_an_account_that_is_not_polled_is_not_probed(state, platforms, page):
    Account.objects.update(**state)
    probe_due_metrics()
    assert not platforms.seen


def test_the_schedule_has_it(settings, platforms, page):
    entry = settings.CELERY_BEAT_SCHEDULE["probe-due-metrics"]
    assert entry["task"] == probe_due_metrics.name
    probe_due_metrics()
    assert Account.objects.get().probed_at <= timezone.now()
