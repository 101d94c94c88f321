"""The outbox of alerts: each is mailed once, a mail server that is down loses none."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from foundation.whom_to_tell import whom_to_tell
from media_ingest.alert_mail import send_alerts
from media_ingest.alerting import Cause, Kind, raise_alert, resolve_alert
from media_ingest.models import Account, Alert
from media_ingest.tasks import mail_alerts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def addressed(settings):
    settings.ALERT_EMAILS = ["desk@example.org"]


@pytest.fixture
def alert(facebook, clock) -> Alert:
    cause = Cause(
        about=f"account:{facebook.pk}", account=facebook, details={"reason": "the token is dead"}
    )
    raise_alert(Kind.NEEDS_PERSON, cause, now=clock())
    return Alert.objects.get()


def test_an_alert_is_mailed_once_in_plain_words(alert, clock):
    assert [send_alerts(clock()) for _ in range(3)] == [1, 0, 0]
    (sent,) = mail.outbox
    assert sent.to == ["desk@example.org"]
    assert sent.subject.startswith("[Nirapad] Facebook: ")
    assert "is not polled until a person acts: the token is dead" in sent.body
    assert "What to do: " in sent.body
    assert f"http://127.0.0.1:8000/admin/media_alerts/inspect/{alert.pk}/" in sent.body
    assert Alert.objects.get().mailed_at == clock()


def test_the_schedule_mails_what_waits(alert):
    mail_alerts()
    assert len(mail.outbox) == 1


def test_many_alerts_are_one_mail(clock):
    for number in range(3):
        cause = Cause(about=f"poll:{number}", details={"since_at": clock()})
        raise_alert(Kind.POLL_HANGS, cause, now=clock())
    assert send_alerts(clock()) == 3
    (sent,) = mail.outbox
    assert sent.subject == "[Nirapad] 3 things need to be seen to"
    assert sent.body.count("What to do: ") == 3


class Down(EmailBackend):
    def send_messages(self, messages):
        raise SMTPServerDisconnected("hushhush")


class AnotherSenderMeanwhile(EmailBackend):
    def send_messages(self, messages):
        assert send_alerts(Alert.objects.get().raised_at) == 0
        return super().send_messages(messages)


class Killed(EmailBackend):
    def send_messages(self, messages):
        raise SystemExit


def test_a_mail_server_that_is_down_is_tried_again_later(alert, clock, settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.Down"
    assert send_alerts(clock()) == 0
    assert "SMTPServerDisconnected" in caplog.text
    assert "hushhush" not in caplog.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_alerts(clock() + timedelta(minutes=4)) == 0
    assert send_alerts(clock() + timedelta(minutes=5)) == 1
    assert len(mail.outbox) == 1


def test_a_second_sender_at_the_same_time_finds_nothing(alert, clock, settings):
    settings.EMAIL_BACKEND = f"{__name__}.AnotherSenderMeanwhile"
    assert send_alerts(clock()) == 1
    assert len(mail.outbox) == 1


def test_a_sender_that_is_killed_is_taken_over_after_its_claim(alert, clock, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Killed"
    with pytest.raises(SystemExit):
        send_alerts(clock())
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_alerts(clock() + timedelta(minutes=9)) == 0
    assert send_alerts(clock() + timedelta(minutes=10)) == 1


def test_what_is_over_before_it_was_mailed_is_not_mailed(alert, clock):
    resolve_alert(Kind.NEEDS_PERSON, alert.about, now=clock())
    assert send_alerts(clock()) == 0


def test_a_line_break_in_a_platforms_name_stays_out_of_the_header(alert, clock):
    Account.objects.update(title="Safe\nBcc: everybody@example.org")
    send_alerts(clock())
    assert "\n" not in mail.outbox[0].subject
    assert mail.outbox[0].recipients() == ["desk@example.org"]


def test_without_the_setting_administrators_are_told(settings, alert, clock, django_user_model):
    settings.ALERT_EMAILS = []
    assert whom_to_tell() == []
    assert send_alerts(clock()) == 0
    make = django_user_model.objects.create_user
    chief = make("chief", "chief@example.org")
    chief.groups.add(Group.objects.get(name="Administrators"))
    make("boss", "boss@example.org", is_superuser=True)
    make("left", "left@example.org", is_superuser=True, is_active=False)
    make("nameless", "", is_superuser=True)
    make("editor", "editor@example.org")
    assert whom_to_tell() == ["boss@example.org", "chief@example.org"]
    assert send_alerts(clock()) == 1
