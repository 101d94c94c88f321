"""YouTube through google-api-python-client: sign-in, columns, errors, broken rows."""

import json
from datetime import UTC, date, datetime

import pytest

from foundation.errors import (
    Gone,
    GrantEnded,
    MetricRefused,
    NeedsPerson,
    NotUnderstood,
    TryLater,
)
from media_ingest.answers import Ask
from media_ingest.youtube.client import YouTubeClient
from media_ingest.youtube.google import Roots
from media_ingest.youtube.refusals import (
    PageTokenRefused,
    PlaylistGone,
    understand,
    understand_grant,
)
from media_ingest.youtube.reports import observed, understood
from tests.media_ingest.canaries import CHANNEL, CLIENT_SECRET, REFRESH

NOW = datetime(2026, 10, 8, 3, 0, tzinfo=UTC)
ASK = Ask(metric="views", period="day", first=date(2026, 9, 1), last=date(2026, 10, 6))


class OpenGate:
    """Lets everything through and remembers what was spent and closed."""

    def __init__(self) -> None:
        self.spent: list[str] = []
        self.closed: dict[str, datetime] = {}

    def spend(self, bucket, units, *, now) -> None:
        self.spent += [bucket] * units

    def note_usage(self, bucket, percent, *, now, regain) -> None:
        raise AssertionError("YouTube tells no percentage")

    def close(self, bucket, *, until, now) -> None:
        self.closed[bucket] = until


def client(platforms, **more) -> YouTubeClient:
    given = {
        "channel_id": CHANNEL, "client_id": "c", "client_secret": CLIENT_SECRET,
        "refresh_token": REFRESH, "timeout": 5, "gate": OpenGate(), **more,
    }  # fmt: skip
    roots = Roots(api=platforms.url, analytics=platforms.url, token_uri=platforms.url + "token")
    return YouTubeClient(roots=roots, **given)


def test_views_come_by_day_up_to_the_last_processed_one(platforms):
    reader = client(platforms)
    (answer,) = reader.read(ASK, now=NOW)
    assert [seen.window_end for seen in answer.observations] == [
        date(2026, 9, 1 + n) for n in range(30)
    ] + [date(2026, 10, 1 + n) for n in range(4)]
    assert reader.title == "Nirapad demo"
    assert "metrics=views" in answer.heard.request
    assert len(answer.heard.sha256) == 64


def test_one_sign_in_and_one_look_up_serve_many_questions(platforms):
    reader = client(platforms)
    for _ in range(3):
        reader.read(ASK, now=NOW)
    paths = [path for path, _ in platforms.seen]
    assert paths == ["/token", "/youtube/v3/channels", *["/v2/reports"] * 3]


def test_an_access_token_that_ends_early_is_renewed(platforms):
    reader = client(platforms)
    reader.read(ASK, now=NOW)
    platforms.youtube.access_tokens.clear()
    assert reader.read(ASK, now=NOW)


def test_wrong_secrets_need_a_person(platforms):
    with pytest.raises(NeedsPerson, match=r"grant has ended.*\(invalid_grant\)"):
        client(platforms, refresh_token="another").read(ASK, now=NOW)
    with pytest.raises(NeedsPerson, match=r"Google project.*\(invalid_client\)"):
        client(platforms, client_secret="another").read(ASK, now=NOW)


def test_a_channel_of_another_owner_is_not_ours_to_read(platforms):
    platforms.youtube.add_channel("UCother", "other-token")
    with pytest.raises(NeedsPerson, match="does not let this account read the channel"):
        client(platforms, channel_id="UCother").read(ASK, now=NOW)
    with pytest.raises(Gone):
        client(platforms, channel_id="UCnobody").read(ASK, now=NOW)


def test_an_outage_of_the_sign_in_is_not_a_withdrawn_grant(platforms):
    platforms.breaks("/token", "500")
    with pytest.raises(TryLater):
        client(platforms).read(ASK, now=NOW)


def refusal(reason: str, **details) -> bytes:
    return json.dumps({"error": {"errors": [{"reason": reason}], **details}}).encode()


@pytest.mark.parametrize(
    ("status", "content", "kind"),
    [
        (500, b"<html>", TryLater), (502, b"", TryLater), (503, refusal("backendError"), TryLater),
        (500, refusal("internalError"), TryLater), (403, refusal("rateLimitExceeded"), TryLater),
        (429, refusal("userRateLimitExceeded"), TryLater), (429, b"slow down", TryLater),
        (403, refusal("quotaExceeded"), TryLater), (403, refusal("dailyLimitExceeded"), TryLater),
        (401, refusal("authError"), NeedsPerson), (401, b"", NeedsPerson),
        (403, refusal("accessNotConfigured"), NeedsPerson),
        (403, refusal("forbidden"), NeedsPerson),
        (403, refusal("insufficientPermissions"), NeedsPerson),
        (403, refusal("authenticatedUserAccountSuspended"), NeedsPerson),
        (401, refusal("NoLinkedYouTubeAccount"), NeedsPerson),
        (400, refusal("x", details=[{"reason": "API_KEY_INVALID"}]), NeedsPerson),
        (404, refusal("channelNotFound"), Gone), (404, refusal("playlistNotFound"), PlaylistGone),
        (400, refusal("badRequest"), MetricRefused), (400, refusal("new reason"), MetricRefused),
        (400, refusal("invalidPageToken"), PageTokenRefused), (404, refusal("videoNotFound"), Gone),
        (418, refusal("teapot"), TryLater), (302, b"", TryLater),
        (403, b'{"error": "text"}', TryLater), (403, b"[]", TryLater),
    ],
)  # fmt: skip
def test_every_row_of_the_error_table(status, content, kind):
    assert type(understand(status, content, now=NOW)) is kind


def test_a_spent_day_waits_for_midnight_in_california():
    midnight = datetime(2026, 10, 8, 7, 0, tzinfo=UTC)
    per_day = refusal("rateLimitExceeded", details=[{"metadata": {"quota_unit": "1/d/{project}"}}])
    assert understand(403, refusal("quotaExceeded"), now=NOW).after == midnight
    assert understand(429, per_day, now=NOW).after == midnight
    in_a_minute = understand(429, refusal("rateLimitExceeded"), now=NOW).after
    assert (in_a_minute - NOW).total_seconds() >= 60


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("invalid_grant", GrantEnded), ("invalid_client", NeedsPerson),
        ("deleted_client", NeedsPerson), ("admin_policy_enforced", NeedsPerson),
        ("internal_failure", TryLater), (None, TryLater), ({"x": 1}, TryLater),
    ],
)  # fmt: skip
def test_every_word_of_the_token_endpoint(error, kind):
    assert type(understand_grant(error)) is kind


HEADERS = [{"name": "day"}, {"name": "views"}]


def values(body) -> list:
    return [seen.value for seen in observed(body, ASK, now=NOW)]


def test_columns_are_found_by_name():
    body = {
        "columnHeaders": [{"name": "likes"}, {"name": "views"}, {"name": "day"}],
        "rows": [[1, 7, "2026-10-01"]],
    }
    assert values(body) == [7]


@pytest.mark.parametrize(
    "row",
    [
        ["2026-10-01", "7"], ["2026-10-01", None], ["2026-10-01", -7], ["2026-10-01", 7.5],
        ["2026-10-01"], ["2026-10-01", 7, 8], ["October", 7], [None, 7], [20261001, 7],
        ["2026-10-07", 0], ["2027-01-01", 0], "row", None, {},
    ],
    ids=json.dumps,
)  # fmt: skip
def test_a_broken_row_is_a_gap_and_never_a_zero(row):
    assert values({"columnHeaders": HEADERS, "rows": [row]}) in ([], [None])


def test_no_rows_is_no_data():
    assert values({"columnHeaders": HEADERS}) == []
    assert values({"rows": None}) == []
    with pytest.raises(NotUnderstood):
        values({"columnHeaders": [{"name": "day"}], "rows": [["2026-10-01"]]})


def test_a_body_that_is_no_object_is_not_understood():
    with pytest.raises(NotUnderstood):
        understood(b"[1]")
    with pytest.raises(TryLater, match="cut short"):
        understood(b'{"rows": [')
