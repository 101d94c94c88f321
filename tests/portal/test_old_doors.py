"""Wagtail's and Django's own ways in and round: each leads to the one door, or nowhere."""

import pytest
from django.contrib.auth.models import User

from tests.portal.at_the_door import PASSWORD, is_signed_in, person, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("door", "goal"),
    [
        ("/admin/login/", "%2Fadmin%2F"),
        ("/admin/login/?next=/admin/pages/", "%2Fadmin%2Fpages%2F"),
        ("/django-admin/login/", "%2Fdjango-admin%2F"),
        ("/django-admin/login/?next=/django-admin/auth/", "%2Fdjango-admin%2Fauth%2F"),
        ("/en/_util/login/", "%2F"),
        ("/bn/_util/login/?next=/bn/costs/", "%2Fbn%2Fcosts%2F"),
    ],
)
def test_an_old_door_leads_to_the_one_door(client, door, goal):
    assert client.get(door).url == f"/accounts/login/?next={goal}"
    User.objects.create_superuser("boss", password=PASSWORD)
    client.post(door, {"username": "boss", "password": PASSWORD})
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "path",
    [
        "/admin/password_reset/",
        "/admin/password_reset/confirm/MQ/set-password/",
        "/admin/password_reset/complete/",
    ],
)
def test_wagtail_resets_no_password(client, path):
    assert client.get(path, follow=True).status_code == 404


def test_the_account_page_leads_to_the_own_sign_in_and_changes_no_password():
    client = signed_in(person("rahima", "Approvers"))
    page = client.get("/admin/account/").content.decode()
    assert 'href="/accounts/second-factor/"' in page
    assert "old_password" not in page
    assert 'type="email"' not in page
    assert client.get("/django-admin/password_change/").url == "/accounts/password/change/"


def test_who_may_not_enter_is_told_so_and_not_sent_in_circles():
    field_worker = signed_in(person("karim", "Field staff"), enrolled=False)
    refused = field_worker.get("/django-admin/", follow=True)
    assert refused.status_code == 403
    assert "not open to you" in refused.content.decode()
    outsider = signed_in(person("nobody"), enrolled=False)
    assert outsider.get("/admin/", follow=True).status_code == 403
    assert outsider.get("/accounts/login/", follow=True).status_code == 403


def test_who_is_in_goes_through_an_old_door_at_once():
    client = signed_in(person("rahima", "Approvers"))
    assert client.get("/admin/login/?next=/admin/pages/").url == "/admin/pages/"


def test_django_s_admin_shows_no_second_factor():
    User.objects.create_superuser("boss", password=PASSWORD)
    client = signed_in(User.objects.get())
    assert client.get("/django-admin/").status_code == 200
    assert client.get("/django-admin/mfa/authenticator/", follow=True).status_code == 404


def test_signing_out_is_open_to_everybody():
    client = signed_in(person("rahima", "Approvers"), enrolled=False)
    assert client.post("/accounts/logout/").status_code == 302
    assert not is_signed_in(client)
