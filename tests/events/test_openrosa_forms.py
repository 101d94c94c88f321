"""The forms themselves: made of our kinds and places, in both languages, versioned by content."""

import csv
import io

import pytest
from defusedxml import ElementTree
from django.contrib.auth.models import User
from django.utils import translation

from campaigns.campaign_states import open_campaign
from campaigns.models import Assignment, Place
from events import event_parts
from events.details.slots import SLOTS
from events.kinds import change_kind
from events.models import EventKind
from events.openrosa import forms
from events.openrosa.forms import find_form, forms_offered
from events.openrosa.place_list import places_csv, schools_csv
from tests.campaigns.campaign_made import NOW, make_campaign, somebody
from tests.events.collect import COMMUNITY, OFFICIALS
from tests.events.phone import field_worker
from tests.events.quizzes import offered_question, school_in

pytestmark = pytest.mark.django_db

X = "{http://www.w3.org/2002/xforms}"
H = "{http://www.w3.org/1999/xhtml}"


def versions() -> dict[str, str]:
    return {form.form_id: form.version for form in forms_offered()}


def questions(form_id: str) -> set[str]:
    root = ElementTree.fromstring(find_form(form_id).xml)
    return {bind.get("nodeset").rsplit("/", 1)[-1] for bind in root.iter(f"{X}bind")}


def texts(form_id: str) -> dict[str, dict[str, str]]:
    """Give what each language says, by the id of the text."""
    root = ElementTree.fromstring(find_form(form_id).xml)
    return {
        one.get("lang"): {
            text.get("id"): "".join(text.find(f"{X}value").itertext())
            for text in one.iter(f"{X}text")
        }
        for one in root.iter(f"{X}translation")
    }


def test_every_kind_that_is_offered_is_in_one_form():
    found = [
        item.text
        for form in forms_offered()
        for instance in ElementTree.fromstring(form.xml).iter(f"{X}instance")
        if instance.get("id") == "kinds"
        for item in instance.iter(f"{X}name")
    ]
    assert sorted(found) == sorted(EventKind.objects.values_list("pk", flat=True))


def test_a_kind_that_is_no_longer_offered_leaves_the_form_and_its_forms_are_still_taken():
    before = versions()
    EventKind.objects.filter(pk="ipt-show").update(active=False)
    after = versions()
    assert after[COMMUNITY] != before[COMMUNITY]
    assert after[OFFICIALS] == before[OFFICIALS]
    assert b"ipt-show" not in find_form(COMMUNITY).xml


def test_the_version_is_that_of_the_content_whoever_asks_and_when():
    before = versions()
    forms._made.cache_clear()
    with translation.override("bn"):
        assert versions() == before
    kind = EventKind.objects.get(pk="workshop")
    change_kind(kind, name_en="Workshop of officials", name_bn=kind.channel.label_bn)
    after = versions()
    assert after[OFFICIALS] != before[OFFICIALS]
    assert after[COMMUNITY] == before[COMMUNITY]


def test_the_same_form_is_made_once(monkeypatch):
    forms._made.cache_clear()
    made = [form.xml for form in forms_offered()]
    assert [form.xml for form in forms_offered()] == made
    assert forms._made.cache_info().misses == len(made)


@pytest.mark.parametrize("form_id", [COMMUNITY, OFFICIALS])
def test_each_text_is_there_in_both_languages(form_id):
    said = texts(form_id)
    assert [*said] == ["বাংলা (bn)", "English (en)"]
    bangla, english = said.values()
    assert bangla.keys() == english.keys()
    assert not [name for name, text in {**bangla, **english}.items() if text in {"", "-"}]
    for text in english.values():
        assert not any("\u0980" <= letter <= "\u09ff" for letter in text), text


@pytest.mark.parametrize("form_id", [COMMUNITY, OFFICIALS])
def test_a_phone_opens_in_bangla_and_photos_are_made_small(form_id):
    root = ElementTree.fromstring(find_form(form_id).xml)
    assert root.find(f".//{X}translation[@default]").get("lang") == "বাংলা (bn)"
    orx = "{http://openrosa.org/xforms}"
    binds = {bind.get("nodeset").rsplit("/", 1)[-1]: bind for bind in root.iter(f"{X}bind")}
    assert binds["photo_1"].get(f"{orx}max-pixels") == "1280"
    assert binds["instanceID"].get("{http://openrosa.org/javarosa}preload") == "uid"
    shot = next(one for one in root.iter(f"{X}input") if one.get("ref").endswith("/position"))
    assert shot.get("accuracyThreshold") == "50"


def test_every_question_is_a_field_that_the_intake_knows():
    """A field that is added there is asked here, or is named below with a reason."""
    asked = questions(COMMUNITY) | questions(OFFICIALS)
    helpers = {"district", "upazila", "union", "together", "all_told", "came", "instanceID",
               "instanceName", *(f"photo_{number}" for number in range(1, 6))}  # fmt: skip
    fields = asked - helpers - {"recorded_at"}
    # What is asked besides, also of the crowd; without a bank there are no questions to ask.
    offered_question()
    details = {name for name in questions(COMMUNITY) if name in SLOTS}
    assert details == {*SLOTS}
    fields -= {*details, "screen_quiz", "screen_fair", "screen_poll"}
    known = {*event_parts.READERS, *getattr(event_parts, "ROWS", ())}
    assert fields <= known
    # Photos come as files; no campaign but "none" exists; what is left is asked.
    assert known - fields == {"photos", "attachments", "campaign"}


def test_a_campaign_is_asked_about_once_there_is_one():
    assert "campaign" not in questions(COMMUNITY)
    before = versions()
    campaign = make_campaign("eid", is_open=False)
    assert "campaign" not in questions(COMMUNITY)
    open_campaign(campaign, by=somebody("Approvers"), now=NOW)
    assert "campaign" in questions(COMMUNITY)
    assert versions()[COMMUNITY] != before[COMMUNITY]
    assert {"ঈদের আগে"} <= {*texts(COMMUNITY)["বাংলা (bn)"].values()}


def rows(person: User) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(places_csv(person).decode()))]


def test_places_are_those_of_the_persons_districts():
    worker = field_worker("rahima", district="BD4047")
    found = rows(worker)
    assert {row["name"][:6] for row in found} == {"BD4047"}
    assert len(found) == Place.objects.filter(code__startswith="BD4047").count()
    Assignment.objects.get(user=worker).districts.add("BD3093")
    assert {row["name"][:6] for row in rows(worker)} == {"BD4047", "BD3093"}


def test_schools_are_those_of_the_persons_districts_and_a_question_makes_a_new_form():
    before = versions()
    offered_question(text_en="Who keeps your passport?")
    after = versions()
    assert after[COMMUNITY] != before[COMMUNITY]
    assert after[OFFICIALS] == before[OFFICIALS]
    assert "Who keeps your passport?" in texts(COMMUNITY)["English (en)"].values()
    own = school_in(Place.objects.get(pk="BD4047"))
    school_in(Place.objects.get(pk="BD3026"), "Canary School")
    told = schools_csv(field_worker("rahima", district="BD4047")).decode().splitlines()
    assert told[0] == "name,label,within"
    assert [line.partition(",")[0] for line in told[1:]] == [str(own.pk)]
    assert told[1].endswith("BD4047")
    assert versions() == after


def test_who_works_everywhere_has_all_places_each_inside_another():
    found = rows(User.objects.create_superuser("shirin"))
    names = {row["name"] for row in found}
    assert len(found) == len(names) == Place.objects.exclude(level="division").count()
    assert sum(row["within"] == "" for row in found) == 64
    assert {row["within"] for row in found} - {""} <= names
    khulna = next(row for row in found if row["name"] == "BD4047")
    assert khulna["label"] == "খুলনা · Khulna"


def test_the_code_of_a_place_begins_with_that_of_what_it_lies_in():
    """The forms find the narrowest place by this."""
    for code, parent in Place.objects.exclude(parent=None).values_list("code", "parent_id"):
        assert code.startswith(parent)
