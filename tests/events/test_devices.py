"""The passwords of devices: who gets in, who no more, and what a stranger's guesses do."""

import base64
import io
import json
import zlib

import pytest
from django.contrib.auth.models import Permission, User
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import ModelLogEntry

from campaigns.models import RSC, Assignment, ServedDistrict
from events.models import Device, Event
from events.openrosa.devices import add_device, revoke
from tests.events.collect import LIST, Collect, basic
from tests.events.phone import NOW, field_worker

pytestmark = pytest.mark.django_db

OWN, OTHER = "BD4047", "BD3093"


@pytest.fixture
def collect(union) -> Collect:
    cache.clear()
    return Collect(field_worker("rahima"), union.code)


def asks(name: str, password: str, **extra) -> int:
    answer = Client().get(LIST, headers={"Authorization": basic(name, password)}, **extra)
    return answer.status_code


# --- In and out --------------------------------------------------------------------------------


def test_without_a_password_the_door_asks_for_one(collect):
    answer = Client().get(LIST)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Basic ")
    assert answer.headers["X-OpenRosa-Version"] == "1.0"
    assert Client().head("/or/submission").status_code == 401


def test_a_wrong_password_and_a_wrong_name_are_told_alike(collect):
    told = [
        Client().get(LIST, headers={"Authorization": basic(name, password)})
        for name, password in ((collect.device.name, "wrong"), ("nobody", collect.password))
    ]
    assert {answer.status_code for answer in told} == {401}
    assert told[0].content == told[1].content


def test_nobodys_own_password_opens_this_door(collect):
    collect.person.set_password("my-own-password")
    collect.person.save()
    assert asks("rahima", "my-own-password") == 401
    assert asks(collect.device.name, "my-own-password") == 401


def test_a_session_opens_nothing_here(collect):
    browser = Client()
    browser.force_login(User.objects.create_superuser("shirin"))
    assert browser.get(LIST).status_code == 401
    assert browser.post("/or/submission").status_code == 401


def test_the_password_of_one_device_opens_no_other(collect, union):
    other = Collect(field_worker("karim"), union.code)
    assert asks(collect.device.name, other.password) == 401
    assert asks(other.device.name, other.password) == 200


def test_capitals_blanks_and_hyphens_are_the_keyboards(collect):
    typed = collect.password.replace("-", "").upper()
    assert asks(collect.device.name.capitalize() + " ", typed) == 200


def test_a_revoked_device_is_403_and_its_colleague_goes_on(collect, union):
    other = Collect(collect.person, union.code)
    assert revoke(collect.device, now=NOW)
    for answer in (collect.get(LIST), collect.head(), collect.send(collect.fill())):
        assert answer.status_code == 403
    assert other.send(other.fill()).status_code == 201
    assert Event.objects.count() == 1
    # To whoever guesses it stays a stranger.
    assert asks(collect.device.name, "wrong") == 401


@pytest.mark.parametrize("change", ["inactive", "without permission"])
def test_who_may_not_log_events_may_not_here(collect, change):
    if change == "inactive":
        User.objects.update(is_active=False)
    else:
        collect.person.user_permissions.clear()
    assert collect.get(LIST).status_code == 403
    assert collect.send(collect.fill()).status_code == 403
    assert not Event.objects.exists()


def test_a_plain_line_from_elsewhere_is_refused_before_a_password_is_asked_for(collect):
    header = basic(collect.device.name, collect.password)
    far = {"REMOTE_ADDR": "203.0.113.9"}
    answer = Client().get(LIST, **far)
    assert answer.status_code == 403
    assert "WWW-Authenticate" not in answer.headers
    assert Client().get(LIST, headers={"Authorization": header}, **far).status_code == 403
    assert (
        Client().get(LIST, headers={"Authorization": header}, secure=True, **far).status_code == 200
    )


def test_behind_a_proxy_a_plain_line_is_not_taken_for_this_machine(collect, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    header = {"Authorization": basic(collect.device.name, collect.password)}
    through = {**header, "X-Forwarded-For": "203.0.113.9"}
    assert Client().get(LIST, headers=through).status_code == 403


def test_the_door_notes_when_a_device_was_here(collect):
    assert collect.device.last_seen_at is None
    collect.get(LIST)
    collect.device.refresh_from_db()
    assert collect.device.last_seen_at is not None


# --- Guessing ----------------------------------------------------------------------------------


def test_after_ten_wrong_passwords_no_more_are_looked_at(collect):
    for _ in range(10):
        assert asks(collect.device.name, "wrong") == 401
    answer = collect.get(LIST)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


def test_a_strangers_guesses_lock_out_nobody_else(collect, union):
    colleague = Collect(field_worker("karim"), union.code)
    for _ in range(12):
        asks(collect.device.name, "wrong", REMOTE_ADDR="203.0.113.9", secure=True)
    # From another address, and another device from the same one.
    assert collect.get(LIST).status_code == 200
    same = {"REMOTE_ADDR": "203.0.113.9", "secure": True}
    assert asks(colleague.device.name, colleague.password, **same) == 200
    assert asks(collect.device.name, collect.password, **same) == 429


def test_a_slip_is_forgotten_when_it_goes_well(collect):
    for _ in range(3):
        for _ in range(9):
            asks(collect.device.name, "wrong")
        assert collect.get(LIST).status_code == 200


# --- Making one --------------------------------------------------------------------------------


def made_by_command(**options: str) -> dict[str, str]:
    out = io.StringIO()
    call_command("add_device", **options, stdout=out, stderr=io.StringIO())
    lines = (line.partition(":") for line in out.getvalue().splitlines())
    return {name: text.strip() for name, _colon, text in lines}


def test_the_command_prints_what_opens_the_door(union):
    field_worker("rahima")
    made = made_by_command(user="rahima", label="Rahima's Symphony")
    assert made["server"].endswith("/or")
    assert asks(made["user name"], made["password"]) == 200
    assert Device.objects.get().label == "Rahima's Symphony"
    assert ModelLogEntry.objects.filter(action="wagtail.create").exists()


@pytest.mark.parametrize(
    ("user", "label"), [("nobody", "x"), ("rahima", " "), ("rahima", "x" * 101)]
)
def test_the_command_makes_none_for_nobody_and_without_a_label(user, label):
    field_worker("rahima")
    with pytest.raises(CommandError):
        made_by_command(user=user, label=label)
    assert not Device.objects.exists()


def test_the_password_is_128_bits_and_nowhere_in_the_database(union):
    person = field_worker("rahima")
    passwords = {add_device(person, label="x", now=NOW).password for _ in range(50)}
    assert len(passwords) == 50
    # 31 letters: 26 of them are 128 bits.
    assert {len(one.replace("-", "")) for one in passwords} == {28}
    rows = json.dumps([*Device.objects.values()], default=str)
    assert not any(one in rows or one.replace("-", "") in rows for one in passwords)


# --- In the admin ------------------------------------------------------------------------------


def supervisor(*districts: str) -> User:
    rsc = RSC.objects.create(name_en="K", name_bn="K", seat_id=OWN, districts_source="a test")
    for district in districts:
        ServedDistrict.objects.create(district_id=district, rsc=rsc)
    person = User.objects.create_user("boss")
    names = ["access_admin", "add_device", "change_device", "view_device"]
    person.user_permissions.set(Permission.objects.filter(codename__in=names))
    Assignment.objects.create(user=person, supervises=rsc)
    return person


def browser_of(person: User) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def test_the_admin_shows_the_password_once(admin, union):
    rahima = field_worker("rahima")
    page = admin.post("/admin/devices/new/", {"user": rahima.pk, "label": "Symphony"})
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    made = page.context["made"]
    assert made.password in page.content.decode()
    assert asks(made.device.name, made.password) == 200
    for url in ("/admin/devices/", f"/admin/devices/inspect/{made.device.pk}/"):
        assert made.password not in admin.get(url).content.decode()


def test_the_picture_holds_what_collect_reads_from_it(collect):
    made = add_device(collect.person, label="Rahima's", now=NOW)
    read = json.loads(zlib.decompress(base64.b64decode(made.settings_code("https://x.example/or"))))
    assert read["general"]["server_url"] == "https://x.example/or"
    assert asks(read["general"]["username"], read["general"]["password"]) == 200


def test_a_device_is_revoked_in_the_admin_and_that_is_written_down(admin, collect):
    page = admin.get(f"/admin/devices/inspect/{collect.device.pk}/").content.decode()
    assert f"/admin/devices/revoke/{collect.device.pk}/" in page
    admin.post(f"/admin/devices/revoke/{collect.device.pk}/")
    assert collect.get(LIST).status_code == 403
    entry = ModelLogEntry.objects.get(action="events.revoke_device")
    assert (entry.object_id, entry.user.username) == (str(collect.device.pk), "shirin")
    assert b"/revoke/" not in admin.get(f"/admin/devices/inspect/{collect.device.pk}/").content


def test_a_supervisor_has_the_devices_of_their_own_people_only(collect):
    elsewhere = field_worker("karim", district=OTHER)
    both = field_worker("lina")
    both.assignment.districts.set([OWN, OTHER])
    chief = field_worker("chief", "everywhere_assignment")
    others = [
        add_device(one, label=f"Canary {one}", now=NOW).device for one in (elsewhere, both, chief)
    ]
    browser = browser_of(supervisor(OWN))
    page = browser.get("/admin/devices/").content.decode()
    assert collect.device.name in page
    assert "Canary" not in page
    for device in others:
        assert browser.get(f"/admin/devices/inspect/{device.pk}/").status_code in {302, 403}
        browser.post(f"/admin/devices/revoke/{device.pk}/")
        device.refresh_from_db()
        assert not device.is_revoked
        browser.post("/admin/devices/new/", {"user": device.user_id, "label": "stolen"})
    assert not Device.objects.filter(label="stolen").exists()
    browser.post(f"/admin/devices/revoke/{collect.device.pk}/")
    collect.device.refresh_from_db()
    assert collect.device.is_revoked


def test_field_staff_make_and_revoke_no_devices(collect):
    worker = field_worker("karim", "access_admin")
    browser = browser_of(worker)
    assert browser.get("/admin/devices/").status_code == 302
    assert browser.get("/admin/devices/new/").status_code == 302
    browser.post(f"/admin/devices/revoke/{collect.device.pk}/")
    collect.device.refresh_from_db()
    assert not collect.device.is_revoked


def test_offered_are_people_who_may_log_events(admin, collect):
    User.objects.create_user("a-reader")
    page = admin.get("/admin/devices/new/").content.decode()
    assert "rahima" in page
    assert "a-reader" not in page
