"""The one door: name, password and, with an authenticator app, a code that opens once."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from foundation.bangla import to_bangla_digits
from portal.people.codes import code_of, counter_at
from portal.people.models import CachedValue
from tests import second_factor
from tests.portal.at_the_door import (
    CODE,
    LOGIN,
    PASSWORD,
    SET_UP,
    fresh_code,
    give_code,
    give_password,
    is_signed_in,
    person,
    signed_in,
    wrong_code,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
CODES = "/accounts/second-factor/recovery-codes/"


@pytest.fixture
def approver():
    user = person("rahima", "Approvers", email="rahima@example.org")
    second_factor.enrol(user)
    return user


@pytest.fixture
def field_worker():
    return person("karim", "Field staff")


def test_field_staff_sign_in_with_a_password_alone(client, field_worker):
    assert give_password(client, "karim").url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_who_has_an_app_is_not_signed_in_before_the_code(client, approver):
    assert give_password(client, "rahima").url == CODE
    assert not is_signed_in(client)
    assert client.get("/admin/").status_code == 302
    assert give_code(client, fresh_code(approver)).url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_field_staff_who_chose_an_app_are_asked_for_its_code_too(client, field_worker):
    second_factor.enrol(field_worker)
    assert give_password(client, "karim").url == CODE
    assert not is_signed_in(client)


def test_a_wrong_code_is_refused(client, approver):
    give_password(client, "rahima")
    refused = give_code(client, wrong_code())
    assert "not right" in refused.content.decode()
    assert not is_signed_in(client)


def test_a_code_is_read_in_bangla_digits_and_with_a_space(client, approver):
    give_password(client, "rahima")
    code = to_bangla_digits(fresh_code(approver))
    give_code(client, f"{code[:3]} {code[3:]}")
    assert is_signed_in(client)


@pytest.mark.parametrize("forgetful", [False, True])
def test_a_code_opens_once(client, approver, forgetful):
    code = fresh_code(approver)
    give_password(client, "rahima")
    give_code(client, code)
    assert is_signed_in(client)
    if forgetful:
        cache.clear()
    thief = Client()
    give_password(thief, "rahima")
    assert "used already" in give_code(thief, code).content.decode()
    assert not is_signed_in(thief)


def test_the_code_that_enrolled_does_not_open_afterwards():
    user = person("salma", "Approvers")
    client = signed_in(user, enrolled=False)
    secret = client.get(SET_UP).context["form"].secret
    code = code_of(secret, counter_at(timezone.now()))
    assert client.post(SET_UP, {"code": code}).url == CODES
    thief = Client()
    give_password(thief, "salma")
    give_code(thief, code)
    assert not is_signed_in(thief)


def enrol_over_http(user) -> tuple[Client, list[str]]:
    """Enrol as the page says, and read the recovery codes."""
    client = signed_in(user, enrolled=False)
    secret = client.get(SET_UP).context["form"].secret
    client.post(SET_UP, {"code": code_of(secret, counter_at(timezone.now()))})
    return client, client.get(CODES).context["unused_codes"]


def test_recovery_codes_are_shown_once_and_with_a_file_of_them():
    client = signed_in(person("salma", "Approvers"), enrolled=False)
    secret = client.get(SET_UP).context["form"].secret
    client.post(SET_UP, {"code": code_of(secret, counter_at(timezone.now()))})
    first = client.get(CODES)
    codes = first.context["unused_codes"]
    assert len(set(codes)) == 10
    assert all(code in first.context["file"] for code in codes)
    again = client.get(CODES).content.decode()
    assert not any(code in again or f"{code[:4]} {code[4:]}" in again for code in codes)
    assert "Of 10 codes 10 are left" in again


def test_a_recovery_code_works_once():
    _client, codes = enrol_over_http(person("salma", "Approvers"))
    for code, opens in ((codes[0], True), (codes[0], False), (codes[1], True)):
        browser = Client()
        give_password(browser, "salma")
        give_code(browser, f"{code[:4]} {code[4:]}")
        assert is_signed_in(browser) is opens


def test_new_recovery_codes_end_the_old_ones_and_need_a_code_of_now():
    user = person("salma", "Approvers")
    client, codes = enrol_over_http(user)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    asked = client.post(CODES + "new/")
    assert asked.url.startswith("/accounts/second-factor/code-again/")
    client.post(asked.url, {"code": codes[0]})
    client.post(CODES + "new/")
    browser = Client()
    give_password(browser, "salma")
    give_code(browser, codes[1])
    assert not is_signed_in(browser)


@pytest.mark.parametrize(
    "goal",
    [
        "https://evil.example/admin/",
        "//evil.example/",
        "http://localhost/admin/",
        "javascript:alert(1)",
        "https:evil.example",
        "\\\\evil.example",
    ],
)
def test_nobody_is_sent_to_another_host(client, field_worker, goal):
    assert give_password(client, "karim", goal=goal).url == "/admin/"
    old_door = Client().get("/admin/login/", {"next": goal})
    assert old_door.url == "/accounts/login/?next=%2Fadmin%2F"


def test_one_comes_back_to_the_page_one_wanted(client, approver):
    wanted = client.get("/admin/pages/").url
    at_door = client.get(wanted).url
    assert at_door == "/accounts/login/?next=%2Fadmin%2Fpages%2F"
    client.post(at_door, {"login": "rahima", "password": PASSWORD, "next": "/admin/pages/"})
    assert give_code(client, fresh_code(approver)).url == "/admin/pages/"


def test_the_session_gets_a_new_key_at_each_step(client):
    client.get(LOGIN)
    session = client.session
    session["seen"] = True
    session.save()
    keys = [session.session_key]
    user = person("salma", "Approvers")
    give_password(client, "salma")
    keys.append(client.session.session_key)
    secret = client.get(SET_UP).context["form"].secret
    client.post(SET_UP, {"code": code_of(secret, counter_at(timezone.now()))})
    keys.append(client.session.session_key)
    assert len(set(keys)) == 3
    fixed = Client()
    fixed.cookies["sessionid"] = keys[1]
    assert fixed.get("/admin/").status_code == 302
    assert user.pk


def test_a_session_with_a_second_factor_ends_after_a_working_day(approver):
    client = signed_in(approver)
    assert client.session.get_expiry_age() == 12 * 3600


def test_five_wrong_passwords_close_the_name_for_a_while(client, field_worker):
    for _ in range(5):
        give_password(client, "karim", "wrong")
    # Counted where every process sees it, and whoever asks.
    assert CachedValue.objects.filter(cache_key__contains="login_failed").exists()
    refused = give_password(Client(REMOTE_ADDR="203.0.113.9"), "karim")
    assert "Too many tries" in refused.content.decode()
    assert not is_signed_in(client)
    person("colleague", "Field staff")
    assert give_password(client, "colleague").status_code == 302


def test_five_wrong_codes_close_the_second_step_too(client, approver):
    give_password(client, "rahima")
    for _ in range(5):
        give_code(client, wrong_code())
    assert "Too many tries" in give_code(client, fresh_code(approver)).content.decode()
    assert not is_signed_in(client)


def test_the_door_does_not_say_who_has_an_account(client, field_worker, mailoutbox):
    answers = [
        give_password(Client(), name, "wrong").context["form"].non_field_errors()
        for name in ("karim", "nobody")
    ]
    assert answers[0] == answers[1]
    person("rahima", "Approvers", email="rahima@example.org")
    asked = [
        client.post("/accounts/password/reset/", {"email": address})
        for address in ("rahima@example.org", "nobody@example.org")
    ]
    assert asked[0].url == asked[1].url
    assert [mail.to for mail in mailoutbox] == [["rahima@example.org"]]


def test_a_new_password_by_mail_signs_nobody_in_and_the_code_stays(client, approver, mailoutbox):
    client.post("/accounts/password/reset/", {"email": "rahima@example.org"})
    link = next(word for word in mailoutbox[0].body.split() if "/reset/key/" in word)
    form = client.get(link, follow=True)
    client.post(
        form.request["PATH_INFO"], {"password1": "beli phul 99", "password2": "beli phul 99"}
    )
    assert not is_signed_in(client)
    assert give_password(client, "rahima", "beli phul 99").url == CODE
    assert not is_signed_in(client)
    assert client.get(link, follow=True).context["token_fail"]


def test_weak_passwords_are_refused(field_worker):
    client = signed_in(field_worker, enrolled=False)
    for weak in ("password", "12345678", "karim", "short7"):
        form = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
        assert client.post("/accounts/password/change/", form).status_code == 200
    field_worker.refresh_from_db()
    assert field_worker.check_password(PASSWORD)


def test_nobody_signs_up(client):
    assert client.get("/accounts/signup/", follow=True).status_code == 404
    assert "signup" not in client.get(LOGIN).content.decode()


@pytest.mark.parametrize(
    ("headers", "cookie", "language"),
    [
        ({}, None, "bn"),
        ({"Accept-Language": "fr"}, None, "bn"),
        ({"Accept-Language": "en-GB,en;q=0.9"}, None, "en"),
        ({"Accept-Language": "en"}, "bn", "bn"),
    ],
)
def test_the_door_speaks_the_language_of_its_reader(client, headers, cookie, language):
    if cookie:
        chosen = client.post("/accounts/language/", {"language": cookie, "next": LOGIN})
        assert chosen.url == LOGIN
    assert f'<html lang="{language}">' in client.get(LOGIN, headers=headers).content.decode()
