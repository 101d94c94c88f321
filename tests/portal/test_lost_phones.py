"""A lost phone: an administrator takes the second factor away, and a command for the last one."""

import logging

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import ModelLogEntry

from tests.portal.at_the_door import SET_UP, give_password, person, signed_in

pytestmark = pytest.mark.django_db


def address_of(user: User) -> str:
    return f"/admin/people/{user.pk}/reset-second-factor/"


@pytest.fixture
def approver() -> User:
    return person("rahima", "Approvers", email="rahima@example.org")


@pytest.fixture
def administrator() -> Client:
    return signed_in(person("chief", "Administrators"))


def test_an_administrator_resets_it_and_the_person_enrols_anew(administrator, approver, mailoutbox):
    lost = signed_in(approver)
    assert address_of(approver) in administrator.get("/admin/users/").content.decode()
    assert "signed out everywhere" in administrator.get(address_of(approver)).content.decode()
    assert Authenticator.objects.filter(user=approver).exists()
    administrator.post(address_of(approver))
    assert not Authenticator.objects.filter(user=approver).exists()
    # Whoever has the phone is out; the person is led to enrolment, not let in.
    assert lost.get("/admin/").url.startswith("/admin/login/")
    anew = Client()
    give_password(anew, "rahima")
    assert anew.get("/admin/").url == SET_UP
    assert [mail.to for mail in mailoutbox] == [["rahima@example.org"]]
    logged = ModelLogEntry.objects.get(action="people.reset_second_factor")
    assert (logged.user.username, logged.object_id) == ("chief", str(approver.pk))


@pytest.mark.parametrize("role", ["Editors", "Approvers", "Data managers", "RSC supervisors"])
def test_other_roles_cannot(approver, role):
    colleague = signed_in(person("colleague", role))
    approver_s_own = signed_in(approver)
    for client in (colleague, approver_s_own):
        client.post(address_of(approver))
    assert Authenticator.objects.filter(user=approver).exists()


def test_an_administrator_does_not_open_a_superuser_s_account_so(administrator):
    boss = User.objects.create_superuser("boss", password="kashful nodir dhare 7")
    signed_in(boss)
    administrator.post(address_of(boss))
    assert Authenticator.objects.filter(user=boss).exists()


def test_some_minutes_after_signing_in_a_code_is_asked_for_first(administrator, approver):
    signed_in(approver)
    session = administrator.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    asked = administrator.post(address_of(approver))
    assert asked.url.startswith("/accounts/second-factor/code-again/")
    assert Authenticator.objects.filter(user=approver).exists()


def test_a_mail_server_that_is_down_hinders_nothing(administrator, approver, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    signed_in(approver)
    with caplog.at_level(logging.ERROR):
        administrator.post(address_of(approver))
    assert not Authenticator.objects.filter(user=approver).exists()
    assert "could not be told" in caplog.text


def test_the_command_is_for_the_only_administrator(capsys):
    boss = User.objects.create_superuser("boss", password="kashful nodir dhare 7")
    client = signed_in(boss)
    call_command("reset_second_factor", "boss")
    assert "boss sets up a new second factor" in capsys.readouterr().out
    assert client.get("/admin/").status_code == 302
    give_password(client, "boss")
    assert client.get("/admin/").url == SET_UP
    with pytest.raises(CommandError, match="no second factor"):
        call_command("reset_second_factor", "boss")
    with pytest.raises(CommandError, match="no user"):
        call_command("reset_second_factor", "nobody")
