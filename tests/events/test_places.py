"""Finding one place among five thousand, in the chooser that the form opens."""

import unicodedata

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.models import Place
from events.places import describe_place, find_places

pytestmark = pytest.mark.django_db

CHOOSER = "/admin/place_chooser/"


def found(text: str) -> set[str]:
    return {place.name_en for place in find_places(text)}


def test_a_bangla_name_finds_its_place():
    assert "Dumuria" in found("ডুমুরিয়া")


def test_a_bangla_name_typed_in_its_other_unicode_form_finds_it_too():
    # Phones send U+09DF where the data, being NFC, holds two characters.
    one_character = "ডুমুরি\u09dfা"
    assert one_character != unicodedata.normalize("NFC", one_character)
    assert "Dumuria" in found(one_character)


@pytest.mark.parametrize("spelling", ["Comilla", "cumilla", "কুমিল্লা"])
def test_old_and_new_spellings_find_the_district(spelling):
    assert "BD2019" in {place.code for place in find_places(spelling)}


def test_a_second_word_may_name_what_the_place_lies_in():
    places = find_places("sadar tangail")
    assert {place.name_en for place in places if place.level == "upazila"} == {"Tangail Sadar"}


def test_the_name_of_a_district_alone_does_not_bring_all_its_unions():
    assert len(find_places("khulna")) < 10


def test_a_place_is_named_with_what_it_lies_in():
    union = Place.objects.select_related("parent__parent").filter(
        level="union", code__startswith="BD4047"
    )[0]
    assert describe_place(union).endswith(", Khulna")
    assert describe_place(union).count(",") == 2


def test_the_chooser_finds_by_bangla_name(admin):
    answer = admin.get(CHOOSER + "results/", {"q": "ডুমুরিয়া"})
    assert "Dumuria" in answer.content.decode()


def test_the_chooser_narrows_by_district_and_level(admin):
    answer = admin.get(CHOOSER + "results/", {"district": "BD4047", "level": "upazila"})
    shown = {place.code for place in answer.context["results"].object_list}
    assert shown
    assert shown <= {p.code for p in Place.objects.filter(level="upazila", parent="BD4047")}


def test_the_chooser_offers_no_division_and_no_new_place(admin):
    answer = admin.get(CHOOSER, {"level": "division"})
    assert "Create" not in answer.json()["html"]
    divisions = Place.objects.filter(level="division").values_list("code", flat=True)
    first_page = admin.get(CHOOSER + "results/").context["results"].paginator
    assert first_page.count == Place.objects.count() - len(divisions)


def test_the_chooser_asks_the_database_as_often_for_twelve_rows_as_for_one(admin, union):
    def queries(**narrowed: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            admin.get(CHOOSER + "results/", narrowed)
        return len(asked)

    one, many = queries(q=union.code), queries(level="union")
    assert many == one


def test_what_was_chosen_is_named_in_full(admin):
    union = Place.objects.filter(level="union", code__startswith="BD4047")[0]
    answer = admin.get(f"{CHOOSER}chosen/{union.code}/")
    assert answer.json()["result"]["title"].endswith(", Khulna")


def test_nobody_chooses_without_signing_in(client):
    assert client.get(CHOOSER).status_code == 302
