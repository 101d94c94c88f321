"""The month report by mail: to colleagues who asked for it, each version once, and none lost."""

import datetime as dt
import re
import smtplib
import time
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.users.models import UserProfile

from portal.issues.by_mail import sending
from portal.issues.by_mail.leaving import token_of
from portal.issues.by_mail.models import Letter, Subscription
from portal.issues.by_mail.outbox import told_of, try_again, write_letters
from portal.issues.by_mail.sending import CLAIM, FIRST_REST, send_letters
from portal.issues.freezing import FreezingRefused, freeze
from portal.issues.models import Issue, IssueVersion
from portal.tasks import mail_month_reports
from tests.portal.at_the_door import person, signed_in
from tests.portal.issues_made import NOW, WHY, closer_and_approver, frozen_september, taken_back
from tests.simulators.smtp import MailServer, mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def september_is_out(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Two colleagues asked for the report before the issue went out; a third one did not."""
    with taken_back(django_db_blocker):
        for name, language in (("asha", "bn"), ("kamal", "en")):
            subscribed(name, language)
        person("nobody", "Editors", email="nobody@example.org")
        frozen_september()
        yield


def subscribed(name: str, language: str = "en", role: str = "Editors") -> User:
    user = person(name, role, email=f"{name}@example.org")
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    Subscription.objects.create(user=user, since=NOW)
    return user


@pytest.fixture
def server(settings) -> Iterator[MailServer]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with mail_server() as running:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        settings.EMAIL_TIMEOUT = 2
        settings.MONTH_REPORT_FROM = "Nirapad <reports@nirapad.example>"
        yield running


class Clock:
    """Goes on when it is told to."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> dt.datetime:
        return self.at

    def wait(self, time: dt.timedelta) -> None:
        self.at += time


@pytest.fixture
def clock() -> Clock:
    return Clock()


class Killed(BaseException):
    """The worker is gone, in the middle: nothing after this runs, and nothing catches it."""


def text_of(letter) -> str:
    return letter.get_body(("plain",)).get_content()


def test_each_gets_it_once_in_their_own_language(server, clock):
    assert [send_letters(clock) for _ in range(3)] == [2, 0, 0]
    bangla, english = server.letters
    assert (bangla["To"], english["To"]) == ("asha@example.org", "kamal@example.org")
    assert server.recipients == ["asha@example.org", "kamal@example.org"]
    assert english["From"] == "Nirapad <reports@nirapad.example>"
    assert "September 2022" in english["Subject"]
    assert "সেপ্টেম্বর ২০২২" in bangla["Subject"]
    assert "8,830,252" in text_of(english)
    assert "৮৮,৩০,২৫২" in text_of(bangla)
    # Each highlight says what it counts.
    assert re.search(r"digital media: 8,830,252.*\(persons", text_of(english))
    assert "http://127.0.0.1:8000/en/factsheets/2022-09/v1.html" in text_of(english)
    assert "http://127.0.0.1:8000/bn/factsheets/2022-09/v1.pdf" in text_of(bangla)
    html = english.get_body(("html",)).get_content()
    assert "8,830,252" in html
    assert "<img" not in html


def test_a_letter_tells_no_story_and_nobody_s_name(server, clock):
    send_letters(clock)
    for letter in server.letters:
        for word in ("closer", "approver", "asha@", "kamal@", "Executive Magistrates trained"):
            assert word not in text_of(letter)


def test_a_letter_is_left_by_one_click_without_signing_in(server, clock, client: Client):
    send_letters(clock)
    letter = server.letters[1]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Auto-Submitted"] == "auto-generated"
    address = letter["List-Unsubscribe"].strip(" <>").removeprefix("http://127.0.0.1:8000")
    assert f"http://127.0.0.1:8000{address}" in text_of(letter)
    strict = Client(enforce_csrf_checks=True)
    # A program that opens links to look at them changes nothing.
    page = strict.get(address)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert "kamal" not in page.content.decode()
    assert Subscription.objects.count() == 2
    for _ in range(2):
        answer = strict.post(address, {"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, answer.cookies) == (200, {})
    assert [one.user.username for one in Subscription.objects.all()] == ["asha"]
    assert "no more letters" in strict.get(address).content.decode()


def test_a_link_of_somebody_else_s_making_opens_nothing(client: Client):
    token = token_of(Subscription.objects.first())
    for wrong in (token[:-1], "x" * 40, token.replace(".", "")):
        assert client.post(f"/en/month-report/leave/{wrong}/", {"leave": "yes"}).status_code == 404
    assert client.post(f"/en/month-report/leave/{token}/", {}).status_code == 400
    assert client.put(f"/en/month-report/leave/{token}/").status_code == 405
    assert Subscription.objects.count() == 2


def test_an_old_link_does_not_end_a_new_choice(client: Client):
    old = Subscription.objects.get(user__username="kamal")
    token, user = token_of(old), old.user
    client.post(f"/en/month-report/leave/{token}/", {"leave": "yes"})
    Subscription.objects.create(user=user, since=NOW)
    client.post(f"/en/month-report/leave/{token}/", {"leave": "yes"})
    assert Subscription.objects.filter(user=user).exists()


def test_a_second_version_is_told_too_and_no_word_that_was_typed(server, clock):
    send_letters(clock)
    issue = Issue.objects.get()
    freeze(
        issue, by=closer_and_approver()[1], now=NOW, reason=WHY,
        erratum_bn="একটি শব্দ ভুল ছিল।", erratum_en="One word was wrong.",
    )  # fmt: skip
    assert send_letters(clock) == 2
    english, bangla = server.letters[3], server.letters[2]
    assert "corrected" in english["Subject"]
    assert "It was corrected; what changed stands at its top." in text_of(english)
    assert "/en/factsheets/2022-09/v2.html" in text_of(english)
    assert "One word was wrong." not in str(english)
    assert "ভুল ছিল" not in text_of(bangla)


def test_what_is_not_frozen_is_told_to_nobody():
    with pytest.raises(FreezingRefused):
        freeze(Issue.objects.get(), by=closer_and_approver()[1], now=NOW)
    assert Letter.objects.count() == 2


def test_a_letter_is_written_down_once_whoever_asks():
    version = IssueVersion.objects.get()
    write_letters(version, now=NOW)
    assert Letter.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(user=Letter.objects.first().user, version=version, made_at=NOW)


@pytest.mark.parametrize("change", ["inactive", "no rights", "left", "no address"])
def test_who_is_not_of_the_organisation_any_more_gets_nothing(server, clock, change):
    user = User.objects.get(username="kamal")
    if change == "no rights":
        user.groups.clear()
    elif change == "left":
        Subscription.objects.filter(user=user).delete()
    else:
        User.objects.filter(pk=user.pk).update(
            **({"is_active": False} if change == "inactive" else {"email": ""})
        )
    assert send_letters(clock) == 1
    assert server.recipients == ["asha@example.org"]
    assert not Letter.objects.filter(user=user).exists()


def test_a_server_that_is_down_loses_nothing(server, clock, settings, caplog):
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 9
    assert send_letters(clock) == 0
    assert "example.org" not in caplog.text
    settings.EMAIL_PORT = port
    # The one that was tried rests; the others need not.
    assert send_letters(clock) == 1
    clock.wait(FIRST_REST)
    assert send_letters(clock) == 1
    assert sorted(server.recipients) == ["asha@example.org", "kamal@example.org"]


def test_a_recipient_that_is_refused_hinders_no_other(server, clock):
    refusals = iter(["550 5.1.1 no such user"])
    server.answers["RCPT"] = lambda: next(refusals, "250 good")
    assert send_letters(clock) == 1
    assert server.recipients == ["kamal@example.org"]
    refused = Letter.objects.get(user__username="asha")
    assert (refused.refusal, refused.unclear) == (550, 0)
    told = told_of(Issue.objects.get(), now=clock())
    assert (told.sent, told.refused, told.waiting) == (1, 1, 0)
    clock.wait(dt.timedelta(days=30))
    assert send_letters(clock) == 0
    # Somebody has set the address right.
    assert try_again(Issue.objects.get(), now=clock()) == 1
    assert send_letters(clock) == 1


def test_what_is_refused_for_now_is_tried_ever_more_seldom_and_for_good(server, clock):
    Letter.objects.filter(user__username="kamal").delete()
    server.answers["RCPT"] = "451 try later"
    rests = []
    for _ in range(12):
        assert send_letters(clock) == 0
        rest = Letter.objects.get().not_before - clock()
        rests.append(rest.total_seconds() / 60)
        clock.wait(rest)
    assert rests == [2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360, 360]
    del server.answers["RCPT"]
    assert send_letters(clock) == 1


@pytest.mark.parametrize(
    ("command", "unclear"), [("", 0), ("MAIL", 0), ("RCPT", 0), (".", 1)]
)  # fmt: skip
def test_a_slow_server_is_not_waited_for_and_nothing_is_lost(
    server, clock, settings, command, unclear
):
    settings.EMAIL_TIMEOUT = 0.3
    Letter.objects.filter(user__username="kamal").delete()

    def slow() -> str:
        time.sleep(0.8)
        return "220 here" if command == "" else "550 too late to be heard"

    server.answers[command] = slow
    assert send_letters(clock) == 0
    letter = Letter.objects.get()
    assert (letter.sent_at, letter.refused_at, letter.unclear) == (None, None, unclear)
    del server.answers[command]
    settings.EMAIL_TIMEOUT = 2
    clock.wait(FIRST_REST)
    assert send_letters(clock) == 1


def dies_at(monkeypatch, when: str) -> None:
    """Have the worker die before the words go, or after they went and before that is noted."""
    plain = smtplib.SMTP.data

    def dying(self, *words):
        if when == "after":
            plain(self, *words)
        raise Killed

    monkeypatch.setattr(smtplib.SMTP, "data" if when == "after" else "mail", dying)


@pytest.mark.parametrize(("when", "copies"), [("before", 1), ("after", 2)])
def test_a_worker_that_dies_loses_no_letter_and_sends_none_thrice(
    server, clock, monkeypatch, when, copies
):
    Letter.objects.filter(user__username="asha").delete()
    with monkeypatch.context() as patched:
        dies_at(patched, when)
        with pytest.raises(Killed):
            send_letters(clock)
    assert send_letters(clock) == 0, "another worker took what this one still held"
    clock.wait(CLAIM)
    assert send_letters(clock) == 1
    assert len(server.letters) == copies
    assert len({one["Message-ID"] for one in server.letters}) == 1
    clock.wait(dt.timedelta(days=1))
    assert send_letters(clock) == 0


def test_after_two_deaths_a_person_decides(server, clock, monkeypatch):
    Letter.objects.filter(user__username="asha").delete()
    with monkeypatch.context() as patched:
        dies_at(patched, "after")
        for _ in range(2):
            with pytest.raises(Killed):
                send_letters(clock)
            clock.wait(CLAIM)
    assert send_letters(clock) == 0
    assert len(server.letters) == 2
    issue = Issue.objects.get()
    assert told_of(issue, now=clock()).unclear == 1
    assert try_again(issue, now=clock()) == 1
    assert send_letters(clock) == 1


def test_of_two_workers_one_sends_each_letter(server, clock, monkeypatch):
    """The second one comes while the first is in the middle of handing over."""
    plain, second = smtplib.SMTP.data, []

    def data(self, words):
        if not second:
            second.append(None)
            second.append(send_letters(clock))
        return plain(self, words)

    monkeypatch.setattr(smtplib.SMTP, "data", data)
    assert send_letters(clock) == 1
    assert second == [None, 1]
    assert server.recipients == ["kamal@example.org", "asha@example.org"]


def test_a_letter_that_another_worker_takes_in_between_is_left_to_it(server, clock, monkeypatch):
    plain, asked = sending.due, []

    def due(now):
        asked.append(now)
        if len(asked) == 2:  # they were listed, and are to be claimed now
            Letter.objects.update(not_before=now + CLAIM)
        return plain(now)

    monkeypatch.setattr(sending, "due", due)
    assert send_letters(clock) == 0
    assert server.letters == []


def test_the_choice_is_made_in_one_s_own_account():
    user = person("rina", "Editors", email="rina@example.org")
    client = signed_in(user)
    page = client.get("/admin/account/").content.decode()
    assert "Send me each monthly factsheet by mail" in page
    form = {"name_email-first_name": "Rina", "name_email-last_name": "Das",
            "locale-preferred_language": "bn", "theme-theme": "system", "theme-contrast": "system",
            "theme-density": "default"}  # fmt: skip
    client.post("/admin/account/", {**form, "month_report-by_mail": "on"})
    assert Subscription.objects.filter(user=user).exists()
    client.post("/admin/account/", form)
    assert not Subscription.objects.filter(user=user).exists()


def test_the_task_sends_what_is_due(server):
    mail_month_reports()
    assert len(server.letters) == 2
