"""The Wagtail screens: health in words, pausing, and nothing secret, editable or removable."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from media_ingest.models import Account, PollRun, Reading
from media_ingest.polling import poll_by_hand
from tests.media_ingest.canaries import SECRETS

pytestmark = pytest.mark.django_db
SCREENS = ("media_accounts", "media_polls", "media_readings")


@pytest.fixture
def staff(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("boss", password="x"))
    return client


@pytest.fixture
def viewer(client, django_user_model):
    user = django_user_model.objects.create_user("viewer", password="x")
    names = ["access_admin", "view_account", "view_pollrun", "view_reading"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return user


def page(client, name, *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    text = answer.content.decode()
    for secret in SECRETS:
        assert secret not in text
    return text


def test_the_screens_show_what_happened(staff, platforms, facebook, clock):
    poll_by_hand(facebook, clock)
    Account.objects.update(next_poll_at=timezone.now())
    assert "Well" in page(staff, "media_accounts:index")
    assert "done" in page(staff, "media_polls:index")
    assert "page_media_view" in page(staff, "media_readings:index")
    reading = Reading.objects.first()
    assert reading.raw_sha256 in page(staff, "media_readings:inspect", reading.pk)
    assert "v26.0" in page(staff, "media_polls:inspect", PollRun.objects.get().pk)
    assert "credentials" not in page(staff, "media_accounts:inspect", facebook.pk).lower()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"paused": True}, "Paused"),
        ({"trouble": "reconnect the Page"}, "A person is needed: reconnect the Page"),
        ({}, "Not polled yet"),
    ],
)
def test_health_is_told_in_words(change, words, staff, facebook):
    Account.objects.update(**{"next_poll_at": timezone.now(), **change})
    assert words in page(staff, "media_accounts:index")


def test_a_failed_poll_is_told_with_its_reason(staff, platforms, facebook, clock):
    platforms.breaks("/insights", "500")
    poll_by_hand(facebook, clock)
    Account.objects.update(next_poll_at=timezone.now())
    assert "The last poll failed: page_total_media_view_unique: HTTP 500" in page(
        staff, "media_accounts:index"
    )


def test_polls_are_filtered_by_account_and_state(staff, platforms, facebook, youtube, clock):
    for account in (facebook, youtube):
        poll_by_hand(account, clock)
    url = reverse("media_polls:index")
    one = staff.get(url, {"account": facebook.pk, "state": "done"})
    assert one.context["object_list"].count() == 1
    assert staff.get(url, {"state": "failed"}).context["object_list"].count() == 0


def test_an_account_can_be_paused_and_nothing_else_changed(staff, facebook):
    edit = reverse("media_accounts:edit", args=[facebook.pk])
    answer = staff.post(
        edit, {"paused": "on", "external_id": "1", "trouble": "x", "credentials": "{}"}
    )
    assert answer.status_code == 302
    after = Account.objects.get()
    assert after.paused
    assert (after.external_id, after.trouble) == (facebook.external_id, "")
    assert after.credentials == facebook.credentials

    staff.post(edit, {})
    assert not Account.objects.get().paused


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("verb", ["add", "delete", "copy", "edit"])
def test_records_are_neither_made_nor_changed_nor_removed_by_hand(screen, verb):
    if (screen, verb) == ("media_accounts", "edit"):
        return
    with pytest.raises(NoReverseMatch):
        reverse(f"{screen}:{verb}", args=[] if verb == "add" else [1])


def test_one_who_may_only_look_cannot_pause(viewer, client, facebook):
    page(client, "media_accounts:index")
    answer = client.post(reverse("media_accounts:edit", args=[facebook.pk]), {"paused": "on"})
    assert answer.status_code == 302
    assert not Account.objects.get().paused


def test_the_list_of_accounts_takes_the_same_queries_for_two_as_for_one(
    staff, facebook, request, django_assert_num_queries
):
    page(staff, "media_accounts:index")
    with CaptureQueriesContext(connection) as alone:
        page(staff, "media_accounts:index")
    request.getfixturevalue("youtube")
    with django_assert_num_queries(len(alone)):
        page(staff, "media_accounts:index")
