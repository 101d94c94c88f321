"""What a poll makes of lists and counts: one row a post, readings version by version."""

from datetime import timedelta

import pytest

from media_ingest.models import Account, PollRun, Post, PostReading, RawAnswer
from media_ingest.polling import poll_by_hand
from media_ingest.versions import other_version_served
from tests.media_ingest.canaries import PAGE
from tests.simulators.facebook_posts import FacebookPost

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def page(platforms, facebook):
    return platforms.facebook.pages[PAGE]


def rows() -> list[tuple[str, str, str]]:
    return list(Post.objects.order_by("pk").values_list("external_id", "kind", "object_id"))


def test_a_post_its_video_and_its_reel_are_one_row_each(page, facebook, clock):
    page.posts = [
        FacebookPost("1", clock.now - DAY, "Words\nand more", shares=4),
        FacebookPost("2", clock.now - 2 * DAY, kind="video", video_id="92"),
        FacebookPost("3", clock.now - 3 * DAY, kind="reel", video_id="93"),
        FacebookPost("4", clock.now - 4 * DAY, kind="reel", video_id="94", listed=False),
        FacebookPost("5", clock.now - 5 * DAY, None, kind="reel", video_id="95", names_post=False),
    ]
    assert poll_by_hand(facebook, clock).state == PollRun.State.DONE
    assert sorted(rows()) == [
        (f"{PAGE}_1", "post", ""), (f"{PAGE}_2", "video", "92"), (f"{PAGE}_3", "reel", "93"),
        (f"{PAGE}_4", "reel", "94"), (f"{PAGE}_5", "reel", "95"),
    ]  # fmt: skip
    post = Post.objects.get(external_id=f"{PAGE}_1")
    assert (post.title, post.published_at) == ("Words", clock.now - DAY)
    assert PostReading.objects.get(post=post, measure="shares").value == 4

    before = rows()
    clock.now += 7 * DAY
    poll_by_hand(facebook, clock)
    assert rows() == before


def test_a_bare_reel_that_finds_its_post_stays_one_row(page, facebook, clock):
    reel = FacebookPost(
        "5", clock.now - DAY, kind="reel", video_id="95", listed=False, names_post=False
    )
    page.posts = [reel]
    poll_by_hand(facebook, clock)
    assert rows() == [("95", "reel", "95")]
    key = Post.objects.get().pk

    reel.listed = True
    clock.now += DAY
    poll_by_hand(facebook, clock)
    assert rows() == [(f"{PAGE}_5", "reel", "95")]
    assert Post.objects.get().pk == key
    assert Post.objects.get().readings.filter(metric="post_total_media_view_unique").exists()

    reel.listed = False
    clock.now += DAY
    poll_by_hand(facebook, clock)
    assert rows() == [(f"{PAGE}_5", "reel", "95")]


def test_new_posts_are_found_daily_and_an_empty_list_takes_nothing_away(
    platforms, page, facebook, clock
):
    page.posts = [FacebookPost("1", clock.now - DAY)]
    poll_by_hand(facebook, clock)
    page.posts.append(FacebookPost("2", clock.now + timedelta(hours=5)))
    clock.now += timedelta(hours=6)
    poll_by_hand(facebook, clock)
    assert Post.objects.count() == 1
    clock.now += timedelta(hours=18)
    poll_by_hand(facebook, clock)
    assert Post.objects.count() == 2

    platforms.facebook.says("/published_posts", {"data": []})
    clock.now += 8 * DAY
    poll_by_hand(facebook, clock)
    assert set(Post.objects.values_list("state", flat=True)) == {Post.State.SHOWN}


def test_the_whole_list_is_read_once_a_week(platforms, page, facebook, clock):
    page.posts = [FacebookPost("1", clock.now - 100 * DAY)]
    whole = []
    for _ in range(9):
        platforms.seen.clear()
        poll_by_hand(facebook, clock)
        lists = [query for path, query in platforms.seen if path.endswith("/published_posts")]
        whole.append(["since" not in query for query in lists])
        clock.now += DAY
    assert whole == [[True], *[[False]] * 6, [True], [False]]


def test_equal_counts_are_no_new_reading_and_new_ones_are_a_version(page, facebook, clock):
    page.posts = [FacebookPost("1", clock.now - DAY, values={"post_media_view": 10})]
    for views in (10, 10, 12, None):
        page.posts[0].values["post_media_view"] = views
        poll_by_hand(facebook, clock)
        clock.now += DAY
    said = PostReading.objects.filter(measure="views").order_by("version")
    # What is not served any more stays what was last known.
    assert [(one.version, one.value) for one in said] == [(1, 10), (2, 12)]
    assert said[0].last_seen_at - said[0].observed_at == DAY
    kept = set(RawAnswer.objects.values_list("pk", flat=True))
    assert {one.raw_sha256 for one in said} <= kept
    assert said[0].request.startswith(f"GET v26.0/{PAGE}_1/insights?metric=post_total_media")
    assert said[0].version_served == "v26.0"


def test_a_post_older_than_two_years_is_kept_and_not_read(platforms, page, facebook, clock):
    page.posts = [FacebookPost("1", clock.now - 731 * DAY)]
    poll_by_hand(facebook, clock)
    assert Post.objects.get().next_read_at is None
    assert not [path for path, _ in platforms.seen if "_1/" in path]


def test_one_post_that_is_not_understood_leaves_the_others(platforms, page, facebook, clock):
    page.posts = [FacebookPost(number, clock.now) for number in ("1", "2", "3")]
    platforms.facebook.says("_1/insights", {"data": 5})
    outcome = poll_by_hand(facebook, clock)
    assert outcome.state == PollRun.State.PARTIAL
    assert "1 of 3 posts: Facebook's answer has no list of data" in outcome.reason
    read = PostReading.objects.filter(measure="viewers")
    assert set(read.values_list("post__external_id", flat=True)) == {f"{PAGE}_2", f"{PAGE}_3"}
    # It is not asked for in a circle: its next turn is tomorrow's.
    assert Post.objects.get(external_id=f"{PAGE}_1").next_read_at > clock.now


def test_another_version_that_answers_is_remarked_on(platforms, facebook, clock):
    account = Account.objects.get()
    poll_by_hand(facebook, clock)
    assert other_version_served(account) is None
    platforms.facebook.version_served = "v27.0"
    clock.now += timedelta(hours=1)
    outcome = poll_by_hand(facebook, clock)
    assert (outcome.state, outcome.reason) == (
        PollRun.State.DONE, "version v27.0 answered where v26.0 was asked for",
    )  # fmt: skip
    assert other_version_served(account) == ("v26.0", "v27.0")
