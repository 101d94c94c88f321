"""The work table: doubled ticks, workers killed anywhere, leases, backing off, giving up."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.models import Entry
from media_ingest import figures, polling, work_table
from media_ingest.models import Account, AccountQuerySet, PollRun, Reading
from media_ingest.tasks import poll_due_accounts

pytestmark = pytest.mark.django_db
LEASE = timedelta(seconds=300)
State = PollRun.State


class Killed(BaseException):
    """As ``kill -9``: nothing between here and the kernel gets to tidy up."""


def test_a_tick_that_comes_again_finds_the_run_under_way(facebook, clock):
    assert (work_table.plan(clock()), work_table.plan(clock())) == (1, 0)
    assert PollRun.objects.count() == 1


@pytest.mark.parametrize("ended", [False, True])
def test_two_ticks_at_the_same_moment_make_one_run(ended, facebook, clock, monkeypatch):
    due_at = facebook.next_poll_at
    work_table.plan(clock())
    if ended:
        PollRun.objects.update(state=State.DONE)
    # The other scheduler read the accounts before this one wrote.
    facebook.next_poll_at = due_at
    monkeypatch.setattr(AccountQuerySet, "due", lambda *_: [facebook])
    work_table.plan(clock())

    assert PollRun.objects.count() == 1
    assert Account.objects.get().next_poll_at > clock()


def test_two_workers_that_see_one_run_do_not_both_get_it(facebook, clock):
    work_table.plan(clock())
    assert work_table.claim_next(clock()) is not None
    assert work_table.claim_next(clock()) is None


def test_a_worker_killed_while_asking_is_followed_by_another(
    platforms, facebook, clock, monkeypatch
):
    def die(*args, **kwargs):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(polling, "ask_for_figures", die)
        with pytest.raises(Killed):
            polling.poll_what_is_due(clock)
    assert polling.poll_what_is_due(clock) == 0  # The lease still runs.

    clock.now += LEASE
    assert polling.poll_what_is_due(clock) == 1
    run = PollRun.objects.get()
    assert (run.state, run.attempts) == (State.DONE, 2)
    assert Reading.objects.exists()


def die_after(module, step, monkeypatch):
    """Let a worker die right after a step was done."""
    real = getattr(module, step)

    def do_and_die(*args, **kwargs):
        real(*args, **kwargs)
        raise Killed

    monkeypatch.setattr(module, step, do_and_die)


@pytest.mark.parametrize("last_step", ["keep", "post_stated"])
def test_a_worker_killed_while_writing_leaves_all_of_a_round_or_nothing(
    last_step, platforms, facebook, clock, monkeypatch
):
    with monkeypatch.context() as patched:
        die_after(figures, last_step, patched)
        with pytest.raises(Killed):
            polling.poll_what_is_due(clock)
    assert (Reading.objects.count(), Entry.objects.count()) == (0, 0)

    clock.now += LEASE
    polling.poll_what_is_due(clock)
    assert Reading.objects.filter(version__gt=1).count() == 0
    assert Entry.objects.filter(version__gt=1).count() == 0
    assert PollRun.objects.get().state == State.DONE


def test_a_worker_killed_after_the_figures_is_followed_by_one_that_finds_them(
    platforms, facebook, clock, monkeypatch
):
    with monkeypatch.context() as patched:
        die_after(polling, "_note_on_account", patched)
        with pytest.raises(Killed):
            polling.poll_what_is_due(clock)
    written = Reading.objects.count()
    assert (written > 0, PollRun.objects.get().state) == (True, State.RUNNING)

    clock.now += LEASE
    polling.poll_what_is_due(clock)
    assert Reading.objects.filter(version=1).count() == written
    assert (PollRun.objects.get().state, PollRun.objects.get().attempts) == (State.DONE, 2)


def test_a_worker_that_wakes_after_its_lease_writes_nothing(platforms, facebook, clock):
    work_table.plan(clock())
    slow = work_table.claim_next(clock())
    clock.now += LEASE
    assert polling.poll_what_is_due(clock) == 1
    counts = (Reading.objects.count(), Entry.objects.count())

    clock.now += timedelta(hours=2)  # Its answers would differ by now.
    outcome = polling._poll(slow, clock)

    assert outcome.reason == "another worker took this poll over"
    assert (Reading.objects.count(), Entry.objects.count()) == counts
    assert PollRun.objects.get().attempts == 2


def test_of_two_workers_on_one_run_only_the_second_writes(platforms, facebook, clock):
    work_table.plan(clock())
    first = work_table.claim_next(clock())
    clock.now += LEASE
    second = work_table.claim_next(clock())

    assert polling._poll(first, clock).reason == "another worker took this poll over"
    assert (Reading.objects.count(), PollRun.objects.get().state) == (0, State.RUNNING)
    assert polling._poll(second, clock).state == State.DONE
    assert Reading.objects.filter(version__gt=1).count() == 0


def test_an_outage_is_tried_again_and_then_given_up(platforms, facebook, youtube, clock):
    platforms.breaks("/insights", "500")
    tries = []
    for _ in range(8):
        polling.poll_what_is_due(clock)
        run = PollRun.objects.filter(account=facebook).earliest("pk")
        tries.append((run.state, run.attempts))
        clock.now = max(run.not_before, clock.now)

    assert tries[:4] == [(State.DUE, n) for n in (1, 2, 3, 4)]
    assert tries[4:] == [(State.DEAD, 5)] * 4
    # The poison account stopped nobody, and has another chance at its next due time.
    assert PollRun.objects.filter(account=youtube, state=State.DONE).exists()
    facebook.refresh_from_db()
    assert (facebook.trouble, facebook.next_poll_at > run.due_at) == ("", True)


def test_each_wait_is_longer_than_the_last():
    waits = [work_table.backoff(attempts) for attempts in (1, 2, 3, 4)]
    assert waits == sorted(waits)
    assert timedelta(seconds=30) <= waits[0] <= timedelta(seconds=45)
    assert waits[3] <= timedelta(minutes=6)


def test_a_named_waiting_time_is_kept(platforms, youtube, clock):
    platforms.breaks("/v2/reports", "quota_403")
    polling.poll_what_is_due(clock)
    run = PollRun.objects.get()
    # Quotas are filled at midnight in California, 07:00 UTC in October.
    assert run.not_before >= clock.now.replace(hour=7)
    assert run.attempts == 1


def test_a_throttled_page_is_not_asked_for_more(platforms, facebook, clock):
    platforms.breaks("/insights", "throttled")
    polling.poll_what_is_due(clock)
    assert len(platforms.seen) == 1
    assert PollRun.objects.get().not_before >= clock() + timedelta(hours=1)


def test_a_run_whose_worker_dies_each_time_is_given_up(facebook, clock):
    for _ in range(7):
        work_table.bury(clock())
        work_table.plan(clock())
        work_table.claim_next(clock())
        clock.now += LEASE
    first = PollRun.objects.earliest("pk")
    assert (first.state, first.attempts, first.reason) == (State.DEAD, 5, work_table.DIED)


def test_a_poll_by_hand_that_died_is_closed_and_never_taken_up(facebook, clock):
    work_table.start_by_hand(facebook, clock())
    clock.now += LEASE
    Account.objects.update(paused=True)
    assert polling.poll_what_is_due(clock) == 0
    assert PollRun.objects.get().state == State.FAILED


def test_a_dead_token_stops_the_schedule_until_a_person_has_acted(platforms, facebook, clock):
    platforms.breaks("/insights", "dead_token")
    polling.poll_what_is_due(clock)
    facebook.refresh_from_db()
    assert "expired" in facebook.trouble

    clock.now += timedelta(days=2)
    assert polling.poll_what_is_due(clock) == 0
    assert PollRun.objects.count() == 1
    platforms.mend()
    assert polling.poll_by_hand(facebook, clock).state == State.DONE
    facebook.refresh_from_db()
    assert facebook.trouble == ""
    assert polling.poll_what_is_due(clock) == 1


def test_a_token_that_dies_while_a_new_one_is_connected_troubles_nobody(platforms, facebook, clock):
    platforms.breaks("/insights", "dead_token")
    work_table.plan(clock())
    run = work_table.claim_next(clock())
    Account.objects.update(connected_at=clock() + timedelta(seconds=1))
    polling._poll(run, clock)
    facebook.refresh_from_db()
    assert facebook.trouble == ""


def test_a_paused_account_is_left_alone(platforms, facebook, clock):
    Account.objects.update(paused=True)
    assert polling.poll_what_is_due(clock) == 0
    assert not PollRun.objects.exists()


def test_an_older_poll_that_ends_late_tells_nothing_new(platforms, facebook, clock):
    started = clock.now
    clock.now += timedelta(hours=6)
    polling.poll_by_hand(facebook, clock)
    counts = (Reading.objects.count(), Entry.objects.count())

    clock.now = started
    outcome = polling.poll_by_hand(facebook, clock)
    assert (outcome.readings_new, outcome.entries_written) == (0, 0)
    assert (Reading.objects.count(), Entry.objects.count()) == counts


def test_the_task_reads_the_clock_and_polls(platforms, facebook, clock):
    clock.now = timezone.now() + timedelta(seconds=5)
    poll_due_accounts()
    assert PollRun.objects.get().state == State.DONE
