"""What a platform can do to us: no stored figure moves, the run says why, ``poll`` says so too."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command

from campaigns.models import Entry
from media_ingest.facebook.metrics import PAGE_METRICS
from media_ingest.models import Account, PollRun, Reading
from media_ingest.polling import poll_by_hand
from tests.media_ingest.canaries import CLIENT_SECRET, REFRESH, TOKEN

pytestmark = pytest.mark.django_db

INSIGHTS, REPORTS, SIGN_IN = "/insights", "/v2/reports", "/token"
# Where it breaks, how, and what the reason says.
FAULTS = [
    ("facebook", INSIGHTS, "500", "HTTP 500"),
    ("facebook", INSIGHTS, "hang", "no answer in time"),
    ("facebook", INSIGHTS, "drip", "no answer in time"),
    ("facebook", INSIGHTS, "huge", "an answer longer than we take"),
    ("facebook", INSIGHTS, "close", "the connection failed or was closed"),
    ("facebook", INSIGHTS, "html", "an HTML page instead of JSON"),
    ("facebook", INSIGHTS, "truncated", "an answer cut short"),
    ("facebook", INSIGHTS, "empty_body", "an empty answer"),
    ("facebook", INSIGHTS, "empty_list", "Facebook sent no data"),
    ("facebook", INSIGHTS, "dead_metric", "Facebook no longer knows this metric (code 100"),
    ("facebook", INSIGHTS, "dead_token", "the access token has expired"),
    ("facebook", INSIGHTS, "401", "the access token is no longer valid"),
    ("facebook", INSIGHTS, "throttled", "Facebook's call limit is reached (code 32"),
    ("facebook", INSIGHTS, "redirect", "HTTP 302"),
    ("youtube", REPORTS, "redirect", "HTTP 302"),
    ("youtube", REPORTS, "500", "HTTP 500"),
    ("youtube", REPORTS, "hang", "no answer in time"),
    ("youtube", REPORTS, "drip", "no answer in time"),
    ("youtube", REPORTS, "huge", "an answer longer than we take"),
    ("youtube", REPORTS, "close", "the connection"),
    ("youtube", REPORTS, "html", "an HTML page instead of JSON"),
    ("youtube", REPORTS, "truncated", "an answer cut short"),
    ("youtube", REPORTS, "empty_body", "instead of JSON"),
    ("youtube", REPORTS, "empty_list", "YouTube sent no data"),
    ("youtube", REPORTS, "no_rows_key", "YouTube sent no data"),
    ("youtube", REPORTS, "dead_metric", "YouTube does not support this query"),
    ("youtube", REPORTS, "401", "does not let this account read the channel"),
    ("youtube", REPORTS, "quota_403", "the daily quota of YouTube calls is spent"),
    ("youtube", REPORTS, "quota_429", "daily quota of YouTube calls is spent (HTTP 429"),
    ("youtube", SIGN_IN, "dead_token", "the owner's grant has ended"),
    ("youtube", SIGN_IN, "500", "Google gave no access token"),
    ("youtube", SIGN_IN, "html", "Google's sign-in answered with something that is not JSON"),
    ("youtube", SIGN_IN, "drip", "no answer in time"),
    ("youtube", SIGN_IN, "close", "the connection"),
]


def everything_stored() -> tuple[list, list]:
    readings = Reading.objects.order_by("pk").values_list("pk", "value", "last_seen_at")
    return list(readings), list(Entry.objects.order_by("pk").values_list("pk", "value"))


def poll_command(account: Account, clock) -> tuple[int, str]:
    err = io.StringIO()
    try:
        call_command(
            "poll", channel=account.channel_id, now=clock().isoformat(), stderr=err,
            stdout=io.StringIO(),
        )  # fmt: skip
    except SystemExit as end:
        return int(end.code or 0), err.getvalue()
    return 0, err.getvalue()


@pytest.mark.parametrize(("platform", "path", "fault", "words"), FAULTS)
def test_a_fault_is_recorded_and_moves_no_figure(
    platform, path, fault, words, platforms, clock, settings, request, caplog
):
    settings.PLATFORM_TIMEOUT_SECONDS = 1 if fault in {"hang", "drip"} else 5
    account = request.getfixturevalue(platform)
    assert poll_by_hand(account, clock).state == PollRun.State.DONE
    before = everything_stored()
    assert before[0]
    assert before[1]

    # Later, so that a healthy answer would have moved the figures.
    clock.now += timedelta(hours=5)
    platforms.breaks(path, fault)
    status, said = poll_command(account, clock)

    assert everything_stored() == before
    run = PollRun.objects.latest("pk")
    assert run.state == PollRun.State.FAILED
    assert words in run.reason
    assert status == 1
    assert said.strip().splitlines() == [f"{platform} ({platform}): {run.reason}"]
    assert "/elsewhere" not in [path for path, _ in platforms.seen]
    for secret in (TOKEN, REFRESH, CLIENT_SECRET):
        assert secret not in said + caplog.text

    platforms.mend()
    # A metric that was called dead is left alone for a week.
    clock.now += timedelta(days=7)
    assert poll_command(account, clock) == (0, "")
    assert everything_stored() != before


def test_one_refused_metric_does_not_stop_the_others(platforms, facebook, clock):
    platforms.breaks(INSIGHTS, "dead_metric", metric="page_total_media_view_unique")
    status, said = poll_command(facebook, clock)

    run = PollRun.objects.get()
    assert run.state == PollRun.State.PARTIAL
    assert "page_total_media_view_unique: Facebook no longer knows this metric" in run.reason
    assert status == 1
    assert run.reason in said
    stored = set(Reading.objects.values_list("metric", flat=True))
    assert stored == {*PAGE_METRICS} - {"page_total_media_view_unique"}
    known = Entry.objects.filter(value__isnull=False)
    assert set(known.values_list("key__indicator", flat=True)) == {"D2"}


def test_a_page_that_nobody_knows_is_named(platforms, facebook, clock):
    Account.objects.update(external_id="999")
    status, said = poll_command(facebook, clock)

    assert status == 1
    assert "Facebook shows no Page under this id to this token (code 100/33" in said


def test_a_channel_that_nobody_knows_is_named(platforms, youtube, clock):
    Account.objects.update(external_id="UCnobody")
    status, said = poll_command(youtube, clock)

    assert (status, "YouTube knows no such channel" in said) == (1, True)


def test_a_server_that_is_not_there_is_named(platforms, facebook, youtube, clock, settings):
    settings.FACEBOOK_GRAPH_URL = settings.YOUTUBE_API_ROOT = "http://127.0.0.1:9/"
    for account in (facebook, youtube):
        status, said = poll_command(account, clock)
        assert status == 1
        assert "the connection failed or was closed" in said
