"""Centres, the districts each serves, and who works where, as an administrator enters them."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from campaigns.models import RSC, Assignment, ServedDistrict
from campaigns.scope import Scope, scope_of

pytestmark = pytest.mark.django_db

TANGAIL, KHULNA = "BD3093", "BD4047"


@pytest.fixture
def browser() -> Client:
    browser = Client()
    browser.force_login(User.objects.create_superuser("shirin"))
    return browser


def rsc_form(*districts: str, **over: str) -> dict[str, object]:
    return {
        "name_en": "Tangail", "name_bn": "টাঙ্গাইল", "seat": TANGAIL, "address": "", "phone": "",
        "hours": "", "active_from": "", "active_to": "",
        "districts_source": "letter of 3 March", "districts": list(districts), **over,
    }  # fmt: skip


def served() -> dict[str, str]:
    rows = ServedDistrict.objects.select_related("rsc")
    return {row.district_id: row.rsc.name_en for row in rows}


def test_a_centre_is_entered_with_its_districts(browser):
    assert browser.post("/admin/rscs/new/", rsc_form(TANGAIL, KHULNA)).status_code == 302
    assert served() == {TANGAIL: "Tangail", KHULNA: "Tangail"}


def test_a_centre_gives_districts_up_and_takes_others(browser):
    browser.post("/admin/rscs/new/", rsc_form(TANGAIL))
    edit = f"/admin/rscs/edit/{RSC.objects.get().pk}/"
    assert f'value="{TANGAIL}"' in browser.get(edit).content.decode()
    assert browser.post(edit, rsc_form(KHULNA)).status_code == 302
    assert served() == {KHULNA: "Tangail"}


def test_no_district_is_served_twice_and_the_form_names_who_serves_it(browser):
    browser.post("/admin/rscs/new/", rsc_form(TANGAIL))
    answer = browser.post("/admin/rscs/new/", rsc_form(TANGAIL, KHULNA, name_en="Khulna"))
    (problem,) = answer.context["form"].errors["districts"]
    assert "Tangail" in problem
    assert served() == {TANGAIL: "Tangail"}
    assert RSC.objects.count() == 1


def test_the_list_says_how_many_districts_have_no_centre(browser):
    browser.post("/admin/rscs/new/", rsc_form(TANGAIL))
    assert "63 districts have no centre" in browser.get("/admin/rscs/").content.decode()


def test_the_source_of_the_list_of_districts_is_asked_for(browser):
    answer = browser.post("/admin/rscs/new/", rsc_form(TANGAIL, districts_source=""))
    assert "districts_source" in answer.context["form"].errors


def test_a_person_is_assigned_to_districts(browser):
    karim = User.objects.create_user("karim")
    answer = browser.post(
        "/admin/assignments/new/", {"user": karim.pk, "supervises": "", "districts": [TANGAIL]}
    )
    assert answer.status_code == 302
    assert scope_of(karim) == Scope(frozenset({TANGAIL}))
    assert "karim" in browser.get("/admin/assignments/").content.decode()


def test_an_assignment_to_nothing_is_refused(browser):
    karim = User.objects.create_user("karim")
    answer = browser.post("/admin/assignments/new/", {"user": karim.pk, "supervises": ""})
    assert "districts" in answer.context["form"].errors
    assert not Assignment.objects.exists()


def test_an_assignment_that_ends_closes_what_it_opened(browser):
    karim = User.objects.create_user("karim")
    row = Assignment.objects.create(user=karim)
    row.districts.set([TANGAIL])
    assert browser.post(f"/admin/assignments/delete/{row.pk}/").status_code == 302
    assert scope_of(karim) == Scope(frozenset())


def test_a_group_can_be_given_every_district(browser):
    page = browser.get(f"/admin/groups/edit/{Group.objects.first().pk}/").content.decode()
    assert "any district" in page
