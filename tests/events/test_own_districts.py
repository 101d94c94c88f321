"""Who writes what in which district; what each sees is walked by the tests of the portal."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from campaigns.models import RSC, Assignment, Place, ServedDistrict
from campaigns.scope import EVERYWHERE, NOWHERE, scope_of
from events.models import Event, Quarantined, Volunteer
from events.recording import save_event
from tests.events.phone import Phone
from tests.events.phone import field_worker as phone_owner

pytestmark = pytest.mark.django_db

OWN, OTHER = "BD3093", "BD4047"
PERMISSIONS = (
    "access_admin", "add_event", "change_event", "view_event", "export_event", "add_volunteer",
    "change_volunteer", "view_volunteer", "add_body", "change_body", "view_body",
)  # fmt: skip
NOW = dt.datetime(2024, 6, 1, 6, tzinfo=dt.UTC)


def union_of(district: str) -> Place:
    return Place.objects.filter(level="union", code__startswith=district)[0]


def person(name: str, *permissions: str) -> User:
    user = User.objects.create_user(name)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions or PERMISSIONS))
    return user


def field_worker() -> User:
    user = person("field worker")
    Assignment.objects.create(user=user).districts.set([OWN])
    return user


def supervisor() -> User:
    rsc = RSC.objects.create(
        name_en="Tangail", name_bn="টাঙ্গাইল", seat_id=OWN, districts_source="a test"
    )
    ServedDistrict.objects.create(district_id=OWN, rsc=rsc)
    user = person("supervisor")
    Assignment.objects.create(user=user, supervises=rsc)
    return user


def unassigned() -> User:
    return person("unassigned")


def without_permission() -> User:
    user = person("guest", "access_admin")
    Assignment.objects.create(user=user).districts.set([OWN, OTHER])
    return user


def communications() -> User:
    return person("communications", "everywhere_assignment", *PERMISSIONS)


def left_us() -> User:
    user = field_worker()
    user.is_active = False
    user.save()
    return user


SEES = [
    (field_worker, {OWN}),
    (supervisor, {OWN}),
    (unassigned, set()),
    (without_permission, set()),
    (communications, {OWN, OTHER}),
    (left_us, set()),
]
who = pytest.mark.parametrize(("who", "sees"), SEES, ids=[make.__name__ for make, _ in SEES])


@pytest.fixture
def rows(new_event) -> dict[str, dict[str, object]]:
    """Of each district an event and a volunteer."""
    made: dict[str, dict[str, object]] = {}
    keeper = User.objects.create_superuser("keeper")
    for district in (OWN, OTHER):
        event = new_event(place=union_of(district))
        save_event(event, by=keeper, now=NOW)
        volunteer = Volunteer.objects.create(
            name=f"Canary {district} name",
            union=union_of(district),
            phone=f"Canary {district} phone",
            active_from=dt.date(2024, 1, 1),
        )
        made[district] = {"event": event, "volunteer": volunteer}
    return made


def browser_of(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


@who
@pytest.mark.parametrize("district", [OWN, OTHER])
def test_an_edit_is_stored_only_in_own_districts(rows, form, who, sees, district):
    event = rows[district]["event"]
    browser_of(who()).post(f"/admin/events/edit/{event.pk}/", form(event, women=99))
    event.refresh_from_db()
    assert event.women == (99 if district in sees else 10)


@who
def test_an_event_is_logged_only_in_own_districts(new_event, form, who, sees):
    browser = browser_of(who())
    for district in (OWN, OTHER):
        browser.post("/admin/events/new/", form(new_event(place=union_of(district))))
    assert {event.place.district_code for event in Event.objects.all()} == sees


def test_an_event_cannot_be_moved_out_of_ones_districts(rows, form):
    event = rows[OWN]["event"]
    browser = browser_of(field_worker())
    answer = browser.post(f"/admin/events/edit/{event.pk}/", form(event, place=union_of(OTHER).pk))
    assert "place" in answer.context["form"].errors
    event.refresh_from_db()
    assert event.place.district_code == OWN


def test_a_phone_logs_only_in_its_persons_districts_and_nothing_is_lost():
    phone = Phone(phone_owner("karim", district=OWN), union_of(OTHER).pk, now=NOW)
    answer = phone.send(phone.record(venue="Canary hall"))
    assert answer.status_code == 409
    assert "place" in answer.json()["reasons"]
    assert not Event.objects.exists()
    assert b"Canary hall" in bytes(Quarantined.objects.get().body)


def test_a_phone_edits_no_event_of_another_district():
    owner = phone_owner("karim", "change_event", district=OTHER)
    phone = Phone(owner, union_of(OTHER).pk, now=NOW)
    record = phone.record()
    told = phone.send(record).json()
    owner.assignment.districts.set([OWN])
    moved = phone.send(phone.edit(record, told, women=99, place=union_of(OWN).pk))
    assert moved.status_code == 409
    assert Event.objects.get().women == 34


def test_a_phone_is_told_of_its_own_persons_records_only(rows):
    phone = Phone(phone_owner("karim", district=OWN), union_of(OWN).pk, now=NOW)
    assert phone.held() == {}


def test_who_works_everywhere_needs_no_assignment():
    assert scope_of(communications()) == EVERYWHERE


def test_a_district_that_moves_to_another_centre_moves_with_its_supervisor():
    boss = supervisor()
    assert scope_of(boss).holds(union_of(OWN).pk)
    ServedDistrict.objects.filter(district_id=OWN).delete()
    assert scope_of(boss) == NOWHERE


def test_no_volunteers_name_stands_in_messages_and_logs(rows):
    browser = browser_of(field_worker())
    volunteer = rows[OWN]["volunteer"]
    answer = browser.post(
        f"/admin/volunteers/edit/{volunteer.pk}/",
        {
            "name": volunteer.name,
            "union": volunteer.union_id,
            "phone": "",
            "active_from": "2024-01-01",
            "active_to": "2024-02-01",
        },
        follow=True,
    )
    assert f"Volunteer {volunteer.pk}".encode() in answer.content
    history = browser_of(communications()).get("/admin/reports/site-history/")
    assert b"Canary" not in history.content
