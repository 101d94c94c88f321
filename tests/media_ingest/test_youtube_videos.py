"""The videos of a channel: listed, counted in fifties, gone and back, within a few units."""

from datetime import UTC, datetime, timedelta

import pytest

from media_ingest.models import Metric, PollRun, Post, PostReading
from media_ingest.polling import poll_by_hand, poll_what_is_due
from tests.media_ingest.canaries import CHANNEL
from tests.media_ingest.youtube_answers import refusal, spent
from tests.simulators.figures import PACIFIC
from tests.simulators.videos import Video

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recent")]
PLAYLIST = "/youtube/v3/playlistItems"
VIDEOS = "/youtube/v3/videos"


def some_videos(number: int, **more) -> list[Video]:
    first = datetime(2026, 9, 30, tzinfo=UTC)
    return [
        Video(f"vid{n:08d}", f"Title {n}", first - timedelta(days=n), views=1000 + n, **more)
        for n in range(number)
    ]


@pytest.fixture
def channel(platforms, youtube):
    channel = platforms.youtube.channels[CHANNEL]
    channel.videos = some_videos(3, likes=7, comments=2)
    return channel


def counts(metric="viewCount") -> dict[str, int | None]:
    rows = PostReading.objects.filter(metric=metric).order_by("version")
    return {row.post.external_id: row.value for row in rows.select_related("post")}


def test_three_hundred_videos_take_thirteen_units_of_forty(platforms, channel, youtube, clock):
    channel.videos = some_videos(300)
    outcome = poll_by_hand(youtube, clock)

    assert (outcome.state, outcome.reason) == (PollRun.State.DONE, "")
    # One look at the channel, six pages of the list, six calls for the counters.
    assert platforms.youtube.units["general"] == 13
    assert spent() == {"general": 13, "analytics": 3} == dict(platforms.youtube.units)
    assert len(counts()) == 300
    assert counts()["vid00000299"] == 1299

    # The rest of the day costs one look a poll; the next day the same again.
    clock.now += timedelta(hours=1)
    poll_by_hand(youtube, clock)
    assert spent()["general"] == 14
    clock.now += timedelta(days=1)
    poll_by_hand(youtube, clock)
    assert spent()["general"] == 27 == platforms.youtube.units["general"]


def test_a_video_is_kept_with_its_title_address_and_date(channel, youtube, clock):
    poll_by_hand(youtube, clock)
    post = Post.objects.get(external_id="vid00000001")
    assert (post.kind, post.title) == ("video", "Title 1")
    assert post.permalink == "https://www.youtube.com/watch?v=vid00000001"
    assert post.published_at == channel.video("vid00000001").published_at
    reading = PostReading.objects.get(post=post, metric="viewCount")
    assert reading.request == "GET youtube/v3/videos?part=snippet,statistics,status&id=(3 ids)"
    assert len(reading.raw_sha256) == 64


def test_a_hidden_counter_is_unknown_and_no_zero(channel, youtube, clock):
    channel.videos[0].likes = None
    channel.videos[1].comments = 0
    poll_by_hand(youtube, clock)
    hidden = PostReading.objects.get(post__external_id="vid00000000", metric="likeCount")
    assert (hidden.value, hidden.null_reason) == (None, "no-value")
    assert counts("commentCount")["vid00000001"] == 0
    assert Metric.objects.get(subject="post", name="likeCount").state == Metric.State.ANSWERS


def test_a_new_title_replaces_the_old_one(channel, youtube, clock):
    poll_by_hand(youtube, clock)
    channel.videos[0].title = "নতুন শিরোনাম"
    clock.now += timedelta(days=1)
    poll_by_hand(youtube, clock)
    assert Post.objects.get(external_id="vid00000000").title == "নতুন শিরোনাম"


def test_a_channel_without_uploads_is_no_trouble(platforms, channel, youtube, clock):
    channel.videos = []
    outcome = poll_by_hand(youtube, clock)
    assert (outcome.state, outcome.reason) == (PollRun.State.DONE, "")
    youtube.refresh_from_db()
    assert youtube.listed_whole_at == clock()


def test_a_lost_list_of_a_channel_with_uploads_is_told(platforms, channel, youtube, clock):
    poll_by_hand(youtube, clock)
    body = refusal(404, "playlistNotFound", domain="youtube.playlistItem")
    platforms.youtube.says(PLAYLIST, 404, body)
    clock.now += timedelta(days=1)
    outcome = poll_by_hand(youtube, clock)
    assert outcome.state == PollRun.State.FAILED
    assert "YouTube knows no list of this channel's uploads" in outcome.reason
    assert set(Post.objects.values_list("state", flat=True)) == {Post.State.SHOWN}


def test_a_refused_page_token_begins_the_list_again_once(platforms, channel, youtube, clock):
    platforms.youtube.page_size = 2
    channel.videos = some_videos(5)
    body = refusal(400, "invalidPageToken", domain="youtube.parameter")
    real = platforms.youtube.reply

    def refuse_a_token(request, fault, left=[1]):  # noqa: B006 - counts down
        if request.path == PLAYLIST and "pageToken" in request.query and left[0]:
            left[0] -= 1
            platforms.youtube.says(PLAYLIST, 400, body)
        return real(request, fault)

    platforms.youtube.reply = refuse_a_token
    outcome = poll_by_hand(youtube, clock)
    assert outcome.state == PollRun.State.DONE
    assert len(counts()) == 5
    # Page one, the refusal, then all three pages.
    assert [path for path, _ in platforms.seen].count(PLAYLIST) == 5


def test_a_page_token_refused_twice_is_a_fault_and_not_tried_for_ever(
    platforms, channel, youtube, clock
):
    body = refusal(400, "invalidPageToken", domain="youtube.parameter")
    platforms.youtube.says(PLAYLIST, 400, body, times=9)
    poll_what_is_due(clock)
    run = PollRun.objects.get()
    assert run.state == PollRun.State.PARTIAL
    assert "does not take back the page token" in run.reason
    assert [path for path, _ in platforms.seen].count(PLAYLIST) == 2
    youtube.refresh_from_db()
    assert youtube.listed_at is None


def test_a_list_that_goes_round_in_a_circle_ends(platforms, channel, youtube, clock):
    page = {
        "items": [], "pageInfo": {"totalResults": 3}, "nextPageToken": "again",
    }  # fmt: skip
    platforms.youtube.says(PLAYLIST, 200, page, times=50)
    outcome = poll_by_hand(youtube, clock)
    assert "goes round in a circle" in outcome.reason
    assert [path for path, _ in platforms.seen].count(PLAYLIST) == 2


def test_what_a_deleted_video_leaves_in_the_list_is_no_video(platforms, channel, youtube, clock):
    left = {"snippet": {"title": "Deleted video"}, "contentDetails": {"videoId": "vid00000009"}}
    broken = [None, 7, {"contentDetails": 3}, {"contentDetails": {"videoId": "<>"}}]
    platforms.youtube.says(PLAYLIST, 200, {"items": [left, *broken]})
    poll_by_hand(youtube, clock)
    assert Post.objects.count() == 0


def test_a_video_that_is_missing_is_asked_for_again_the_next_day_and_then_gone(
    channel, youtube, clock
):
    poll_by_hand(youtube, clock)
    channel.videos[0].vanish()
    seen = []
    for _ in range(3):
        clock.now += timedelta(days=1)
        poll_by_hand(youtube, clock)
        seen.append(Post.objects.get(external_id="vid00000000").state)
    assert seen == ["missing", "gone", "gone"]
    assert counts()["vid00000000"] == 1000

    channel.videos[0].come_back()
    clock.now += timedelta(days=1)
    poll_by_hand(youtube, clock)
    back = Post.objects.get(external_id="vid00000000")
    assert (back.state, back.missing_since) == ("shown", None)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "no list of items"),
        ({"items": None, "pageInfo": {"totalResults": 3}}, "no list of items"),
        ({"items": {"id": "x"}}, "no list of items"),
        (b"[1]", "not an object"),
    ],
)  # fmt: skip
def test_half_an_answer_makes_no_video_missing(body, words, platforms, channel, youtube, clock):
    poll_by_hand(youtube, clock)
    clock.now += timedelta(days=1)
    platforms.youtube.says(VIDEOS, 200, body)
    outcome = poll_by_hand(youtube, clock)
    assert outcome.state == PollRun.State.PARTIAL
    assert words in outcome.reason
    assert set(Post.objects.values_list("state", flat=True)) == {"shown"}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("12", ""), ("1e3", "not-a-count"), ("-4", "not-a-count"), ("", "not-a-count"),
        (None, "no-value"), (7.5, "not-a-count"), (True, "not-a-count"), ("١٢", "not-a-count"),
        ("9999999999999999999", "not-a-count"),
    ],
)  # fmt: skip
def test_a_counter_is_a_string_of_digits_or_unknown(
    raw, reason, platforms, channel, youtube, clock
):
    channel.videos = channel.videos[:1]
    item = {"id": "vid00000000", "snippet": {}, "statistics": {"viewCount": raw}}
    platforms.youtube.says(VIDEOS, 200, {"items": [item]})
    poll_by_hand(youtube, clock)
    reading = PostReading.objects.get(metric="viewCount")
    assert (reading.value, reading.null_reason) == (None if reason else 12, reason)


def test_a_video_named_twice_with_two_counts_is_unknown(platforms, channel, youtube, clock):
    channel.videos = channel.videos[:1]
    twice = [{"id": "vid00000000", "statistics": {"viewCount": str(n)}} for n in (5, 6)]
    platforms.youtube.says(VIDEOS, 200, {"items": twice})
    poll_by_hand(youtube, clock)
    assert PostReading.objects.get(metric="viewCount").null_reason == "contradiction"


def test_videos_are_read_each_day_at_five_past_midnight_in_california(channel, youtube, clock):
    # Twenty to eight in the evening there; the first reading is at once.
    poll_by_hand(youtube, clock)
    due = Post.objects.first().next_read_at.astimezone(PACIFIC)
    assert (due.isoformat()) == "2026-10-08T00:05:00-07:00"
    clock.now = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)  # 00:30; clocks go back at two
    poll_by_hand(youtube, clock)
    due = Post.objects.first().next_read_at
    assert due == datetime(2026, 11, 2, 8, 5, tzinfo=UTC)
