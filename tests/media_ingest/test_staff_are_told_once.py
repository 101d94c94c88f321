"""Alerts: raised when a person is needed, one a cause, over when the cause is over."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from media_ingest.alert_words import WORDS, what_happened, what_to_do
from media_ingest.alerting import Cause, Kind, raise_alert, resolve_alert
from media_ingest.connecting import connect_account
from media_ingest.models import Account, Alert, Metric, PollRun
from media_ingest.polling import poll_by_hand, poll_what_is_due
from media_ingest.telling import tell_standing
from tests.media_ingest.canaries import PAGE, TOKEN

pytestmark = pytest.mark.django_db


def standing() -> dict[str, str]:
    return {alert.kind: what_happened(alert) for alert in Alert.objects.open()}


def test_a_dead_token_is_told_once_and_is_over_when_somebody_connects_again(
    platforms, facebook, clock
):
    platforms.breaks("/", "dead_token")
    for _ in range(3):
        poll_by_hand(facebook, clock)
        clock.now += timedelta(hours=1)
    told = Alert.objects.get(kind=Kind.NEEDS_PERSON)
    assert Account.objects.get().trouble in what_happened(told)
    assert "connect the account again" in what_to_do(told)

    platforms.mend()
    again = connect_account(
        platform="facebook",
        channel_slug="facebook",
        external_id=PAGE,
        secrets={"token": TOKEN},
        now=clock(),
    )
    poll_by_hand(again, clock)
    assert not Alert.objects.open().exists()
    assert Alert.objects.get(pk=told.pk).resolved_at == clock()


def test_a_poll_that_is_given_up_is_told_and_over_with_the_next_good_one(
    platforms, facebook, clock
):
    platforms.breaks("/", "500")
    for _ in range(6):
        poll_what_is_due(clock)
        clock.now += timedelta(minutes=9)
    assert PollRun.objects.filter(state="dead").exists()
    assert "given up after 5 attempts" in standing()[Kind.POLL_GIVEN_UP]
    assert Alert.objects.count() == 1

    platforms.mend()
    clock.now += timedelta(hours=1)
    poll_what_is_due(clock)
    assert not standing()


def test_a_poll_whose_workers_all_died_is_told_too(platforms, facebook, clock):
    PollRun.objects.create(
        account=facebook, trigger="schedule", state="running", attempts=5,
        due_at=clock() - timedelta(hours=2), not_before=clock() - timedelta(hours=2),
        started_at=clock() - timedelta(hours=2), lease_until=clock() - timedelta(hours=1),
    )  # fmt: skip
    Account.objects.update(next_poll_at=clock() + timedelta(hours=1))
    poll_what_is_due(clock)
    assert "the worker stopped" in standing()[Kind.POLL_GIVEN_UP]


def test_a_dead_metric_is_told_with_when_it_is_asked_again(platforms, facebook, clock):
    again = clock() + timedelta(days=7)
    Metric.objects.create(
        account=facebook, subject="account", name="page_fans", period="day", state="dead",
        reason="no longer valid", since=clock(), checked_at=clock(), ask_again_at=again,
    )  # fmt: skip
    poll_by_hand(facebook, clock)
    told = Alert.objects.get(kind=Kind.METRIC_DEAD)
    assert "“page_fans” (day): no longer valid" in what_happened(told)
    assert "15 October 2026" in what_to_do(told)

    Metric.objects.filter(name="page_fans").update(state="answers")
    poll_by_hand(facebook, clock)
    assert not standing()


def test_another_version_than_the_one_asked_for_is_told(platforms, facebook, clock, settings):
    settings.FACEBOOK_API_VERSION = "v99.0"
    poll_by_hand(facebook, clock)
    run = PollRun.objects.get()
    expected = bool(run.version_served) and run.version_served != "v99.0"
    assert (Kind.VERSION_DIFFERS in standing()) == expected
    run.version_served = "v26.0"
    from media_ingest.telling import tell_after_poll

    tell_after_poll(facebook, run, now=clock())
    assert "version v99.0 of its API and answered with v26.0" in standing()[Kind.VERSION_DIFFERS]
    settings.FACEBOOK_API_VERSION = "v26.0"
    tell_after_poll(facebook, run, now=clock())
    assert not standing()


@pytest.mark.parametrize(("days", "told"), [(15, False), (14, True), (1, True)])
def test_a_grant_that_ends_is_told_fourteen_days_before(days, told, platforms, facebook, clock):
    Account.objects.update(grant_expires_at=clock() + timedelta(days=days))
    poll_by_hand(facebook, clock)
    assert (Kind.GRANT_ENDS in standing()) == told


def test_what_will_be_deleted_is_told_with_its_day(platforms, youtube, clock):
    Account.objects.update(grant_lost_at=clock() - timedelta(days=3))
    platforms.breaks("/token", "dead_token")
    poll_by_hand(youtube, clock)
    # A day before the thirty are over.
    assert "is deleted on 3 November 2026" in standing()[Kind.DELETION_NEAR]
    platforms.mend()
    poll_by_hand(youtube, clock)
    assert Kind.DELETION_NEAR not in standing()


@pytest.mark.parametrize(("days", "told"), [(14, False), (15, True), (29, True), (30, False)])
def test_a_channel_that_nobody_polls_is_told_a_fortnight_before_it_is_emptied(
    days, told, youtube, clock
):
    Account.objects.update(paused=True)
    clock.now += timedelta(days=days)
    tell_standing(Account.objects.get(), now=clock())
    assert (Kind.DELETION_NEAR in standing()) == told
    if told:
        assert "is deleted on 6 November 2026" in standing()[Kind.DELETION_NEAR]


def test_raising_again_keeps_one_alert_with_the_newest_facts(facebook, clock):
    for reason in ("a", "a", "b"):
        cause = Cause(about="account:1", account=facebook, details={"reason": reason})
        raise_alert(Kind.NEEDS_PERSON, cause, now=clock())
    assert Alert.objects.get().details == {"reason": "b"}


def test_what_comes_and_goes_is_the_same_alert_for_a_while(clock, db):
    cause = Cause(about="youtube:x:general", details={"until_at": clock()})
    raise_alert(Kind.ALLOWANCE_CLOSED, cause, now=clock())
    Alert.objects.update(mailed_at=clock())
    for days in (1, 1, 8):
        clock.now += timedelta(hours=10)
        assert resolve_alert(Kind.ALLOWANCE_CLOSED, cause.about, now=clock())
        clock.now += timedelta(days=days, hours=-10)
        raise_alert(Kind.ALLOWANCE_CLOSED, cause, now=clock())
    assert [alert.mailed_at is None for alert in Alert.objects.order_by("pk")] == [False, True]


def test_every_kind_has_words_that_bear_missing_facts():
    for kind in Alert.Kind:
        alert = Alert(kind=kind, about="x")
        assert "%(" not in what_happened(alert) + what_to_do(alert)
    assert set(WORDS) == set(Alert.Kind)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_raise_one_alert(clock):
    """The second waits for the first to commit, and then finds the key taken."""
    cause = Cause(about="x", details={"since_at": clock()})

    def other() -> None:
        raise_alert(Kind.SCHEDULER_SILENT, cause, now=clock())
        connections.close_all()

    thread = threading.Thread(target=other)
    with transaction.atomic():
        raise_alert(Kind.SCHEDULER_SILENT, cause, now=clock())
        thread.start()
        thread.join(0.5)
        assert thread.is_alive()
    thread.join(10)
    assert Alert.objects.count() == 1
    assert connection.vendor == "postgresql"
