"""Every row of Facebook's error table, from the wire to what becomes of a scheduled poll."""

from datetime import timedelta

import pytest

from media_ingest.models import Account, Allowance, Metric, PollRun, Post, PostReading, Reading
from media_ingest.polling import poll_what_is_due
from tests.simulators.facebook_posts import FacebookPost

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

INSIGHTS = "/insights"
HOUR = timedelta(hours=1)
DEAD_NAME = "(#100) The value must be a valid insights metric"
PAST_REGAIN = '{"%s":[{"type":"pages","call_count":100,"total_cputime":1,"total_time":2,'
PAST_REGAIN += '"estimated_time_to_regain_access":95}]}'


def scheduled_poll(clock) -> PollRun:
    """Let the schedule do what is due, and give the newest run."""
    poll_what_is_due(clock)
    return PollRun.objects.latest("pk")


def mended_poll(platforms, clock, at) -> PollRun:
    """Let everything be well again at a moment, and let the schedule try."""
    platforms.facebook.scripted.clear()
    platforms.mend()
    platforms.seen.clear()
    clock.now = at
    return scheduled_poll(clock)


# --- An outage: tried again soon, with a wait that grows -------------------------
OUTAGES = {
    "code 1": {"code": 1},
    "code 2": {"code": 2},
    "code 2 with HTTP 500": {"code": 2, "status": 500},
    "another code that is transient": {"code": 99, "transient": True},
    "code 100 that is transient": {"code": 100, "transient": True},
}
ON_THE_WIRE = ("500", "hang", "close", "html", "truncated", "empty_body")


@pytest.mark.parametrize("row", [*OUTAGES, *ON_THE_WIRE])
def test_an_outage_is_tried_again(row, platforms, facebook, clock, settings):
    # Short only for who waits for nothing: a busy machine is no outage.
    settings.PLATFORM_TIMEOUT_SECONDS = 0.1 if row == "hang" else 5
    if row in OUTAGES:
        platforms.facebook.refuses(INSIGHTS, **OUTAGES[row])
    else:
        # One metric is enough: a server that hangs would hang for each.
        platforms.breaks(INSIGHTS, row, metric="page_media_view")
    run = scheduled_poll(clock)

    assert (run.state, run.attempts) == (PollRun.State.DUE, 1)
    assert timedelta(seconds=30) <= run.not_before - clock.now <= timedelta(seconds=45)
    assert run.reason
    assert Account.objects.get().trouble == ""
    settings.PLATFORM_TIMEOUT_SECONDS = 5
    assert mended_poll(platforms, clock, run.not_before).state == PollRun.State.DONE


def test_an_outage_that_lasts_is_given_up_after_five_tries(platforms, facebook, clock):
    platforms.facebook.refuses("", 2)
    for _ in range(8):
        run = scheduled_poll(clock)
        clock.now = max(clock.now, run.not_before)
    assert (run.state, run.attempts) == (PollRun.State.DEAD, 5)
    assert not Reading.objects.exists()


# --- Throttled: nothing more is asked until the named time -----------------------
THROTTLED = [4, 17, 32, 613, 341, 80000, 80001, 80002, 80003, 80004, 80005, 80006, 80008]


@pytest.mark.parametrize("code", THROTTLED)
def test_a_throttled_poll_stops_and_waits_an_hour(code, platforms, facebook, clock):
    platforms.facebook.refuses(INSIGHTS, code)
    run = scheduled_poll(clock)

    assert run.state == PollRun.State.DUE
    assert run.not_before == clock.now + HOUR
    # Calling on while throttled prolongs it.
    assert len(platforms.seen) == 1
    assert Account.objects.get().trouble == ""

    clock.now += HOUR - timedelta(seconds=1)
    scheduled_poll(clock)
    assert len(platforms.seen) == 1
    assert mended_poll(platforms, clock, run.not_before).state == PollRun.State.DONE


def test_a_throttled_page_waits_as_long_as_facebook_says(platforms, facebook, clock):
    usage = {"x-business-use-case-usage": PAST_REGAIN % facebook.external_id}
    platforms.facebook.refuses(INSIGHTS, 80001, headers=usage)
    run = scheduled_poll(clock)
    assert run.not_before == clock.now + timedelta(minutes=95)
    assert Allowance.objects.get(bucket="page").closed_until == run.not_before


def test_a_block_for_policy_waits_and_goes_to_a_person_if_it_lasts(platforms, facebook, clock):
    platforms.facebook.refuses("", 368)
    run = scheduled_poll(clock)
    assert run.not_before == clock.now + 6 * HOUR
    assert Account.objects.get().trouble == ""

    for _ in range(4):
        clock.now = run.not_before
        run = scheduled_poll(clock)
    assert (run.state, run.attempts) == (PollRun.State.DEAD, 5)
    assert "blocks the account for a while" in Account.objects.get().trouble


# --- A person has to act: stopped, never tried again ------------------------------
FOR_A_PERSON = {
    "190": (190, 0, "the access token is no longer valid"),
    "102": (102, 0, "the access token is no longer valid"),
    "190/458": (190, 458, "the app was removed"),
    "190/459": (190, 459, "has to log in to Facebook first"),
    "190/460": (190, 460, "died with a changed password"),
    "190/463": (190, 463, "has expired"),
    "190/464": (190, 464, "is not confirmed"),
    "190/467": (190, 467, "is not valid"),
    "190/492": (190, 492, "lost the role on the Page"),
    "1705": (1705, 0, "a person's, not the Page's"),
    "2500": (2500, 0, "does not know the API version or the token"),
}


@pytest.mark.parametrize("row", FOR_A_PERSON)
def test_what_needs_a_person_stops_the_schedule(row, platforms, facebook, clock):
    code, subcode, words = FOR_A_PERSON[row]
    platforms.facebook.refuses(INSIGHTS, code, subcode=subcode)
    run = scheduled_poll(clock)

    assert run.state == PollRun.State.FAILED
    assert len(platforms.seen) == 1
    assert words in Account.objects.get().trouble
    # Nothing is asked any more, even when it would work again.
    platforms.facebook.scripted.clear()
    clock.now += 24 * HOUR
    assert poll_what_is_due(clock) == 0
    assert len(platforms.seen) == 1


@pytest.mark.parametrize("code", [3, 10, 200, 255, 299])
def test_a_missing_permission_goes_to_a_person_and_the_rest_is_read(
    code, platforms, facebook, clock
):
    platforms.facebook.pages[facebook.external_id].posts = [
        FacebookPost("5501", clock.now - 24 * HOUR)
    ]
    message = f"(#{code}) Requires the read_insights permission"
    platforms.facebook.refuses(f"/{facebook.external_id}/insights", code, message)
    run = scheduled_poll(clock)

    assert run.state == PollRun.State.PARTIAL
    assert "a permission of the token is missing or was taken away: read_insights" in (
        Account.objects.get().trouble
    )
    assert Post.objects.count() == 1
    assert PostReading.objects.filter(measure="viewers", value__gt=0).count() == 1
    clock.now += 24 * HOUR
    assert poll_what_is_due(clock) == 0


@pytest.mark.parametrize("edge", ["video_reels", "videos"])
def test_a_part_that_we_can_do_without_needs_no_person(edge, platforms, facebook, clock):
    platforms.facebook.refuses(f"/{edge}", 10, "(#10) pages_read_user_content is missing")
    run = scheduled_poll(clock)
    assert run.state == PollRun.State.PARTIAL
    assert run.reason.startswith(f"{edge}: a permission of the token is missing")
    assert "pages_read_user_content" in run.reason
    assert Account.objects.get().trouble == ""


# --- One metric, or one object, is set aside ---------------------------------------
def test_a_dead_metric_is_quarantined(platforms, facebook, clock):
    platforms.facebook.refuses(INSIGHTS, 100, DEAD_NAME, metric="page_views_total")
    run = scheduled_poll(clock)
    assert run.state == PollRun.State.PARTIAL
    assert run.reason.startswith("page_views_total: Facebook no longer knows this metric")
    dead = Metric.objects.get(state=Metric.State.DEAD)
    assert (dead.name, dead.ask_again_at) == ("page_views_total", clock.now + timedelta(days=7))


def test_a_video_without_insights_is_read_by_its_own(platforms, facebook, clock):
    platforms.facebook.pages[facebook.external_id].posts = [
        FacebookPost("5501", clock.now, kind="reel", video_id="9901", listed=False)
    ]
    platforms.facebook.refuses(
        "_5501/insights", 100, "(#100) Tried accessing nonexisting field (insights)"
    )
    assert scheduled_poll(clock).state == PollRun.State.DONE
    viewers = PostReading.objects.get(measure="viewers")
    assert viewers.metric == "post_impressions_unique"
    assert viewers.value > 0
    reactions = PostReading.objects.get(measure="reactions")
    assert (reactions.value, reactions.null_reason) == (None, "not-for-this-object")


def test_a_post_that_is_not_shown_is_gone_only_after_a_second_miss(platforms, facebook, clock):
    published = clock.now - timedelta(days=3)
    posts = [FacebookPost(number, published) for number in ("5501", "5502")]
    platforms.facebook.pages[facebook.external_id].posts = posts
    assert scheduled_poll(clock).state == PollRun.State.DONE
    read = PostReading.objects.count()

    posts[0].hidden = True
    states = []
    for _ in range(3):
        clock.now += timedelta(days=1)
        assert scheduled_poll(clock).state == PollRun.State.DONE
        post = Post.objects.get(external_id__endswith="5501")
        states.append((post.state, post.next_read_at is None))
    assert states == [("missing", False), ("gone", True), ("gone", True)]
    assert post.readings.count() == read / 2

    posts[0].hidden = False
    clock.now += timedelta(days=1)
    scheduled_poll(clock)
    post.refresh_from_db()
    assert (post.state, post.missing_since) == (Post.State.SHOWN, None)


def test_a_page_that_is_not_shown_is_recorded_and_asked_again(platforms, facebook, clock):
    platforms.facebook.refuses(INSIGHTS, 100, "Unsupported get request", subcode=33)
    run = scheduled_poll(clock)
    assert run.state == PollRun.State.FAILED
    assert "shows no Page under this id" in run.reason
    assert Account.objects.get().trouble == ""
    assert mended_poll(platforms, clock, clock.now + HOUR).state == PollRun.State.DONE


# --- Our own mistakes fail loudly, an empty answer says nothing ---------------------
@pytest.mark.parametrize(
    ("code", "subcode", "message"),
    [
        (100, 0, "(#100) There cannot be more than 93 days (8035200 s) between since and until"),
        (3001, 1504028, "(#3001) No metric was specified to be fetched"),
        (99, 0, "A code that nobody knows"),
    ],
)
def test_a_mistake_of_ours_fails_loudly(code, subcode, message, platforms, facebook, clock):
    platforms.facebook.refuses(INSIGHTS, code, message, subcode=subcode)
    run = scheduled_poll(clock)
    assert run.state == PollRun.State.FAILED
    assert f"Facebook refused (code {code}" in run.reason
    assert not Metric.objects.filter(state=Metric.State.DEAD).exists()


def test_no_data_for_the_page_is_no_value(platforms, facebook, clock):
    platforms.facebook.says(INSIGHTS, {"data": []})
    run = scheduled_poll(clock)
    assert run.state == PollRun.State.FAILED
    assert run.reason.startswith("page_total_media_view_unique: Facebook sent no data")
    assert not Reading.objects.exists()


def test_no_data_for_a_post_is_no_value(platforms, facebook, clock):
    platforms.facebook.pages[facebook.external_id].posts = [FacebookPost("5501", clock.now)]
    platforms.facebook.says("_5501/insights", {"data": []})
    assert scheduled_poll(clock).state == PollRun.State.DONE
    said = PostReading.objects.exclude(measure="shares").values_list("value", "null_reason")
    assert set(said) == {(None, "no-data")}
    assert len(said) == 3
