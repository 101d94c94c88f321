"""The watchdog: quiet while all is well, loud within its grace when polls stop, hang or queue."""

import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from media_ingest.allowances import Allowances, Bucket
from media_ingest.models import Account, Alert, PollRun, RawAnswer
from media_ingest.watchdog import watch

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def daily(settings):
    settings.POLL_EVERY_SECONDS = 86400
    settings.ALERT_EMAILS = ["desk@example.org"]


def good_poll(account: Account, at: datetime) -> None:
    """Leave behind what a good poll by schedule leaves."""
    PollRun.objects.create(
        account=account, trigger="schedule", state="done", attempts=1, due_at=at, not_before=at,
        started_at=at, ended_at=at + timedelta(minutes=2),
    )  # fmt: skip
    Account.objects.filter(pk=account.pk).update(next_poll_at=at + DAY, grant_checked_at=at)


def kinds(now: datetime) -> list[str]:
    return [alert.kind for alert in watch(now)]


def first_alarm(start: datetime, *, hours: int, quiet: int = 0) -> tuple[timedelta, list[str]]:
    """Watch every quarter of an hour, as cron would, until it barks.

    For the first ``quiet`` hours every fourth will do: it must not bark then.
    """
    assert [kinds(start + hour * HOUR) for hour in range(0, quiet, 4)] == [[]] * -(-quiet // 4)
    for quarter in range(quiet * 4, hours * 4):
        now = start + quarter * HOUR / 4
        if found := kinds(now):
            return now - start, found
    raise AssertionError(f"silent for {hours} hours")


def run(*words: str, now: datetime) -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command("watchdog", *words, now=now.isoformat(), stdout=out)
    except SystemExit as ended:
        return ended.code, out.getvalue()
    return 0, out.getvalue()


def test_thirty_quiet_days_are_thirty_days_without_an_alarm(facebook, youtube, clock):
    for _day in range(30):
        for account in (facebook, youtube):
            good_poll(account, clock())
        for hours in (0.5, 12, 23.9):
            assert kinds(clock() + hours * HOUR) == []
        clock.now += DAY
    assert not Alert.objects.exists()
    assert mail.outbox == []


def test_a_poll_that_is_a_little_late_each_day_is_no_alarm(facebook, clock):
    for _day in range(10):
        good_poll(facebook, clock())
        assert kinds(clock() + 25.5 * HOUR)[1:] == []
        Account.objects.update(next_poll_at=clock() + 26 * HOUR)
        clock.now += 25.7 * HOUR


def test_polls_that_stop_are_noticed_within_a_period_and_its_grace(facebook, clock):
    good_poll(facebook, clock())
    # The scheduler plans them and they come to nothing: only the good poll is missing.
    Account.objects.update(next_poll_at=clock() + 90 * DAY)
    after, found = first_alarm(clock(), hours=30, quiet=25)
    assert found == ["poll-missed"]
    assert timedelta(hours=26) < after <= timedelta(hours=26.5)


def test_a_stopped_scheduler_is_noticed_within_half_an_hour_of_the_next_due_time(facebook, clock):
    good_poll(facebook, clock())
    after, found = first_alarm(clock(), hours=30, quiet=24)
    assert found == ["scheduler-silent"]
    assert DAY <= after - timedelta(minutes=30) <= DAY + timedelta(minutes=15)
    assert mail.outbox[0].body.count("nobody takes them up") == 1


def test_a_stopped_worker_is_noticed_by_what_waits(facebook, clock):
    good_poll(facebook, clock())
    PollRun.objects.create(
        account=facebook, trigger="schedule", due_at=clock() + HOUR, not_before=clock() + HOUR
    )
    after, found = first_alarm(clock(), hours=2)
    assert (after, found) == (timedelta(hours=1.5), ["scheduler-silent"])


def test_a_poll_that_waits_for_its_quota_is_no_silence(facebook, clock):
    good_poll(facebook, clock())
    PollRun.objects.create(
        account=facebook, trigger="schedule", due_at=clock() + HOUR, not_before=clock() + 20 * HOUR
    )
    assert kinds(clock() + 19 * HOUR) == []


@pytest.mark.parametrize("lease", [timedelta(minutes=5), 10 * HOUR])
def test_a_hanging_poll_is_noticed_within_half_an_hour(lease, facebook, clock):
    """Left by its worker, or held on to for ever."""
    good_poll(facebook, clock() - HOUR)
    PollRun.objects.create(
        account=facebook, trigger="schedule", state="running", attempts=1, due_at=clock(),
        not_before=clock(), started_at=clock(), lease_until=clock() + lease,
    )  # fmt: skip
    after, found = first_alarm(clock(), hours=2)
    assert found == ["poll-hangs"]
    assert after == timedelta(minutes=45)  # the first look after half an hour
    PollRun.objects.update(state="done", ended_at=clock())
    assert kinds(clock() + HOUR) == []
    assert not Alert.objects.open().exists()


def test_a_second_attempt_after_a_long_wait_does_not_hang(facebook, clock):
    good_poll(facebook, clock() - HOUR)
    PollRun.objects.create(
        account=facebook, trigger="schedule", state="running", attempts=2, due_at=clock(),
        not_before=clock() + 12 * HOUR, started_at=clock(),
        lease_until=clock() + 12.1 * HOUR,
    )  # fmt: skip
    assert kinds(clock() + 12.2 * HOUR) == []


def test_what_is_paused_or_waits_for_a_person_is_not_missed(facebook, youtube, clock):
    Account.objects.filter(pk=facebook.pk).update(paused=True)
    Account.objects.filter(pk=youtube.pk).update(trouble="reconnect")
    assert kinds(clock() + 10 * DAY) == ["needs-person"]


def test_after_a_pause_the_time_runs_from_its_end(facebook, clock):
    good_poll(facebook, clock())
    resumed = clock() + 10 * DAY
    Account.objects.update(resumed_at=resumed)
    assert kinds(resumed + timedelta(minutes=10)) == []
    assert kinds(resumed + timedelta(minutes=40)) == ["scheduler-silent"]


def test_a_bucket_that_is_closed_for_long_is_told_until_it_opens(youtube, clock):
    good_poll(youtube, clock())
    gate = Allowances("youtube", "client-1", {"general": Bucket(10_000, "units")})
    gate.close("general", until=clock() + 5 * HOUR, now=clock())
    assert kinds(clock()) == []
    gate.close("general", until=clock() + 20 * HOUR, now=clock())
    assert kinds(clock()) == ["allowance-closed"]
    assert kinds(clock() + 19 * HOUR) == ["allowance-closed"]
    assert kinds(clock() + 21 * HOUR) == []
    assert len(mail.outbox) == 1


def test_raw_answers_that_should_be_gone_are_told(facebook, clock):
    good_poll(facebook, clock())
    RawAnswer.objects.create(
        sha256="a" * 64, platform="youtube", path="x", size=1, received_at=clock(),
        keep_until=clock() - 25 * HOUR,
    )  # fmt: skip
    assert kinds(clock()) == []
    assert kinds(clock() + 2 * HOUR) == ["deletion-late"]


def test_mails_that_do_not_go_out_are_shown_though_they_cannot_be_told(facebook, clock, settings):
    settings.ALERT_EMAILS = []
    Account.objects.update(trouble="reconnect")
    assert kinds(clock()) == ["needs-person"]
    found = watch(clock() + HOUR)
    assert [one.kind for one in found] == ["needs-person", "mail-stuck"]
    settings.ALERT_EMAILS = ["desk@example.org"]
    assert kinds(clock() + 2 * HOUR) == ["needs-person"]
    assert len(mail.outbox) == 1


def test_a_grant_that_ends_is_seen_also_when_no_poll_is_made(facebook, clock):
    good_poll(facebook, clock())
    Account.objects.update(grant_expires_at=clock() + 10 * DAY)
    # It is told, but nothing is wrong yet.
    assert run(now=clock()) == (0, "All well.\n")
    assert Alert.objects.get().kind == "grant-ends"
    assert len(mail.outbox) == 1


def test_the_command_prints_a_line_each_and_ends_with_status_one(facebook, clock):
    good_poll(facebook, clock())
    assert run(now=clock()) == (0, "All well.\n")
    status, said = run(now=clock() + 2 * DAY)
    assert status == 1
    assert len(said.splitlines()) == 2
    assert "has had no good poll since 8 October 2026" in said
    status, said = run("--json", now=clock() + 2 * DAY)
    assert status == 1
    assert [one["mailed"] for one in json.loads(said)] == [True, True]
    assert len(mail.outbox) == 1
    good_poll(facebook, clock() + 2 * DAY)
    assert json.loads(run("--json", now=clock() + 2 * DAY)[1]) == []


def test_all_well_is_told_outside_and_trouble_is_not(platforms, facebook, clock):
    good_poll(facebook, clock())
    address = f"{platforms.url}alive/uuid"
    assert run("--ping", address, now=clock() + 3 * DAY)[0] == 1
    assert platforms.seen == []
    good_poll(facebook, clock() + 3 * DAY)
    with pytest.raises(CommandError, match=r"HTTP 40\d"):  # nobody listens there
        run("--ping", address, now=clock() + 3 * DAY)
    assert [path for path, _query in platforms.seen] == ["/alive/uuid"]


@pytest.mark.parametrize(
    "address", ["http://example.org/x", "ftp://example.org/x", "https://", "x", "http://[::1"]
)
def test_only_a_safe_address_is_told(address, db):
    with pytest.raises(CommandError, match="--ping must be an https address"):
        run("--ping", address, now=datetime(2026, 10, 8, tzinfo=UTC))


def test_an_address_that_does_not_answer_is_not_repeated(facebook, clock):
    good_poll(facebook, clock())
    with pytest.raises(CommandError) as refusal:
        run("--ping", "http://127.0.0.1:9/hushhush", now=clock())
    assert "the connection failed" in str(refusal.value)
    assert "hushhush" not in str(refusal.value)
