"""Stopping before Facebook stops us: usage headers, closed buckets, budgets of calls."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from foundation.errors import TryLater
from media_ingest.facebook.client import FacebookClient
from media_ingest.facebook.usage import Usage, usage_of
from media_ingest.models import Account, Allowance, PollRun, Post, PostReading
from media_ingest.platforms import PLATFORMS
from media_ingest.polling import poll_by_hand, poll_what_is_due
from media_ingest.rhythm import rarer_with_age
from tests.media_ingest.canaries import PAGE, TOKEN
from tests.simulators.facebook_posts import FacebookPost

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MINUTES = timedelta(minutes=1)


def app(calls, total=1, cpu=1) -> str:
    return json.dumps({"call_count": calls, "total_time": total, "total_cputime": cpu})


def business(key=PAGE, minutes=0, **percent) -> str:
    row = {"type": "pages", "call_count": 1, "total_cputime": 1, "total_time": 1, **percent}
    return json.dumps({key: [{**row, "estimated_time_to_regain_access": minutes}]})


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({}, {}),
        ({"x-app-usage": app(28, 25, 40)}, {"app": Usage(40)}),
        ({"x-page-usage": app(10)}, {"page": Usage(10)}),
        ({"x-business-use-case-usage": business(total_time=61)}, {"page": Usage(61)}),
        # Minutes are no percentage.
        ({"x-business-use-case-usage": business(minutes=90)}, {"page": Usage(1, 90 * MINUTES)}),
        (
            {"x-page-usage": app(50), "x-business-use-case-usage": business(call_count=60)},
            {"page": Usage(60)},
        ),
        ({"x-business-use-case-usage": business("a business", call_count=9)}, {"page": Usage(9)}),
        (
            {"x-business-use-case-usage": json.dumps(
                {"1": [{"call_count": 99}], PAGE: [{"call_count": 2}, {"call_count": 5}]}
            )},
            {"page": Usage(5)},
        ),
    ],
)  # fmt: skip
def test_the_fullest_percentage_counts(headers, said):
    assert usage_of(headers, PAGE) == said


@pytest.mark.parametrize(
    "header", ["", "{", "null", "[]", "5", '{"call_count":"9"}', '{"call_count":-1}', '{"a":[1]}',
               '{"call_count":true}', '{"call_count":null}', '{"a":{"b":1}}', '{"a":null}'],
)  # fmt: skip
@pytest.mark.parametrize("name", ["x-app-usage", "x-page-usage", "x-business-use-case-usage"])
def test_a_broken_header_says_nothing(name, header):
    assert usage_of({name: header}, PAGE) == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("usage", "bucket", "percent", "wait"),
    [
        ({"x-app-usage": app(75)}, "app", 75, HOUR),
        ({"x-page-usage": app(3, 80)}, "page", 80, HOUR),
        ({"x-business-use-case-usage": business(total_cputime=76)}, "page", 76, HOUR),
        ({"x-business-use-case-usage": business(minutes=90)}, "page", 1, 90 * MINUTES),
    ],
)
def test_a_poll_stops_before_the_error(usage, bucket, percent, wait, platforms, facebook, clock):
    platforms.facebook.usage = usage
    poll_what_is_due(clock)

    run = PollRun.objects.get()
    assert (run.state, run.not_before) == (PollRun.State.DUE, clock.now + wait)
    assert len(platforms.seen) == 1
    row = Allowance.objects.get(bucket=bucket)
    assert (row.holder, row.used, row.most, row.unit) == (PAGE, percent, 100, "percent")

    # Not even by hand, and not a single call.
    outcome = poll_by_hand(facebook, clock)
    assert outcome.state == PollRun.State.FAILED
    assert f"the allowance “{bucket}” is closed for a while" in outcome.reason
    assert len(platforms.seen) == 1

    platforms.facebook.usage = {"x-app-usage": app(2), "x-page-usage": app(2)}
    clock.now += wait
    poll_what_is_due(clock)
    assert PollRun.objects.filter(state=PollRun.State.DONE).count() == 1


@pytest.mark.django_db
def test_below_the_limit_a_poll_goes_on(platforms, facebook, clock):
    platforms.facebook.usage = {"x-app-usage": app(74)}
    assert poll_by_hand(facebook, clock).state == PollRun.State.DONE
    assert Allowance.objects.get(bucket="app").closed_until is None


@pytest.mark.django_db
def test_what_was_read_before_the_stop_is_kept(platforms, facebook, clock):
    page = platforms.facebook.pages[PAGE]
    page.posts = [FacebookPost(str(n), clock.now) for n in range(1, 4)]
    full = {"x-app-usage": app(90)}
    platforms.facebook.refuses(f"{PAGE}_3/insights", 4, headers=full)
    poll_what_is_due(clock)

    assert PollRun.objects.get().state == PollRun.State.DUE
    read = PostReading.objects.filter(measure="viewers")
    assert set(read.values_list("post__external_id", flat=True)) == {f"{PAGE}_1", f"{PAGE}_2"}
    platforms.facebook.scripted.clear()
    platforms.seen.clear()
    clock.now += HOUR
    poll_what_is_due(clock)
    assert [path for path, _ in platforms.seen if "_" in path.split("/")[2]] == [
        f"/v26.0/{PAGE}_3/insights"
    ]


def six_hundred(now, *, reels=10) -> list[FacebookPost]:
    """Give 600 posts over two years: one in ``reels`` a Reel, one in eight a video."""
    posts = []
    for n in range(600):
        kind = "reel" if n % reels == 0 else "video" if n % 8 == 3 else "post"
        posts.append(
            FacebookPost(
                str(10_000 + n),
                now - n * (730 * DAY / 600) - HOUR,
                kind=kind,
                video_id="" if kind == "post" else str(20_000 + n),
                shares=n % 7 or None,
                listed=kind != "reel",
            )
        )
    return posts


def calls_of_a_poll(platforms, facebook, clock) -> int:
    platforms.seen.clear()
    outcome = poll_by_hand(facebook, clock)
    assert (outcome.state, outcome.reason) == (PollRun.State.DONE, "")
    return len(platforms.seen)


@pytest.mark.django_db
def test_six_hundred_posts_stay_within_their_calls(platforms, facebook, clock):
    platforms.facebook.pages[PAGE].posts = six_hundred(clock.now)
    first = calls_of_a_poll(platforms, facebook, clock)
    assert 600 < first <= 700
    assert Post.objects.count() == 600
    read = PostReading.objects.filter(measure="viewers", value__isnull=False)
    assert read.values("post").distinct().count() == 600

    daily = []
    for whole in (False, False, True):
        clock.now += DAY
        if whole:
            Account.objects.update(listed_whole_at=clock.now - 7 * DAY)
        daily.append(calls_of_a_poll(platforms, facebook, clock))
    assert sum(path.endswith("/published_posts") for path, _ in platforms.seen) == 6
    assert max(daily) <= 120
    assert min(daily) > 30


@pytest.mark.django_db
def test_what_is_too_much_for_one_poll_is_read_in_the_next(platforms, facebook, clock, monkeypatch):
    plan = PLATFORMS["facebook"].posts
    # Beside the posts: the Page's own figures, ten pages of lists and the grant.
    assert plan.per_poll + 12 + 10 + 1 <= 700
    small = replace(PLATFORMS["facebook"], posts=replace(plan, per_poll=60))
    monkeypatch.setitem(PLATFORMS, "facebook", small)
    platforms.facebook.pages[PAGE].posts = six_hundred(clock.now, reels=1)[:40]

    platforms.facebook.dead = {"post_impressions_unique"}
    calls_of_posts = []
    for _ in range(2):
        platforms.seen.clear()
        poll_by_hand(facebook, clock)
        calls_of_posts.append(sum("insights" in path and f"/{PAGE}/" not in path
                                  for path, _ in platforms.seen))  # fmt: skip
        clock.now += HOUR
    assert calls_of_posts[0] in (60, 61)
    assert 0 < calls_of_posts[1] < 60
    assert PostReading.objects.filter(measure="plays", value__gt=0).count() == 40


def test_over_two_years_of_days_no_day_is_heavy(clock):
    """The rhythm alone, without HTTP: who falls due on which day, new posts coming in."""
    start = clock.now
    calls = {"post": 1, "video": 1, "reel": 2}
    posts = [
        (Post(external_id=f"{PAGE}_{post.post_id}", published_at=post.created), calls[post.kind])
        for post in six_hundred(start)
    ]
    due = {post.external_id: start for post, _ in posts}
    loads = []
    for day in range(1, 731):
        now = start + day * DAY
        if day % 2:
            posts.append((Post(external_id=f"{PAGE}_{day}", published_at=now), 2))
            due[f"{PAGE}_{day}"] = now
        ready = [(p, n) for p, n in posts if (due[p.external_id] or now + DAY) <= now]
        loads.append(sum(n for _, n in ready))
        for post, _ in ready:
            due[post.external_id] = rarer_with_age(post, now)
    # Beside these: ten metrics of the Page, up to ten pages of lists, the grant.
    assert max(loads[1:]) <= 120 - 21
    assert PLATFORMS["facebook"].posts.next_read is rarer_with_age


@pytest.mark.parametrize(
    ("age", "days"), [(0, {1}), (29, {1}), (30, {*range(1, 8)}), (89, {*range(1, 8)}),
                      (90, {*range(1, 31)}), (729, {*range(1, 31)}), (730, set()), (5000, set())],
)  # fmt: skip
def test_an_older_post_is_read_more_rarely(age, days, clock):
    waits = set()
    for number in range(300):
        post = Post(external_id=str(number), published_at=clock.now - age * DAY)
        if following := rarer_with_age(post, clock.now):
            waits.add((following - clock.now) / DAY)
    assert {-(-wait // 1) for wait in waits} == days  # The turn of a Pacific day, so rounded up.


def test_a_post_keeps_its_turn(clock):
    post = Post(external_id="7", published_at=clock.now - 40 * DAY)
    turn = rarer_with_age(post, clock.now)
    for days in (1, 2, 6):
        late = rarer_with_age(post, turn + days * DAY)
        assert (late - turn).days == 7


def test_a_refusal_that_names_no_bucket_closes_none(platforms, clock):
    class Gate:
        closed = ()

        def look(self, *buckets, now): ...
        def spend(self, bucket, units, *, now): ...
        def note_usage(self, bucket, percent, *, now, regain): ...
        def close(self, bucket, *, until, now):
            self.closed += (bucket,)

    gate = Gate()
    client = FacebookClient(
        page_id=PAGE, token=TOKEN, base_url=platforms.url, version="v26.0", timeout=2, gate=gate
    )
    for code in (2, 4, 80001):
        platforms.facebook.refuses("/published_posts", code, times=1)
        with pytest.raises(TryLater):
            list(client.list_posts(since=None, now=clock()))
    assert gate.closed == ("app", "page")
