"""What the field app is made of: the same for everybody, all of one version."""

import json
import re

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import translation

from campaigns.models import Place
from events.field_app import files, views
from events.field_app.files import FOLDER, AppFile, app_files, version
from events.field_app.words import script_words
from events.models import EventKind
from portal.pages.models import Programme
from tests.events.phone import DISTRICT, Phone, field_worker

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

SHELLS = {"bn": "/field/", "en": "/field/en/"}
SCRIPTS = sorted(FOLDER.glob("*.js"))
# Newer than the browsers of cheap phones (Chrome 90), with where each began.
TOO_NEW = [
    r"randomUUID",  # 92
    r"\.at\(-?\w+\)",  # 92
    r"hasOwn\b",  # 93
    r"structuredClone",  # 98
    r"findLast",  # 97
    r"\.toSorted|\.toReversed|Array\.fromAsync",  # 110
    r"AbortSignal\.(timeout|any)",  # 103
    r"\binert\b",  # 102
    r"\bstatic \{",  # 94
    r"Object\.groupBy|Promise\.withResolvers",  # 117
]


def kept_by_the_worker(client: Client) -> dict:
    head = client.get("/field/worker.js").content.decode().partition("\n")[0]
    return json.loads(head.removeprefix("self.APP = ").removesuffix(";"))


@pytest.mark.parametrize(("language", "path"), SHELLS.items())
def test_anybody_gets_the_shell_in_its_own_language_whatever_the_browser_speaks(language, path):
    other = "en" if language == "bn" else "bn"
    answer = Client(headers={"Accept-Language": other}).get(path)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in text
    assert ("আয়োজন" in text) == (language == "bn")
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies


def test_who_is_half_signed_in_gets_it_too_and_stays_as_they_are():
    supervisor = User.objects.create_user("selim", is_staff=True)
    browser = Client()
    browser.force_login(supervisor)
    assert browser.get("/field/").status_code == 200
    assert browser.session.keys()


def test_no_script_and_no_style_stand_in_the_page():
    answer = Client().get("/field/")
    text = answer.content.decode()
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    scripts = re.findall(r"<script([^>]*)>", text)
    assert [one for one in scripts if "src=" not in one and "application/json" not in one] == []
    assert not re.search(r"<style|\sstyle=|\son\w+=", text)


def test_the_worker_keeps_all_that_the_app_is_made_of(client):
    kept = kept_by_the_worker(client)["kept"]
    assert {*SHELLS.values(), "/field/app.webmanifest"} <= set(kept)
    assert len(kept) == 3 + len(app_files()) - 1
    for address in kept:
        answer = client.get(address)
        assert answer.status_code == 200, address
        if "/files/" in address:
            assert "immutable" in answer["Cache-Control"]
            assert answer["Content-Type"]


def test_every_module_that_one_imports_is_there():
    for script in SCRIPTS:
        for name in re.findall(r'from "\./([\w.]+)"', script.read_text()):
            assert name in app_files(), (script.name, name)


@pytest.fixture
def other_version(monkeypatch):
    def change(name: str = "app.css") -> None:
        changed = {**app_files(), name: AppFile(b"/* other */", "text/css")}
        for module in (files, views):
            monkeypatch.setattr(module, "app_files", lambda: changed)
        version.cache_clear()

    yield change
    monkeypatch.undo()
    version.cache_clear()


def test_a_change_of_any_file_is_a_new_version_of_all(client, other_version):
    before, old = kept_by_the_worker(client), reverse("field_app_file", args=[version(), "app.js"])
    other_version()
    after = kept_by_the_worker(client)
    assert after["version"] != before["version"]
    assert not {one for one in after["kept"] if "/files/" in one} & {*before["kept"]}
    assert client.get(old).status_code == 404


def test_a_change_of_words_is_a_new_version_too(client, monkeypatch):
    before = kept_by_the_worker(client)
    monkeypatch.setattr(views, "script_words", lambda: {**script_words(), "more": "words"})
    assert kept_by_the_worker(client)["version"] != before["version"]


def test_nothing_else_can_be_fetched_from_the_folder(client):
    for name in ("worker.js", "../views.py", "nothing.js"):
        assert client.get(f"/field/files/{version()}/{name}").status_code == 404


def test_the_manifest_opens_the_app_and_shows_icons_that_are_there(client):
    manifest = client.get("/field/app.webmanifest").json()
    assert (manifest["start_url"], manifest["scope"]) == ("/field/", "/field/")
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}
    for icon in manifest["icons"]:
        assert client.get(icon["src"]).content.startswith(b"\x89PNG")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_old_phones_can_run_it(script):
    text = script.read_text()
    assert not [feature for feature in TOO_NEW if re.search(feature, text)]


def test_every_word_that_a_script_says_is_there():
    words = script_words()
    said = set()
    for script in SCRIPTS:
        text = script.read_text()
        for group, dotted, quoted in re.findall(r'words\.(\w+)(?:\.(\w+)|\["([\w-]+)"\])', text):
            said.add((group, dotted or quoted))
    assert len(said) > 20
    known = {"map", "length"}
    missing = {(g, w) for g, w in said if w not in known and w not in words.get(g, {})}
    assert missing == set()


def test_both_languages_fill_in_the_same_values():
    def places(words, path=""):
        if isinstance(words, dict):
            for name, inner in words.items():
                yield from places(inner, f"{path}.{name}")
        elif isinstance(words, str):
            yield path, tuple(sorted(set(re.findall(r"\{\w+\}", words))))

    said = {}
    for language in ("en", "bn"):
        with translation.override(language):
            said[language] = dict(places(script_words()))
    assert said["en"] == said["bn"]


def test_it_carries_the_name_of_the_programme_and_says_when_it_is_a_demo(client):
    assert "demo" not in client.get("/field/en/").content.decode()
    programme = Programme.load()
    programme.name_bn, programme.is_demo = "সুরক্ষা", True
    programme.save()
    assert "সুরক্ষা" in client.get("/field/").content.decode()
    assert 'class="demo"' in client.get("/field/en/").content.decode()
    assert client.get("/field/app.webmanifest").json()["short_name"] == "সুরক্ষা"


@pytest.mark.parametrize(("role", "shown"), [("Field staff", True), ("Donor readers", False)])
def test_the_admin_leads_to_it_whoever_may_log(role, shown):
    person = User.objects.create_user("asma")
    person.groups.add(Group.objects.get(name=role))
    browser = Client()
    browser.force_login(person)
    assert ('"/field/"' in browser.get("/admin/").content.decode()) == shown


# --- What the form offers ---------------------------------------------------------------


def test_a_person_is_offered_their_own_districts_and_the_kinds_on_offer(phone):
    EventKind.objects.filter(pk="dialogue").update(active=False)
    offered = phone.browser.get("/field/api/choices").json()
    assert offered["person"] == "rahima"
    assert [one["code"] for one in offered["districts"]] == [DISTRICT]
    kinds = {one["code"]: one for one in offered["kinds"]}
    assert "dialogue" not in kinds
    assert kinds["workshop"]["has_level"]
    assert not kinds["ipt-show"]["has_level"]
    assert kinds["ipt-show"]["bn"]


def test_the_places_of_the_own_district_come_with_what_they_lie_in(phone):
    places = phone.browser.get(f"/field/api/places/{DISTRICT}").json()["places"]
    expected = Place.objects.within(DISTRICT).exclude(pk=DISTRICT)
    assert {one["code"] for one in places} == {place.pk for place in expected}
    assert {one["level"] for one in places} == {"upazila", "union", "city_corporation"}
    codes = {one["code"] for one in places} | {DISTRICT}
    assert all(one["within"] in codes for one in places)


@pytest.mark.parametrize("district", ["BD3026", "BD40", "BD4", "BD40470012", "x", "BD404"])
def test_no_place_of_another_district_is_offered(phone, district):
    answer = phone.browser.get(f"/field/api/places/{district}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not-yours")


def test_who_works_everywhere_is_offered_every_district(union):
    Phone(field_worker("karim"), union.code)
    boss = Phone(field_worker("shirin", "everywhere_assignment"), union.code)
    offered = boss.browser.get("/field/api/choices").json()["districts"]
    assert len(offered) == Place.objects.filter(level="district").count()
    assert boss.browser.get("/field/api/places/BD3026").status_code == 200


@pytest.mark.parametrize("path", ["/field/api/choices", f"/field/api/places/{DISTRICT}"])
def test_a_stranger_is_offered_nothing(client, path):
    assert client.get(path).status_code == 401


def test_an_offer_asks_the_database_little(phone, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        phone.browser.get(f"/field/api/places/{DISTRICT}")
