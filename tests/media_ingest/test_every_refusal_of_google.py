"""Every row of youtube.md §6, from Google's answer through its own client to what we do next."""

import socket
from datetime import UTC, datetime, timedelta

import pytest

from media_ingest.models import Account, Allowance, PollRun
from media_ingest.polling import poll_by_hand, poll_what_is_due
from tests.media_ingest.canaries import CHANNEL, CLIENT_SECRET, REFRESH
from tests.media_ingest.youtube_answers import (
    BAD_KEY,
    DAILY_LIMIT,
    NOT_CONFIGURED,
    PER_DAY,
    PER_MINUTE,
    QUOTA_EXCEEDED,
    refusal,
)
from tests.simulators.videos import Video

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.sqlite,
    pytest.mark.usefixtures("recent"),
]
TOKEN, CHANNELS, REPORTS = "/token", "/youtube/v3/channels", "/v2/reports"
LIST, VIDEOS = "/youtube/v3/playlistItems", "/youtube/v3/videos"
HTML = b"<!doctype html><h1>Service Unavailable</h1>"
MIDNIGHT = datetime(2026, 10, 8, 7, 0, tzinfo=UTC)
State = PollRun.State


@pytest.fixture(autouse=True)
def _videos(platforms, youtube):
    old = datetime(2024, 1, 1, tzinfo=UTC)
    platforms.youtube.channels[CHANNEL].videos = [Video("one", "One", old, views=10)]


def poll(clock) -> PollRun:
    """Let the schedule poll; give the run and make sure that it says nothing secret."""
    poll_what_is_due(clock)
    run = PollRun.objects.get()
    for secret in (REFRESH, CLIENT_SECRET, "ya29.", "project_number"):
        assert secret not in run.reason
    return run


def says(platforms, path, status, body) -> None:
    platforms.youtube.says(path, status, body, times=20)


RETRIED = [
    (path, status, body)
    for path in (REPORTS, CHANNELS, LIST, VIDEOS)
    for status, body in (
        (500, refusal(500, "internalError")), (503, refusal(503, "backendError")), (502, HTML),
    )
] + [
    (REPORTS, 500, HTML), (REPORTS, 403, HTML), (REPORTS, 200, HTML), (VIDEOS, 200, HTML),
    (VIDEOS, 200, b'{"items": ['), (TOKEN, 503, b""), (TOKEN, 503, HTML),
    (TOKEN, 500, {"error": "internal_failure"}), (TOKEN, 200, HTML),
]  # fmt: skip


@pytest.mark.parametrize("case", RETRIED, ids=lambda case: f"{RETRIED.index(case)}")
def test_an_outage_is_tried_again_soon(case, platforms, youtube, clock):
    says(platforms, *case)
    run = poll(clock)
    assert (run.state, run.attempts) == (State.DUE, 1)
    wait = run.not_before - clock.now
    assert timedelta(seconds=30) <= wait <= timedelta(seconds=45)
    assert Account.objects.get().trouble == ""


@pytest.mark.parametrize("fault", ["hang", "close", "truncated", "empty_body", "redirect"])
@pytest.mark.parametrize("path", [REPORTS, VIDEOS])
def test_a_broken_line_is_tried_again_soon(fault, path, platforms, youtube, clock, settings):
    settings.PLATFORM_TIMEOUT_SECONDS = 1 if fault == "hang" else 5
    platforms.breaks(path, fault)
    run = poll(clock)
    assert (run.state, run.attempts) == (State.DUE, 1)
    assert run.not_before - clock.now <= timedelta(seconds=45)


@pytest.mark.parametrize("error", [socket.gaierror(-2, "no such name"), ConnectionRefusedError()])
def test_a_server_that_cannot_be_found_is_tried_again(error, youtube, clock, monkeypatch):
    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    run = poll(clock)
    assert (run.state, run.attempts) == (State.DUE, 1)
    assert "the connection" in run.reason


def test_after_five_attempts_it_is_given_up(platforms, youtube, clock):
    says(platforms, REPORTS, 503, refusal(503, "backendError"))
    waits = []
    for _ in range(5):
        run = poll(clock)
        waits.append(run.not_before - clock.now)
        clock.now = max(run.not_before, clock.now)
    assert (run.state, run.attempts) == (State.DEAD, 5)
    assert waits[:4] == sorted(waits[:4])
    assert Account.objects.get().trouble == ""


A_MINUTE = [
    (REPORTS, 403, refusal(403, "rateLimitExceeded")),
    (REPORTS, 403, refusal(403, "userRateLimitExceeded")),
    (REPORTS, 429, PER_MINUTE), (REPORTS, 429, refusal(429, "rateLimitExceeded")),
    (REPORTS, 429, HTML), (VIDEOS, 403, refusal(403, "userRateLimitExceeded")),
    (VIDEOS, 429, PER_MINUTE),
]  # fmt: skip


@pytest.mark.parametrize("case", A_MINUTE, ids=lambda case: f"{A_MINUTE.index(case)}")
def test_a_limit_per_minute_is_waited_out(case, platforms, youtube, clock):
    says(platforms, *case)
    run = poll(clock)
    assert run.state == State.DUE
    assert timedelta(seconds=60) <= run.not_before - clock.now <= timedelta(minutes=5)
    assert [path for path, _ in platforms.seen].count(case[0]) == 1


SPENT = [
    (path, status, body)
    for path in (REPORTS, LIST, VIDEOS)
    for status, body in ((403, QUOTA_EXCEEDED), (403, DAILY_LIMIT), (429, PER_DAY))
]


@pytest.mark.parametrize("case", SPENT, ids=lambda case: f"{SPENT.index(case)}")
def test_a_spent_day_is_waited_out_until_midnight_in_california(case, platforms, youtube, clock):
    says(platforms, *case)
    run = poll(clock)
    assert (run.state, run.not_before) == (State.DUE, MIDNIGHT)
    assert "the daily quota of YouTube calls is spent" in run.reason
    bucket = "analytics" if case[0] == REPORTS else "general"
    assert Allowance.objects.get(bucket=bucket).closed_until == MIDNIGHT
    assert Account.objects.get().trouble == ""

    # Whoever asks meanwhile makes no call in that bucket.
    platforms.seen.clear()
    poll_by_hand(Account.objects.get(), clock)
    in_bucket = "/v2/" if bucket == "analytics" else "/youtube/"
    assert not [path for path, _ in platforms.seen if path.startswith(in_bucket)] or (
        bucket == "analytics"
    )
    assert case[0] not in [path for path, _ in platforms.seen]


A_PERSON = [
    (TOKEN, 400, {"error": "invalid_grant"}, "grant has ended"),
    (TOKEN, 401, {"error": "invalid_client"}, "Google project"),
    (TOKEN, 401, {"error": "deleted_client"}, "Google project"),
    (TOKEN, 400, {"error": "admin_policy_enforced"}, "Google project"),
    (REPORTS, 401, refusal(401, "authError"), "does not let this account"),
    (REPORTS, 403, refusal(403, "forbidden"), "does not let this account"),
    (REPORTS, 403, refusal(403, "insufficientPermissions"), "does not let this account"),
    (REPORTS, 403, refusal(403, "authenticatedUserAccountSuspended"), "does not let this account"),
    (REPORTS, 403, refusal(403, "authenticatedUserAccountClosed"), "does not let this account"),
    (REPORTS, 401, refusal(401, "NoLinkedYouTubeAccount"), "does not let this account"),
    (CHANNELS, 403, NOT_CONFIGURED, "Google project"),
    (CHANNELS, 400, BAD_KEY, "Google project"),
    (VIDEOS, 401, refusal(401, "authError"), "does not let this account"),
    (LIST, 403, refusal(403, "forbidden"), "does not let this account"),
]


@pytest.mark.parametrize("case", A_PERSON, ids=lambda case: f"{A_PERSON.index(case)}")
def test_what_only_a_person_can_mend_is_handed_over(case, platforms, youtube, clock):
    *answer, words = case
    says(platforms, *answer)
    run = poll(clock)
    account = Account.objects.get()
    assert run.state == State.FAILED
    assert words in account.trouble == run.reason
    assert (account.grant_lost_at is not None) == ("grant has ended" in words)
    # And the schedule leaves the account alone.
    clock.now += timedelta(days=1)
    platforms.seen.clear()
    assert poll_what_is_due(clock) == 0
    assert platforms.seen == []


GONE = [
    (CHANNELS, 404, refusal(404, "channelNotFound"), "no such channel"),
    (CHANNELS, 200, {"kind": "youtube#channelListResponse"}, "no such channel"),
    (LIST, 404, refusal(404, "playlistNotFound"), "no list of this channel's uploads"),
    (VIDEOS, 404, refusal(404, "videoNotFound"), "no such channel"),
]


@pytest.mark.parametrize("case", GONE, ids=lambda case: f"{GONE.index(case)}")
def test_what_is_gone_is_told_and_no_figure_becomes_zero(case, platforms, youtube, clock):
    *answer, words = case
    poll_by_hand(youtube, clock)
    PollRun.objects.all().update(trigger="hand")
    before = [reading.value for reading in youtube.readings.order_by("pk")]
    clock.now += timedelta(days=1)
    says(platforms, *answer)
    poll_what_is_due(clock)
    run = PollRun.objects.latest("pk")
    assert run.state == State.FAILED
    assert words in run.reason
    account = Account.objects.get()
    assert account.trouble == ""
    assert account.next_poll_at > clock.now
    known = [reading.value for reading in youtube.readings.order_by("pk")]
    assert known[: len(before)] == before
    assert None not in known
    assert account.posts.get().readings.filter(metric="viewCount").latest("version").value == 10


BUGS = [
    (REPORTS, 400, refusal(400, "badRequest", "The query is not supported."), "support this query"),
    (REPORTS, 400, refusal(400, "incompatibleParameters"), "support this query"),
    (CHANNELS, 400, refusal(400, "badRequest"), "support this query"),
    (VIDEOS, 400, refusal(400, "badRequest"), "support this query"),
    (LIST, 400, refusal(400, "invalidPageToken"), "page token"),
    (VIDEOS, 200, b"[]", "not an object"),
]


@pytest.mark.parametrize("case", BUGS, ids=lambda case: f"{BUGS.index(case)}")
def test_a_fault_of_ours_is_told_and_not_tried_again(case, platforms, youtube, clock):
    *answer, words = case
    says(platforms, *answer)
    run = poll(clock)
    assert run.state in (State.FAILED, State.PARTIAL)
    assert words in run.reason
    assert run.ended_at == clock.now
    assert Account.objects.get().trouble == ""
    assert poll_what_is_due(clock) == 0
