"""A metric that dies takes nothing with it, is left alone for a week, and the books say why."""

from datetime import date, timedelta

import pytest

from campaigns.models import Current, Entry
from media_ingest.facebook.metrics import PAGE_METRICS
from media_ingest.models import Metric, PollRun, Post, PostReading, Reading
from media_ingest.polling import poll_by_hand
from tests.simulators.facebook_posts import FacebookPost

pytestmark = pytest.mark.django_db
VIEWERS, VIEWS = "page_total_media_view_unique", "page_media_view"
DAY, WEEK = timedelta(days=1), timedelta(days=7)


def asked_for(platforms, metric) -> int:
    return sum(metric in query.get("metric", "").split(",") for _, query in platforms.seen)


def month(indicator, start) -> Current:
    return Current.objects.get(key__indicator=indicator, key__period_start=start)


@pytest.mark.parametrize("dead", [VIEWERS, VIEWS, "page_follows"])
def test_one_dead_in_ten_leaves_nine(dead, platforms, facebook, clock):
    platforms.facebook.dead = {dead}
    outcome = poll_by_hand(facebook, clock)

    assert len(PAGE_METRICS) == 10
    assert outcome.state == PollRun.State.PARTIAL
    assert outcome.reason.startswith(f"{dead}: Facebook no longer knows this metric (code 100")
    known = Reading.objects.filter(value__isnull=False)
    assert set(known.values_list("metric", flat=True)) == {*PAGE_METRICS} - {dead}
    row = Metric.objects.get(state=Metric.State.DEAD)
    assert (row.name, row.reason.startswith("Facebook no longer knows")) == (dead, True)


def test_a_dead_metric_is_asked_for_once_a_week(platforms, facebook, clock):
    platforms.facebook.dead = {"page_total_actions"}
    poll_by_hand(facebook, clock)
    platforms.seen.clear()
    for _ in range(6):
        clock.now += DAY
        outcome = poll_by_hand(facebook, clock)
        assert "page_total_actions: Facebook no longer knows" in outcome.reason
        assert outcome.state == PollRun.State.PARTIAL
    assert asked_for(platforms, "page_total_actions") == 0

    clock.now += DAY
    poll_by_hand(facebook, clock)
    assert asked_for(platforms, "page_total_actions") == 1

    # It comes back: a week later it is heard, and the poll is whole again.
    platforms.facebook.dead = set()
    clock.now += WEEK
    assert poll_by_hand(facebook, clock).state == PollRun.State.DONE
    assert not Metric.objects.filter(state=Metric.State.DEAD).exists()


def test_the_books_say_why_a_finished_month_has_no_figure(platforms, facebook, clock):
    platforms.facebook.dead = {VIEWERS, VIEWS}
    poll_by_hand(facebook, clock)

    viewers = Current.objects.filter(key__indicator="D1").order_by("key__period_end")
    assert [(row.key.period_start, row.key.period_end) for row in viewers] == [
        (date(2026, 7, 4), date(2026, 7, 31)),
        (date(2026, 8, 4), date(2026, 8, 31)),
        (date(2026, 9, 3), date(2026, 9, 30)),
    ]
    rows = Current.objects.filter(key__indicator__in=["D1", "D2"])
    assert {(row.state, row.value, row.reason) for row in rows} == {
        ("unknown", None, "metric-dead")
    }
    # October is not over: nothing is said of it.
    assert not rows.filter(key__month=date(2026, 10, 1)).exists()

    entries = Entry.objects.count()
    poll_by_hand(facebook, clock)
    assert Entry.objects.count() == entries


def test_a_known_figure_is_never_covered(platforms, facebook, clock):
    poll_by_hand(facebook, clock)
    before = {(row.key_id, row.value) for row in Current.objects.filter(key__indicator="D1")}
    platforms.facebook.dead = {VIEWERS, VIEWS}
    # October ends while both are dead.
    clock.now += timedelta(days=30)
    poll_by_hand(facebook, clock)

    after = {(row.key_id, row.value) for row in Current.objects.filter(key__indicator="D1")}
    assert before < after
    october = month("D1", date(2026, 10, 4))
    assert (october.value, october.reason) == (None, "metric-dead")
    # Of the views some days were known: those stand, and it says that the others are missing.
    views = month("D2", date(2026, 10, 1))
    assert views.value > 0
    assert views.reason == "days-missing"

    # And when the metric answers again, so does the month.
    platforms.facebook.dead = set()
    clock.now += WEEK
    poll_by_hand(facebook, clock)
    assert month("D1", date(2026, 10, 4)).value > 0


def posts_of(platforms, facebook, clock, number) -> None:
    platforms.facebook.pages[facebook.external_id].posts = [
        FacebookPost(str(5500 + n), clock.now - n * DAY) for n in range(number)
    ]


def test_a_batch_that_is_refused_is_asked_one_by_one_once(platforms, facebook, clock):
    posts_of(platforms, facebook, clock, 30)
    platforms.facebook.dead = {"post_media_view"}
    outcome = poll_by_hand(facebook, clock)

    assert outcome.state == PollRun.State.PARTIAL
    assert "the platform no longer knows post_media_view" in outcome.reason
    # The batch of the first post, that name alone, and then never again, over both rounds.
    assert asked_for(platforms, "post_media_view") == 2
    assert Post.objects.count() == 30
    assert PostReading.objects.filter(measure="viewers", value__gt=0).count() == 30
    views = PostReading.objects.filter(measure="views")
    assert {(row.value, row.null_reason) for row in views} == {(None, "metric-dead")}
    dead = Metric.objects.get(state=Metric.State.DEAD)
    assert (dead.subject, dead.name) == (Metric.Subject.POST, "post_media_view")

    clock.now += DAY
    assert poll_by_hand(facebook, clock).state == PollRun.State.PARTIAL
    assert asked_for(platforms, "post_media_view") == 2
    dead.refresh_from_db()
    assert dead.checked_at == clock.now - DAY


def test_a_name_that_one_post_does_not_take_is_not_dead(platforms, facebook, clock):
    posts_of(platforms, facebook, clock, 3)
    message = "(#100) The value must be a valid insights metric"
    platforms.facebook.refuses("_5501/insights", 100, message, metric="post_media_view")
    poll_by_hand(facebook, clock)

    assert not Metric.objects.filter(state=Metric.State.DEAD).exists()
    views = PostReading.objects.filter(measure="views").values_list("null_reason", flat=True)
    assert sorted(views) == ["", "", "not-for-this-object"]


def test_every_name_dead_reads_no_post_and_makes_no_call(platforms, facebook, clock):
    posts_of(platforms, facebook, clock, 2)
    platforms.facebook.dead = {
        "post_total_media_view_unique", "post_media_view", "post_reactions_by_type_total",
    }  # fmt: skip
    poll_by_hand(facebook, clock)
    platforms.seen.clear()
    clock.now += DAY
    outcome = poll_by_hand(facebook, clock)
    assert "Facebook no longer knows any metric of a post" in outcome.reason
    assert not [path for path, _ in platforms.seen if "_55" in path]
