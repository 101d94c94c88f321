"""The question bank, schools and services: words that were offered stay; who keeps what."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from campaigns.models import Place
from events.models import Question, School, ServiceKind
from tests.events.phone import field_worker
from tests.events.quizzes import offered_question, school_in

pytestmark = pytest.mark.django_db

BANK = "/admin/questions/"


def filled(**over: str) -> dict[str, str]:
    said = {
        "text_bn": "পাসপোর্ট কার কাছে থাকবে?",
        "text_en": "Who keeps your passport?",
        "answer_a_bn": "নিজের কাছে",
        "answer_a_en": "I do",
        "answer_b_bn": "দালালের কাছে",
        "answer_b_en": "The middleman",
        "right": "a",
        "topic": "middlemen",
        "active": "on",
    }
    return said | over


def test_a_question_is_kept_in_both_languages_and_offered_to_the_phones(admin, phone):
    answer = admin.post(f"{BANK}new/", filled())
    assert answer.status_code == 302, dict(answer.context["form"].errors)
    (offered,) = phone.browser.get("/field/api/choices").json()["questions"]
    assert (offered["en"], offered["right"]) == ("Who keeps your passport?", 1)
    assert offered["answers_bn"] == ["নিজের কাছে", "দালালের কাছে"]


def test_other_words_for_what_was_offered_are_another_question(admin):
    old = offered_question()
    answer = admin.post(f"{BANK}edit/{old.pk}/", filled())
    assert answer.status_code == 302
    new = Question.objects.get(text_en="Who keeps your passport?")
    old.refresh_from_db()
    assert (old.text_en, old.active, new.replaces, new.active) == ("Question 1?", False, old, True)
    # Another topic is no other question.
    admin.post(f"{BANK}edit/{new.pk}/", filled(topic="money"))
    assert Question.objects.get(pk=new.pk).topic == "money"
    assert Question.objects.count() == 2


def test_what_was_never_offered_may_be_reworded_and_is_offered_to_nobody(admin, phone):
    admin.post(f"{BANK}new/", filled(active=""))
    draft = Question.objects.get()
    assert phone.browser.get("/field/api/choices").json()["questions"] == []
    admin.post(f"{BANK}edit/{draft.pk}/", filled(text_en="Who holds it?", active=""))
    assert Question.objects.get().text_en == "Who holds it?"


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"answer_b_bn": ""}, "answer_b_bn"),
        ({"answer_c_en": "Nobody"}, "answer_c_bn"),
        ({"answer_d_en": "Nobody", "answer_d_bn": "কেউ না"}, "answer_c_en"),
        ({"right": "c"}, "right"),
        ({"answer_b_en": "i DO"}, "answer_b_en"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_beside_its_field(admin, over, field):
    answer = admin.post(f"{BANK}new/", filled(**over))
    assert [*answer.context["form"].errors] == [field]
    assert not Question.objects.exists()


def test_schools_are_kept_by_district(union):
    supervisor = field_worker("selim", "access_admin", "add_school", "change_school", "view_school")
    browser = Client()
    browser.force_login(supervisor)
    elsewhere = school_in(Place.objects.get(pk="BD3026"), "Canary School")
    school_in(union)
    shown = browser.get("/admin/schools/").content.decode()
    assert "Dumuria High School" in shown
    assert "Canary" not in shown
    assert browser.get(f"/admin/schools/edit/{elsewhere.pk}/").status_code in {302, 403}
    said = {"place": "BD3026", "name_en": "Another", "active": "on"}
    assert "place" in browser.post("/admin/schools/new/", said).context["form"].errors
    assert browser.post("/admin/schools/new/", {**said, "place": union.pk}).status_code == 302
    assert School.objects.filter(place=union).count() == 2


@pytest.mark.parametrize(
    ("role", "opens"),
    [
        ("Data managers", {"schools", "questions", "service_kinds"}),
        ("RSC supervisors", {"schools"}),
        ("Field staff", set()),
        ("Editors", set()),
    ],
)
def test_each_role_keeps_what_its_work_needs(role, opens):
    person = User.objects.create_user("asma")
    person.groups.add(Group.objects.get(name=role))
    browser = Client()
    browser.force_login(person)
    pages = ("schools", "questions", "service_kinds")
    assert {one for one in pages if browser.get(f"/admin/{one}/").status_code == 200} == opens


def test_services_are_a_list_in_both_languages_that_staff_may_change(admin, phone):
    assert ServiceKind.objects.filter(active=True).count() >= 8
    service = ServiceKind.objects.get(pk="finance")
    said = {"name_en": "Bank", "name_bn": "ব্যাংক", "slug": "other-slug", "sort_order": "5"}
    assert admin.post("/admin/service_kinds/edit/finance/", said).status_code == 302
    service.refresh_from_db()
    assert (service.pk, service.name_en, service.active) == ("finance", "Bank", False)
    offered = phone.browser.get("/field/api/choices").json()["services"]
    assert "finance" not in [one["code"] for one in offered]
