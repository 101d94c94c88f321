"""Who may see, log and change events; nobody may delete one."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from events.models import Event
from events.recording import save_event

pytestmark = pytest.mark.django_db

LIST, NEW = "/admin/events/", "/admin/events/new/"
REFUSED = 302  # Wagtail sends people back to its home page with a message.


def sign_in(name: str, *codenames: str) -> Client:
    """Sign in somebody who may do this in every district (their own: test_own_districts)."""
    user = User.objects.create_user(name)
    named = ["access_admin", "everywhere_assignment", *codenames]
    user.user_permissions.set(Permission.objects.filter(codename__in=named))
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.fixture
def stored(new_event, now) -> Event:
    event = new_event(venue="Canary hall")
    save_event(event, by=None, now=now)
    return event


def addresses(event: Event) -> dict[str, str]:
    return {
        "list": LIST,
        "results": LIST + "results/",
        "csv": LIST + "?export=csv",
        "new": NEW,
        "edit": f"/admin/events/edit/{event.pk}/",
        "inspect": f"/admin/events/inspect/{event.pk}/",
        "history": f"/admin/events/history/{event.pk}/",
    }


def open_to(browser: Client, event: Event) -> set[str]:
    return {name for name, url in addresses(event).items() if browser.get(url).status_code == 200}


def test_without_a_permission_nothing_of_events_is_seen(stored):
    browser = sign_in("guest")
    assert open_to(browser, stored) == set()
    for url in addresses(stored).values():
        assert b"Canary hall" not in browser.get(url, follow=True).content
    assert b"/admin/events/" not in browser.get("/admin/").content


def test_a_file_of_events_needs_a_permission_of_its_own(stored):
    reader, exporter = sign_in("a", "view_event"), sign_in("b", "view_event", "export_event")
    assert "export=csv" not in reader.get(LIST).content.decode()
    assert reader.get(LIST + "?export=xlsx").status_code == REFUSED
    assert "export=csv" in exporter.get(LIST).content.decode()
    assert b"Canary hall" in b"".join(exporter.get(LIST + "?export=csv"))


def test_who_may_only_view_sees_the_list_and_one_event_but_no_form(stored, form):
    browser = sign_in("reader", "view_event")
    assert open_to(browser, stored) == {"list", "results", "inspect"}
    page = browser.get(addresses(stored)["inspect"]).content.decode()
    assert "Canary hall" in page
    answer = browser.post(addresses(stored)["edit"], form(stored, women=99))
    assert answer.status_code == REFUSED
    stored.refresh_from_db()
    assert stored.women == 10


def test_who_may_add_logs_events_but_does_not_change_them(stored, form):
    browser = sign_in("volunteer", "add_event")
    assert "new" in open_to(browser, stored)
    browser.post(addresses(stored)["edit"], form(stored, women=99))
    stored.refresh_from_db()
    assert stored.women == 10


def test_nobody_has_the_permission_to_delete_an_event(stored):
    assert not Permission.objects.filter(codename__in=["delete_event", "delete_eventkind"]).exists()


def test_kinds_are_for_those_who_may_change_kinds(stored):
    assert sign_in("editor", "change_event").get("/admin/event_kinds/").status_code == REFUSED
    keeper = sign_in("keeper", "change_eventkind")
    assert keeper.get("/admin/event_kinds/edit/ipt-show/").status_code == 200
