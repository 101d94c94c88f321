"""What each role reaches: people of every role, signed in to the end, at the same addresses."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.urls import reverse

from portal.people.granting import make_role
from portal.people.requirement import needs_second_factor
from portal.people.roles import DONOR_READERS, FIELD_STAFF, ROLES
from tests.portal.at_the_door import person, signed_in

pytestmark = pytest.mark.django_db
NAMES = [role.name for role in ROLES]
REACHES = {
    "Administrators": {"admin", "events", "export", "publish", "users", "figures", "readings"},
    "Editors": {"admin", "events", "figures"},
    "Approvers": {"admin", "events", "publish", "figures"},
    "Data managers": {"admin", "events", "export", "figures", "readings"},
    "RSC supervisors": {"admin", "events", "export", "figures"},
    "Field staff": {"admin", "events"},
    "Donor readers": {"admin", "figures"},
    "superuser": {
        "admin", "django-admin", "events", "export", "publish", "users", "figures", "readings",
    },
}  # fmt: skip
ADDRESSES = {
    "admin": "/admin/",
    "django-admin": "/django-admin/",
    "events": "/admin/events/",
    "export": "/admin/events/?export=csv",
    "users": "/admin/users/",
    "figures": "/admin/ledger/",
    "readings": "/admin/media_readings/",
}


def somebody(role: str) -> Client:
    user = person("somebody", *([] if role == "superuser" else [role]))
    if role == "superuser":
        User.objects.update(is_superuser=True, is_staff=True)
        user.refresh_from_db()
    return signed_in(user, enrolled=needs_second_factor(user))


def publishes(client: Client, page) -> bool:
    page.unpublish()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={page.pk}")
    page.refresh_from_db()
    return page.live


@pytest.mark.parametrize("role", [*NAMES, "superuser"])
def test_each_role_reaches_what_its_work_needs_and_no_more(role, make_page):
    page = make_page()
    client = somebody(role)
    reached = {name for name, path in ADDRESSES.items() if client.get(path).status_code == 200}
    if publishes(client, page):
        reached.add("publish")
    assert reached == REACHES[role]


@pytest.mark.parametrize(
    "path",
    [
        "/admin/events/", "/admin/events/?export=xlsx", "/admin/media_accounts/",
        "/admin/media_posts/", "/admin/media_readings/", "/admin/media_readings/raw/1/",
        "/admin/media_readings/?export=csv", "/admin/enter_figure/", "/admin/import_figures/",
        "/admin/channels/new/", "/admin/users/", "/admin/groups/", "/admin/pages/add/",
        "/django-admin/",
    ],
)  # fmt: skip
def test_a_donor_reader_reads_figures_and_never_what_they_came_from(path):
    assert somebody(DONOR_READERS.name).get(path).status_code in {302, 403, 404}


def test_no_role_may_delete_an_event_or_touch_the_ledger_s_entries():
    for role in ROLES:
        assert not {
            name
            for name in role.permissions
            if name in {"campaigns.change_entry", "campaigns.delete_entry", "events.delete_event"}
        }


def test_every_permission_of_the_table_exists_once_and_is_named():
    known = {
        f"{one.content_type.app_label}.{one.codename}": one
        for one in Permission.objects.select_related("content_type")
    }
    for role in ROLES:
        assert set(role.permissions) <= set(known), role.name
    # Made before Django makes its own; that must not make a second.
    assert known["events.export_event"].name == "Can export events"
    assert len(known) == Permission.objects.count()


def test_the_groups_of_a_fresh_site_are_the_roles():
    assert set(Group.objects.values_list("name", flat=True)) == set(NAMES)


def test_giving_the_roles_again_changes_nothing_and_takes_nothing_away():
    field_staff = Group.objects.get(name=FIELD_STAFF.name)
    more = Permission.objects.get(codename="export_event")
    field_staff.permissions.add(more)
    before = {group.name: set(group.permissions.all()) for group in Group.objects.all()}
    for role in ROLES:
        make_role(apps, role)
    after = {group.name: set(group.permissions.all()) for group in Group.objects.all()}
    assert after == before
    assert more in after[FIELD_STAFF.name]


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_the_moderators_of_an_older_site_become_its_approvers():
    executor = MigrationExecutor(connection)
    executor.migrate([("people", "0001_spent_codes_and_shared_cache")])
    moderators = Group.objects.get(name="Moderators")
    moderators.user_set.add(User.objects.create_user("rahima"))
    Group.objects.filter(name="Donor readers").delete()
    executor = MigrationExecutor(connection)
    executor.migrate([("people", "0002_roles")])
    approvers = Group.objects.get(pk=moderators.pk)
    assert approvers.name == "Approvers"
    assert approvers.user_set.get().username == "rahima"
    assert approvers.groupapprovaltask_set.exists()
    assert Group.objects.filter(name="Donor readers").exists()


def test_an_administrator_makes_a_field_worker_without_an_address():
    client = somebody("Administrators")
    form = {
        "username": "karim", "first_name": "Karim", "last_name": "Mia", "email": "",
        "password1": "beli phul 99", "password2": "beli phul 99",
        "groups": [Group.objects.get(name="Field staff").pk],
    }  # fmt: skip
    answer = client.post("/admin/users/new/", form)
    assert answer.status_code == 302, answer.context["form"].errors
    assert User.objects.get(username="karim").email == ""
