"""Staff keep the directory: the register stays the register, nothing is deleted, gaps are named."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.models import RSC
from portal.directory.models import Service, ServiceFact
from portal.directory.words import HOTLINE_KIND, OFFICE_KIND
from portal.facts.words import Kind
from tests.portal.conftest import client_of
from tests.portal.facts_made import make_fact

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
LIST, ADD = "/admin/services/", "/admin/services/new/"
NUMBER = {"kind": Kind.PHONE, "phone": "16135", "label_en": "Telephone", "label_bn": "ফোন"}


@pytest.fixture
def centre(db) -> Service:
    rsc = RSC.objects.create(
        name_en="Khulna", name_bn="খুলনা", seat_id="BD4047", districts_source="a letter"
    )
    return rsc.service


def posted(*facts: int, **fields) -> dict[str, object]:
    rows = {f"facts_told-{at}-fact": fact for at, fact in enumerate(facts)}
    orders = {f"facts_told-{at}-ORDER": at + 1 for at in range(len(facts))}
    return {
        "kind": HOTLINE_KIND, "name_en": "Line", "name_bn": "লাইন", "is_listed": "on",
        "districts_source": "", "step_free": "", "lat": "", "lon": "", "place": "",
        "facts_told-TOTAL_FORMS": len(facts), "facts_told-INITIAL_FORMS": 0,
        "facts_told-MIN_NUM_FORMS": 0, "facts_told-MAX_NUM_FORMS": 1000,
        **rows, **orders, **fields,
    }  # fmt: skip


def test_an_editor_adds_a_line_with_its_number_and_languages(editor):
    assert editor.get(ADD).status_code == 200
    fact = make_fact("line", **NUMBER)
    answer = editor.post(ADD, posted(fact.pk, languages=["en", "bn"]))
    assert answer.status_code == 302
    [made] = Service.objects.all()
    assert (made.languages, made.facts) == ("bn en", [fact])
    again = editor.get(reverse("services:edit", args=[made.pk])).content.decode()
    assert again.count("checked") >= 3


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name_bn": ""}, "Give it a name in both languages"),
        ({"districts": ["BD3026"]}, "Say who says that it serves"),
        ({"lat": "23.7"}, "A position needs both"),
        ({"lat": "90.4", "lon": "23.7"}, "less than or equal to 27"),
        ({"kind": "rsc"}, "Select a valid choice"),
    ],
)
def test_what_is_told_by_half_is_refused_in_words(editor, fields, words):
    answer = editor.post(ADD, posted(**fields))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Service.objects.exists()


def test_a_centre_of_the_register_is_here_and_keeps_what_the_register_says(editor, centre):
    address = reverse("services:edit", args=[centre.pk])
    assert "The register has it" in editor.get(address).content.decode()
    editor.post(address, posted(kind=OFFICE_KIND, name_en="Other", step_free="yes"))
    centre.refresh_from_db()
    assert (centre.kind_id, centre.name("en"), centre.step_free) == (
        "rsc", "Reintegration Service Centre, Khulna", "yes",
    )  # fmt: skip


def test_the_list_says_where_for_whom_and_what_is_lacking(editor, centre):
    past = {"checked_on": dt.date(2020, 1, 1), "review_by": dt.date(2021, 1, 1)}
    ServiceFact.objects.create(service=centre, fact=make_fact("old", **NUMBER, **past))
    html = editor.get(LIST).content.decode()
    assert "Overdue; not known: Address, Opening hours" in html
    assert "Khulna" in html
    Service.objects.create(kind_id=HOTLINE_KIND, name_en="Line", name_bn="লাইন")
    assert "All districts" in editor.get(LIST).content.decode()
    assert "Line" not in editor.get(f"{LIST}?district=BD4047").content.decode()


def test_the_list_takes_as_many_queries_for_any_number(editor, centre):
    def queries() -> int:
        editor.get(LIST)
        with CaptureQueriesContext(connection) as captured:
            editor.get(LIST)
        return len(captured)

    fact = make_fact("line", **NUMBER)
    for at in range(2):
        one = Service.objects.create(kind_id=HOTLINE_KIND, name_en=f"L{at}", name_bn="L")
        ServiceFact.objects.create(service=one, fact=fact)
    few = queries()
    for at in range(8):
        one = Service.objects.create(kind_id=HOTLINE_KIND, name_en=f"M{at}", name_bn="M")
        ServiceFact.objects.create(service=one, fact=fact)
    assert queries() == few


@pytest.mark.parametrize(
    ("group", "services", "kinds"),
    [
        ("Editors", 200, 302), ("Approvers", 200, 200), ("RSC supervisors", 302, 302),
        ("Data managers", 302, 302),
    ],
)  # fmt: skip
def test_who_may_keep_services_and_kinds(group, services, kinds):
    client = client_of(group)
    assert client.get(ADD).status_code == services
    assert client.get("/admin/kinds_of_service/new/").status_code == kinds


def test_nothing_of_the_directory_can_be_deleted(admin_client, centre):
    for name in ("services", "kinds_of_service"):
        assert admin_client.post(f"/admin/{name}/delete/{centre.pk}/").status_code in {403, 404}
    assert Service.objects.exists()
