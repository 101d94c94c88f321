"""A consent that ends opens one case, with a task and a clock for each copy, until all are gone."""

import datetime as dt
import threading
from smtplib import SMTPServerDisconnected
from unittest.mock import patch

import pytest
from django.core import mail
from django.db import DatabaseError, connections, transaction
from django.urls import reverse

from campaigns.models import Assignment
from crm_videos import ports
from crm_videos.asking import ConsentRefused
from crm_videos.consent import newest_consent
from crm_videos.copies.proving import NotProven, prove_gone_by_hand
from crm_videos.models import Copy, Takedown, Withdrawal
from crm_videos.overdue import CLAIM, tell_of_overdue
from crm_videos.taking_down import LEASE, MOST_ATTEMPTS, _claim, take_down_what_is_due
from crm_videos.tasks import see_to_withdrawals
from crm_videos.withdrawing import _has_run_out, open_cases_of_ended_consents
from foundation.triggers import triggers_stand
from tests.crm_videos.conftest import NOW, browser_of, colleague
from tests.crm_videos.withdrawn_world import DAY, Told

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
State = Takedown.State


@pytest.fixture
def told(testimony, recorder) -> Told:
    return Told(testimony, recorder)


@pytest.fixture
def port(monkeypatch):
    """Let a test say what Facebook answers, one after the other."""
    answers: list = []

    def ask(copy, now):
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setitem(ports._take_down, "facebook", ask)
    return answers


def task_of(copy: Copy) -> Takedown:
    return Takedown.objects.get(copy=copy)


# --- The case --------------------------------------------------------------------------


def test_each_copy_gets_a_task_and_a_clock_in_the_transaction_of_the_withdrawal(told):
    for kind in ("facebook", "youtube", "factsheet", "file", "other", "page", "offline"):
        told.copy(kind)
    case = told.withdraw()
    hours = {
        task.copy.kind: (task.due_at - case.opened_at) / dt.timedelta(hours=1)
        for task in case.takedowns.all()
    }
    week = 7 * 24
    assert hours == {
        "facebook": 24, "youtube": 24, "factsheet": week, "file": week, "other": week,
        "page": 0, "offline": 0,
    }  # fmt: skip


def test_a_withdrawal_that_is_rolled_back_leaves_no_case(told):
    with transaction.atomic():
        told.withdraw()
        transaction.set_rollback(True)
    assert not Withdrawal.objects.exists()
    assert told.seen() == 1


def test_who_withdraws_twice_opens_one_case(told):
    told.withdraw()
    with pytest.raises(ConsentRefused), transaction.atomic():
        told.withdraw()
    assert Withdrawal.objects.count() == 1


def test_a_consent_that_runs_out_opens_one_case_however_often_it_is_swept(told):
    told.copy()
    assert open_cases_of_ended_consents(NOW + 30 * DAY) == 0
    assert [open_cases_of_ended_consents(NOW + 31 * DAY) for _each in range(3)] == [1, 0, 0]
    case = Withdrawal.objects.get()
    assert (case.why, case.opened_by, case.takedowns.count()) == ("expired", None, 1)


def test_who_withdraws_what_has_run_out_opens_no_second_case(told):
    open_cases_of_ended_consents(NOW + 31 * DAY)
    told.withdraw(NOW + 32 * DAY)
    open_cases_of_ended_consents(NOW + 33 * DAY)
    assert Withdrawal.objects.count() == 1


def test_a_consent_that_was_renewed_in_time_opens_none(told):
    told.renew(NOW + 20 * DAY)
    assert open_cases_of_ended_consents(NOW + 31 * DAY) == 0


def test_a_consent_that_is_renewed_while_the_sweep_looks_opens_none(told):
    seen_as_over = newest_consent(told.testimony)
    told.renew(NOW + 31 * DAY)
    assert not _has_run_out(seen_as_over, NOW + 31 * DAY)
    assert not Withdrawal.objects.exists()


def test_a_copy_that_is_found_after_the_withdrawal_opens_its_task_too(told):
    case = told.withdraw()
    late = told.copy("file", NOW + DAY)
    assert task_of(late).withdrawal == case
    assert task_of(late).due_at == NOW + 8 * DAY


def test_a_page_that_is_found_after_the_withdrawal_is_cleared_by_the_next_sweep(told):
    case = told.withdraw()
    see_to_withdrawals()
    page = told.copy("page", ref="7")
    case.refresh_from_db()
    assert case.cleared_at is None
    see_to_withdrawals()
    page.refresh_from_db()
    case.refresh_from_db()
    assert page.proof == "taken-down"
    assert case.cleared_at


def test_a_copy_under_a_new_consent_opens_no_task(told):
    told.withdraw()
    told.give(NOW + DAY)
    told.copy(now=NOW + DAY)
    assert not Takedown.objects.exists()


def test_the_case_of_a_second_consent_is_a_case_of_its_own_and_knows_the_copies_left(told):
    post = told.copy()
    told.withdraw()
    told.give(NOW + DAY)
    video = told.copy("youtube", NOW + DAY)
    second = told.withdraw(NOW + 2 * DAY)
    assert {task.copy for task in second.takedowns.all()} == {post, video}
    assert Takedown.objects.filter(copy=post).count() == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_ways_in_which_a_consent_ends_at_once_are_one_case(told):
    told.copy()
    later = NOW + 31 * DAY

    def end(how) -> None:
        try:
            how(later)
        except ConsentRefused:
            pass
        finally:
            connections.close_all()

    ways = [told.withdraw, open_cases_of_ended_consents] * 3
    rivals = [threading.Thread(target=end, args=(way,), daemon=True) for way in ways]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join(timeout=60)
    assert Withdrawal.objects.count() == Takedown.objects.count() == 1
    assert told.seen() == 2


# --- Taking down --------------------------------------------------------------------------


def test_without_a_port_of_the_platform_a_person_is_told_what_to_do(told):
    copies = [told.copy(kind) for kind in ("facebook", "youtube", "factsheet", "file", "other")]
    told.withdraw()
    assert take_down_what_is_due(NOW) == 5
    assert take_down_what_is_due(NOW + DAY) == 0
    for copy in copies:
        assert task_of(copy).state == State.PERSON
        assert len(task_of(copy).words) > 40
        copy.refresh_from_db()
        assert copy.gone_at is None


def test_a_port_is_asked_until_it_is_gone_and_its_answer_is_the_proof(told, port):
    post = told.copy()
    told.withdraw()
    port += [
        ConnectionError("Canarybird"),
        ports.NotYet("Facebook is busy.", try_at=NOW + 30 * MINUTE),
        ports.Gone("error 100: the object does not exist"),
    ]
    assert take_down_what_is_due(NOW) == 1
    assert "broke off" in task_of(post).words
    assert take_down_what_is_due(NOW) == 0
    assert take_down_what_is_due(NOW + MINUTE) == 1
    assert task_of(post).words == "Facebook is busy."
    assert take_down_what_is_due(NOW + 29 * MINUTE) == 0
    assert take_down_what_is_due(NOW + 30 * MINUTE) == 1
    post.refresh_from_db()
    assert (post.proof, post.gone_by, post.gone_at) == ("platform", None, NOW + 30 * MINUTE)
    assert "100" in post.seen.open()["seen"]
    assert take_down_what_is_due(NOW + DAY) == 0


def test_what_does_not_go_by_itself_becomes_a_persons_task_and_stays_open(told, port):
    post = told.copy()
    told.withdraw()
    port += [ConnectionError()] * (MOST_ATTEMPTS + 1)
    now = NOW
    for _each in range(MOST_ATTEMPTS + 3):
        take_down_what_is_due(now)
        now += DAY
    assert (task_of(post).state, task_of(post).attempts) == (State.PERSON, MOST_ATTEMPTS)
    assert len(port) == 1
    assert Takedown.objects.open().count() == 1


def test_a_worker_that_died_is_taken_over_when_its_time_is_up(told, port):
    post = told.copy()
    told.withdraw()
    assert _claim(task_of(post), NOW)
    port.append(ports.Gone("looked"))
    assert take_down_what_is_due(NOW + LEASE - MINUTE) == 0
    assert take_down_what_is_due(NOW + LEASE) == 1
    post.refresh_from_db()
    assert post.gone_at


def test_of_two_workers_that_see_one_task_one_tries_it(told):
    post = told.copy()
    told.withdraw()
    seen_by_both = [task_of(post), task_of(post)]
    assert [_claim(task, NOW) for task in seen_by_both] == [True, False]


def test_a_worker_that_died_at_the_last_attempt_leaves_a_persons_task(told):
    post = told.copy()
    told.withdraw()
    Takedown.objects.update(attempts=MOST_ATTEMPTS, lease_until=NOW + LEASE)
    take_down_what_is_due(NOW)
    assert task_of(post).state == State.WAITING
    take_down_what_is_due(NOW + LEASE)
    assert task_of(post).state == State.PERSON


# --- Proof ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "proof", "seen"),
    [
        ("facebook", "looked", "  "),
        ("facebook", "holder", "They say so"),
        ("file", "platform", "It answers 404"),
        ("page", "looked", "It is not there"),
        ("offline", "holder", "They say so"),
        ("file", "", "They say so"),
    ],
)
def test_without_a_proof_that_fits_a_task_stays_open(told, recorder, kind, proof, seen):
    copy = told.copy(kind)
    told.withdraw()
    with pytest.raises(NotProven):
        prove_gone_by_hand(copy, proof=proof, seen=seen, by=recorder, now=NOW)
    assert Takedown.objects.open().count() == 1


def test_the_first_proof_stays_and_the_database_refuses_another_and_every_deletion(told, recorder):
    copy = told.copy()
    case = told.withdraw()
    first = prove_gone_by_hand(copy, proof="looked", seen="Not there", by=recorder, now=NOW)
    prove_gone_by_hand(copy, proof="platform", seen="Gone", by=recorder, now=NOW + DAY)
    copy.refresh_from_db()
    assert (copy.proof, copy.gone_at) == (first.proof, NOW)
    rows = Copy.objects.filter(pk=copy.pk)
    for forbidden in (
        lambda: rows.update(gone_at=None, proof=""),
        lambda: rows.update(proof="platform"),
        lambda: rows.update(kind="other"),
        lambda: Takedown.objects.all().delete(),
        lambda: Withdrawal.objects.filter(pk=case.pk)._raw_delete("default"),
        lambda: rows._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            forbidden()
    # Erasing what lies sealed, and giving it to a new key, stay possible.
    assert rows.update(details={}, seen={}) == 1
    assert triggers_stand(databases=["default"]) == []


def test_a_task_is_closed_in_the_admin_with_what_was_seen(told):
    copy = told.copy("file", where="A USB stick at a show")
    Copy.objects.filter(pk=copy.pk).update(details={"holder": "Canary Journal, desk 4"})
    case = told.withdraw()
    take_down_what_is_due(NOW)
    office = browser_of(colleague("clerk", "change_copy", "view_withdrawal", "view_copy"))
    address = reverse("consents:gone", args=[copy.pk])
    page = office.get(address).content.decode()
    assert "Canary Journal, desk 4" in page
    assert "Ring whoever has the file" in page
    refused = office.post(address, {"proof": "holder", "seen": " "})
    assert refused.status_code == 200
    assert Takedown.objects.open().count() == 1
    done = office.post(address, {"proof": "holder", "seen": "The desk deleted it"})
    assert done["Location"] == reverse("consents:case", args=[case.pk])
    assert Takedown.objects.open().count() == 0
    copy.refresh_from_db()
    assert (copy.seen.open(), str(copy.gone_by)) == ({"seen": "The desk deleted it"}, "clerk")
    assert office.get(address).status_code == 404


def test_a_copy_is_registered_by_hand_sealed_and_only_for_stories_of_ones_own(told):
    clerk = colleague("clerk", "add_copy", "view_copy")
    office = browser_of(clerk)
    form = {
        "story": told.story.pk, "kind": "file", "language": "bn", "where": "",
        "holder": "Canary Journal, desk 4", "note": "given on a USB stick",
    }  # fmt: skip
    assert office.post("/admin/copies/new/", {**form, "kind": "page"}).status_code == 200
    assert office.post("/admin/copies/new/", {**form, "holder": ""}).status_code == 200
    assert not Copy.objects.exists()
    assert office.post("/admin/copies/new/", form).status_code == 302
    copy = Copy.objects.get()
    assert (copy.made_by, copy.details.open()["holder"]) == (clerk, "Canary Journal, desk 4")
    listed = office.get("/admin/copies/").content.decode()
    assert told.testimony.code in listed
    assert "Canary" not in listed
    Assignment.objects.get(user=clerk).districts.set(["BD3026"])
    office.post("/admin/copies/new/", form)
    assert Copy.objects.count() == 1


# --- Overdue --------------------------------------------------------------------------------


def test_what_is_overdue_is_mailed_once_by_code_and_seen_in_the_admin(told, settings):
    settings.ALERT_EMAILS = ["desk@example.org"]
    told.copy(where="https://facebook.example/Canarybird")
    told.withdraw()
    assert tell_of_overdue(NOW + DAY) == 0
    assert [tell_of_overdue(NOW + DAY + one * MINUTE) for one in (1, 2, 30)] == [1, 0, 0]
    (told_of,) = mail.outbox
    assert told.testimony.code in told_of.body
    assert "Canary" not in told_of.subject + told_of.body
    Takedown.objects.update(due_at=NOW - 365 * DAY)
    office = browser_of(colleague("clerk", "view_withdrawal"))
    for address in ("/admin/", "/admin/withdrawals/", "/admin/withdrawals/?left=true"):
        body = office.get(address).content.decode()
        assert told.testimony.code in body, address
        assert "verdue" in body, address
    assert told.testimony.code not in office.get("/admin/withdrawals/?left=false").content.decode()


def test_a_mail_server_that_is_down_loses_no_overdue_copy(told, settings):
    settings.ALERT_EMAILS = ["desk@example.org"]
    told.copy()
    told.withdraw()
    late = NOW + 2 * DAY
    with patch("django.core.mail.EmailMessage.send", side_effect=SMTPServerDisconnected):
        assert tell_of_overdue(late) == 0
    assert tell_of_overdue(late + MINUTE) == 0
    assert tell_of_overdue(late + CLAIM) == 1
    assert len(mail.outbox) == 1
