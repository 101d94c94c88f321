"""From counters to the ledger: baselines, losses, returns, corrections with their day."""

import itertools
import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns.models import Current, Entry, Roll, Term
from campaigns.models.entries import Role
from media_ingest.answers import Counted, Heard, PostAnswer
from media_ingest.connecting import connect_account
from media_ingest.models import CounterGrowth, PollRun, Post, PostReading
from media_ingest.platforms import PLATFORMS
from media_ingest.polling import poll_by_hand
from media_ingest.post_counts import Counts
from tests.media_ingest.canaries import CHANNEL
from tests.simulators.videos import Video

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recent")]
DAY = timedelta(days=1)


@pytest.fixture
def clock(clock):
    # Just after midnight in California, where each day of ours is looked at.
    clock.now = datetime(2026, 10, 8, 7, 10, tzinfo=UTC)
    return clock


@pytest.fixture
def channel(platforms, youtube):
    channel = platforms.youtube.channels[CHANNEL]
    old = datetime(2024, 1, 1, tzinfo=UTC)
    channel.videos = [Video("one", "One", old, views=1000), Video("two", "Two", old, views=500)]
    return channel


def net(account) -> int:
    return sum(row.growth + row.correction for row in CounterGrowth.objects.all())


def month(start: str, role=Role.MONTH) -> Current | None:
    rows = Current.objects.filter(key__indicator="D7", key__role=role)
    return rows.filter(key__month=date.fromisoformat(start)).select_related("key").first()


def cumulative(channel: str = "youtube") -> int:
    rows = Roll.objects.filter(
        series__indicator="D7", series__campaign="*", series__channel=channel
    ).order_by("month")
    # One line per definition; no sum of ours runs across, but the law holds for all together.
    return sum({row.series_id: row.cum for row in rows}.values())


def test_the_first_look_is_a_baseline_and_a_zero_of_that_day(channel, youtube, clock):
    poll_by_hand(youtube, clock)
    (row,) = CounterGrowth.objects.all()
    assert (row.day, row.growth, row.correction) == (date(2026, 10, 8), 0, 0)
    october = month("2026-10-01")
    assert (october.value, october.reason) == (0, "days-missing")
    assert october.key.definition_id == "youtube-counters-2026"


def test_growth_reaches_the_month_and_no_headline(channel, youtube, clock):
    poll_by_hand(youtube, clock)
    clock.now += DAY
    channel.videos[0].views, channel.videos[1].views = 1030, 505
    poll_by_hand(youtube, clock)
    assert month("2026-10-01").value == 35 == cumulative()
    assert not Term.objects.filter(indicator__in=["D7", "D8"]).exists()


def test_a_video_that_came_out_while_we_looked_counts_from_its_first_view(channel, youtube, clock):
    poll_by_hand(youtube, clock)
    channel.videos.insert(0, Video("new", "New", clock.now + DAY / 2, views=70))
    channel.videos.append(
        Video("unlisted", "Shown late", datetime(2024, 1, 1, tzinfo=UTC), views=9)
    )
    clock.now += DAY
    poll_by_hand(youtube, clock)
    assert net(youtube) == 70


def test_a_correction_is_an_entry_with_its_sign_and_its_day(channel, youtube, clock):
    poll_by_hand(youtube, clock)
    for views in (1100, 1080, 1090):
        clock.now += DAY
        channel.videos[0].views = views
        poll_by_hand(youtube, clock)

    assert month("2026-10-01").value == 110
    taken = Entry.objects.get(key__indicator="D7", key__role=Role.DIFFERENCE)
    assert (taken.value, taken.reason) == (-20, "platform-correction")
    assert taken.key.period_start == taken.key.period_end == date(2026, 10, 10)
    assert cumulative() == 90 == net(youtube)


def test_a_deleted_video_lowers_nothing_and_coming_back_lower_is_a_correction(
    channel, youtube, clock
):
    poll_by_hand(youtube, clock)
    clock.now += DAY
    channel.videos[0].views = 1100
    poll_by_hand(youtube, clock)
    channel.videos[0].vanish()
    for _ in range(3):
        clock.now += DAY
        poll_by_hand(youtube, clock)
        assert cumulative() == 100
    channel.videos[0].come_back()
    channel.videos[0].views = 1090
    clock.now += DAY
    poll_by_hand(youtube, clock)
    assert cumulative() == 90
    assert month("2026-10-01", Role.DIFFERENCE).value == -10


@pytest.mark.parametrize("doubtful", [0, 700])
def test_a_deep_fall_is_held_back_until_it_was_seen_twice(doubtful, channel, youtube, clock):
    poll_by_hand(youtube, clock)
    clock.now += DAY
    channel.videos[0].views = doubtful
    poll_by_hand(youtube, clock)
    post = Post.objects.get(external_id="one")
    assert post.held_views == doubtful
    assert clock.now < post.next_read_at <= clock.now + timedelta(hours=1)
    assert net(youtube) == 0
    assert PostReading.objects.filter(post=post, metric="viewCount").latest("version").value == 1000

    clock.now += timedelta(hours=1)
    poll_by_hand(youtube, clock)
    assert Post.objects.get(external_id="one").held_views is None
    assert net(youtube) == doubtful - 1000 == cumulative()


def test_a_fault_that_passes_leaves_no_trace(channel, youtube, clock):
    poll_by_hand(youtube, clock)
    for views in (0, 1010):
        clock.now += DAY
        channel.videos[0].views = views
        poll_by_hand(youtube, clock)
    assert not CounterGrowth.objects.filter(correction__lt=0).exists()
    assert net(youtube) == 10


def test_growth_over_a_turn_that_nobody_saw_is_estimated(channel, youtube, clock):
    clock.now = datetime(2026, 10, 30, 7, 10, tzinfo=UTC)
    poll_by_hand(youtube, clock)
    clock.now = datetime(2026, 11, 3, 8, 10, tzinfo=UTC)
    channel.videos[0].views = 1097
    poll_by_hand(youtube, clock)
    # 97 hours (the clocks went back), 48 of them in October.
    october, november = month("2026-10-01"), month("2026-11-01")
    assert (october.value, november.value) == (48, 49)
    assert (november.reason, november.confidence) == ("estimated", "likely")


def test_the_month_settles_on_its_fifth_day_after(channel, youtube, clock):
    clock.now = datetime(2026, 10, 1, 7, 10, tzinfo=UTC)
    poll_by_hand(youtube, clock)
    for day, settled in ((4, False), (5, True)):
        clock.now = datetime(2026, 11, day, 8, 10, tzinfo=UTC)
        poll_by_hand(youtube, clock)
        assert month("2026-10-01").settled is settled


def test_a_poll_states_the_month_once_however_many_batches_it_takes(
    platforms, channel, youtube, clock
):
    old = datetime(2024, 1, 1, tzinfo=UTC)
    channel.videos = [Video(f"v{n}", "V", old, views=10) for n in range(120)]
    poll_by_hand(youtube, clock)
    clock.now += DAY
    for video in channel.videos:
        video.views = 11
    poll_by_hand(youtube, clock)
    entries = Entry.objects.filter(key__indicator="D7").order_by("version")
    assert [entry.value for entry in entries] == [0, 120]
    run = PollRun.objects.latest("pk")
    assert (entries.last().run_ref, entries.last().source_ref) == (run.ref, youtube.ref)


def test_reach_shows_it_beside_the_total_and_the_rollups_agree(channel, youtube, clock):
    poll_by_hand(youtube, clock)
    clock.now += DAY
    channel.videos[0].views += 40
    poll_by_hand(youtube, clock)
    out = StringIO()
    call_command("reach", month="2026-10", json=True, stdout=out)
    beside = {one["indicator"]: one for one in json.loads(out.getvalue())["digital"]["beside"]}
    assert beside["D8"]["kind"] == "minutes"
    assert beside["D8"]["month"] > 0
    assert (beside["D7"]["kind"], beside["D7"]["month"]) == ("views", 40)
    call_command("rebuild_rollups", dry_run=True, stdout=StringIO())


histories = st.lists(
    st.tuples(st.integers(1, 60), st.none() | st.sampled_from([0, 3, 90, 100, 101, 1000, 5000])),
    min_size=1,
    max_size=10,
)


examples = itertools.count()


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories)
def test_on_any_history_the_ledger_is_the_growth_without_its_baseline(db, history):
    number, at = next(examples), datetime(2026, 3, 1, tzinfo=UTC)
    account = connect_account(
        platform="youtube", channel_slug=f"law-{number}", external_id=f"UClaw{number}",
        client_id="c", secrets={}, now=at,
    )  # fmt: skip
    run = PollRun.objects.create(account=account, due_at=at, not_before=at, trigger="hand")
    post = Post.objects.create(
        account=account, external_id="v", kind="video", first_seen_at=at, confirmed_at=at,
        published_at=at - DAY,
    )  # fmt: skip
    accepted, taken_back = [], 0
    for hours, count in history:
        at, before = at + timedelta(hours=hours), cumulative(account.channel_id)
        post.refresh_from_db()
        counts = Counts(
            asked_at=at, posts={"v": post}, plan=PLATFORMS["youtube"].posts, keep_raw_for=DAY,
            answers=[answer_of(count, f"{number} {at}")],
        )  # fmt: skip
        counts.write(account, run, now=at)
        if newest := post.readings.filter(value__isnull=False).order_by("-version").first():
            accepted.append(newest.value)
        corrections = Entry.objects.filter(key__channel=account.channel_id, key__role="difference")
        booked = sum(row.value for row in newest_versions(corrections))
        assert cumulative(account.channel_id) >= before + booked - taken_back
        taken_back = booked
    assert cumulative(account.channel_id) == (accepted[-1] - accepted[0] if accepted else 0)


def answer_of(count: int | None, seed: str) -> PostAnswer:
    """A video with that count; without one it is private, deleted or not shown."""
    if count is None:
        return PostAnswer(external_id="v", shown=False)
    heard = Heard(request="r", version_served="", body=seed.encode())
    one = Counted(measure="views", metric="viewCount", value=count, heard=heard)
    return PostAnswer(external_id="v", shown=True, counted=(one,))


def newest_versions(entries) -> list[Entry]:
    return list({entry.key_id: entry for entry in entries.order_by("version")}.values())
