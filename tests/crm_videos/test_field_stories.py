"""The pages of stories in the field: consent first, one's own only, and nothing read back."""

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from campaigns.models import Assignment
from crm_videos import models
from crm_videos.asking import narrow_consent
from crm_videos.consent import Scope
from crm_videos.field_stories.guidance import advice_for, media_for
from crm_videos.field_stories.mine import newest_of
from crm_videos.identity import IdentityLevel
from crm_videos.models import CodeCard, Consent, ConsentScript, Recording
from crm_videos.recordings.uploading import begin_upload, refuse
from crm_videos.words import Chapter, Medium
from foundation.moments import dhaka_day
from tests.crm_videos.agreed import agree, take_back
from tests.crm_videos.conftest import ELSEWHERE, HERE, browser_of, colleague

pytestmark = pytest.mark.django_db

LIST = "/field/stories/"
PERSON = {
    "name": "Canary Begum", "telephone": "01799555123", "village": "Canarypara",
    "other_names": "Dalalcanary",
}  # fmt: skip


@pytest.fixture
def script() -> ConsentScript:
    day = dhaka_day(timezone.now())
    return ConsentScript.objects.create(
        version="2", text_bn="শুনুন।\nবুঝেছেন?", text_en="Hear.\nGot it?", active_from=day
    )


@pytest.fixture
def recorder(db):
    return colleague("rahima", "add_recording")


@pytest.fixture
def phone(recorder) -> Client:
    return browser_of(recorder)


@pytest.fixture
def agreed(testimony, recorder) -> models.Testimony:
    """A testimony of the recorder's own, whose person agreed just now."""
    agree(testimony, recorder, now=timezone.now())
    return testimony


def page_of(testimony: models.Testimony, part: str) -> str:
    return f"{LIST}{testimony.pk}/{part}/"


def answers(**changes) -> dict:
    ends = dhaka_day(timezone.now()) + dt.timedelta(days=365)
    form = {
        "seen": 0, "script": ConsentScript.objects.get(version="2").pk, "script_language": "bn",
        "adult": "on", "aid_said": "on", "risks_asked": "on", "middleman_near": "no",
        "case_in_court": "no", "purposes": ["awareness"], "channels": ["site"],
        "languages": ["bn"], "identity_level": "face-hidden", "ends_on": ends.isoformat(),
        "contact": "the shop of a neighbour", "evidence_kind": "signature",
        "evidence_file": SimpleUploadedFile("s.png", b"canary", "image/png"), **changes,
    }  # fmt: skip
    return {name: value for name, value in form.items() if value is not None}


# --- From the first page to the last -----------------------------------------------------


def test_a_person_is_asked_by_the_one_way_there_is_and_then_tells_in_chapters(
    phone, recorder, script
):
    said = {**PERSON, "place": HERE, "told_on": dhaka_day(timezone.now()).isoformat()}
    answer = phone.post(f"{LIST}new/", said)
    testimony = models.Testimony.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, page_of(testimony, "consent"))
    assert testimony.person.open() == PERSON
    assert testimony.recorded_by == recorder
    # Before the consent there is no chapter.
    assert phone.get(page_of(testimony, "experience")).status_code == 403
    asked = phone.get(page_of(testimony, "consent")).content.decode()
    assert asked.count('class="aloud" lang="bn"') == 2
    card = phone.post(page_of(testimony, "consent"), answers())
    assert "crm_videos/field/card.html" in card.template_name
    consent = Consent.objects.get()
    assert (consent.asked_by, consent.identity_level) == (recorder, "face-hidden")
    assert consent.evidence_file.purpose == "signature"
    assert CodeCard.objects.valid().get().testimony == testimony
    for chapter in Chapter:
        answer = phone.post(page_of(testimony, chapter), {"text": f"canary of {chapter}"})
        assert (answer.status_code, answer["Location"]) == (302, f"{LIST}#{testimony.code}")
    told = Recording.objects.get(chapter="support")
    assert (told.words.open()["text"], told.medium) == ("canary of support", Medium.TEXT)
    # Afterwards: the code and the state, no person and no word.
    for page in (LIST, *(page_of(testimony, each) for each in Chapter)):
        shown = phone.get(page).content.decode().lower()
        assert testimony.code.lower() in shown
        assert not [one for one in ("canary", "01799555123", "neighbour") if one in shown]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"adult": None}, "১৮"),
        ({"identity_level": None}, "wrong"),
        ({"middleman_near": None}, "wrong"),
        ({"ends_on": "2036-01-01"}, "wrong"),
        ({"evidence_file": None}, "wrong"),
        ({"evidence_kind": "thumb"}, "বুড়ো আঙুল"),
    ],
    ids=["a child", "level not asked", "middleman not asked", "ten years", "no proof", "thumb"],
)
def test_what_was_not_asked_is_not_recorded_and_nothing_typed_is_lost(
    phone, testimony, script, changes, words
):
    page = phone.post(page_of(testimony, "consent"), answers(**changes))
    assert page.status_code == 200
    shown = page.content.decode()
    assert "the shop of a neighbour" in shown
    assert 'role="alert"' in shown
    assert not Consent.objects.exists()


def test_nobody_chooses_how_much_is_seen_but_the_person(phone, testimony, script):
    shown = phone.get(page_of(testimony, "consent")).content.decode()
    assert "checked" not in shown.partition('name="identity_level"')[2].partition("</section>")[0]


# --- No consent, no recording --------------------------------------------------------------


def test_without_a_consent_that_stands_there_is_no_chapter(phone, testimony, recorder):
    def is_refused() -> bool:
        before = Recording.objects.count()
        seen = phone.get(page_of(testimony, "message"))
        sent = phone.post(page_of(testimony, "message"), {"text": "canary"})
        assert "<form" not in seen.content.decode()
        assert Recording.objects.count() == before
        return seen.status_code == sent.status_code == 403

    assert is_refused()
    long_ago = timezone.now() - dt.timedelta(days=400)
    agree(testimony, recorder, now=long_ago, days=300)
    assert is_refused()
    agree(testimony, recorder, now=timezone.now())
    assert phone.get(page_of(testimony, "message")).status_code == 200
    take_back(testimony, recorder, now=timezone.now())
    assert is_refused()


def test_the_list_says_what_became_of_a_file_until_something_was_taken(phone, agreed, recorder):
    def lines() -> list[str]:
        (mine,) = newest_of(recorder, timezone.now())
        (told,) = [one for one in mine.chapters if one.chapter == Chapter.SUPPORT]
        return told.coming

    upload = begin_upload(
        agreed, chapter="support", medium="video", content_type="video/mp4", length=9,
        fingerprint="", by=recorder, now=timezone.now(),
    )  # fmt: skip
    assert lines() == ["Arriving"]
    refuse(upload, "This is no film.", now=timezone.now())
    assert lines() == ["This is no film."]
    assert "This is no film." in phone.get(LIST).content.decode()
    phone.post(page_of(agreed, "support"), {"text": "canary"})
    assert lines() == []


def test_a_consent_that_stands_or_was_withdrawn_is_the_offices_to_change(
    phone, agreed, recorder, script
):
    assert phone.get(page_of(agreed, "consent")).status_code == 409
    assert phone.post(page_of(agreed, "consent"), answers(seen=1)).status_code == 409
    take_back(agreed, recorder, now=timezone.now())
    assert phone.post(page_of(agreed, "consent"), answers(seen=2)).status_code == 409
    assert Consent.objects.count() == 2


def test_a_card_whose_words_got_lost_is_made_again_on_the_day_and_no_later(
    phone, agreed, recorder, testimony
):
    assert page_of(agreed, "card") in phone.get(LIST).content.decode()
    assert phone.post(page_of(agreed, "card")).status_code == 200
    assert CodeCard.objects.valid().count() == 1
    agree(agreed, recorder, now=timezone.now() - dt.timedelta(hours=25))
    assert phone.post(page_of(agreed, "card")).status_code == 403
    assert page_of(agreed, "card") not in phone.get(LIST).content.decode()


# --- Whose it is ------------------------------------------------------------------------------


def test_nobody_finds_the_testimony_of_another_or_of_another_district(phone, agreed, recorder):
    colleague_here = browser_of(colleague("karim", "add_recording"))
    for part in ("consent", "card", "experience"):
        assert colleague_here.get(page_of(agreed, part)).status_code == 404
        assert colleague_here.post(page_of(agreed, part), {"text": "canary"}).status_code == 404
    assert agreed.code not in colleague_here.get(LIST).content.decode()
    # Who was sent to another district leaves the old one's testimonies behind.
    Assignment.objects.get(user=recorder).districts.set([ELSEWHERE])
    assert phone.get(page_of(agreed, "experience")).status_code == 404
    assert agreed.code not in phone.get(LIST).content.decode()
    said = {**PERSON, "place": HERE, "told_on": dhaka_day(timezone.now()).isoformat()}
    assert phone.post(f"{LIST}new/", said).status_code == 200
    assert models.Testimony.objects.count() == 1
    assert not Recording.objects.exists()


def test_who_may_only_record_reaches_nothing_of_the_office(phone, agreed):
    for name in ("testimony", "ask", "withdraw", "card", "life"):
        assert phone.get(reverse(f"consents:{name}", args=[agreed.pk])).status_code in {302, 403}
    assert phone.get(reverse("testimonies:index")).status_code in {302, 403}


def test_who_was_erased_is_not_asked_and_not_recorded(phone, agreed):
    models.Testimony.objects.filter(pk=agreed.pk).update(erased_at=timezone.now())
    assert phone.get(page_of(agreed, "experience")).status_code == 403
    assert phone.get(page_of(agreed, "consent")).status_code == 409
    assert page_of(agreed, "experience") not in phone.get(LIST).content.decode()


# --- The door ------------------------------------------------------------------------------------


def every_page(testimony: models.Testimony) -> list[str]:
    own = get_resolver("crm_videos.field_stories.urls").reverse_dict
    names = {name for name in own if isinstance(name, str)}
    assert names == {"list", "new", "ask", "card", "chapter"}
    parts = ("consent", "card", *Chapter)
    return [LIST, f"{LIST}new/", *(page_of(testimony, part) for part in parts)]


def test_no_answer_may_be_kept_whoever_asks(client, phone, agreed):
    stranger, visitor = client, browser_of(colleague("visitor", "add_event"))
    for page in every_page(agreed):
        assert stranger.get(page).status_code == 302
        assert stranger.post(page).status_code == 401
        assert visitor.get(page).status_code == visitor.post(page).status_code == 403
    nowhere = [page_of(agreed, "nowhere"), f"{LIST}nowhere/"]
    for browser in (stranger, visitor, phone):
        for page in (*every_page(agreed), *nowhere):
            for answer in (browser.get(page), browser.post(page)):
                assert answer["Cache-Control"] == "no-store", (page, answer.status_code)
                assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_every_form_tells_the_browser_to_remember_nothing(phone, agreed, recorder, script):
    other = models.Testimony.objects.create(
        place=agreed.place, told_on=agreed.told_on, recorded_by=recorder, created_at=timezone.now()
    )
    pages = [f"{LIST}new/", page_of(other, "consent"), page_of(agreed, "experience")]
    for page in pages:
        shown = phone.get(page).content.decode()
        forms = [one.partition(">")[0] for one in shown.split("<form")[1:]]
        assert forms
        assert all('autocomplete="off"' in one for one in forms)
        typed = [one.partition(">")[0] for one in shown.split("<textarea")[1:]]
        typed += [
            one.partition(">")[0] for one in shown.split("<input") if 'type="text"' in one[:20]
        ]
        assert typed
        assert all('autocomplete="off"' in one and 'spellcheck="false"' in one for one in typed)


def test_bangla_comes_first_whatever_the_phone_asks_for(phone):
    english = {"HTTP_ACCEPT_LANGUAGE": "en-US"}
    assert 'lang="bn"' in phone.get(LIST, **english).content.decode()[:60]
    phone.cookies["django_language"] = "en"
    assert 'lang="en"' in phone.get(LIST, **english).content.decode()[:60]


def test_the_list_asks_as_little_however_much_stands_in_it(
    phone, agreed, recorder, django_assert_max_num_queries
):
    for _each in range(12):
        models.Testimony.objects.create(
            place=agreed.place, told_on=agreed.told_on, recorded_by=recorder,
            created_at=timezone.now(),
        )  # fmt: skip
    with django_assert_max_num_queries(14):
        assert phone.get(LIST).status_code == 200


def test_only_who_may_record_is_led_there_from_the_field_app(phone):
    def led(browser) -> list:
        return browser.get("/field/api/choices").json()["pages"]

    both = browser_of(colleague("both", "add_recording", "add_event"))
    assert [one["address"] for one in led(both)] == [LIST]
    assert led(browser_of(colleague("logger", "add_event"))) == []


# --- What to mind -------------------------------------------------------------------------------


def test_the_more_is_hidden_the_more_there_is_to_mind():
    drawings = {level: [one.drawing for one in advice_for(level)] for level in IdentityLevel}
    assert {"behind", "hands", "light", "test"} <= set(drawings["face-hidden"])
    assert set(drawings["voice-changed"]) - set(drawings["face-hidden"]) == {"voice"}
    for level in ("open", "first-name", "pseudonym"):
        assert not {"behind", "hands"} & set(drawings[level])
    # No third person, no place nearer than the district: whatever the person chose.
    assert all({"no-names", "no-house"} <= set(one) for one in drawings.values())


def test_of_who_agreed_to_writing_alone_nothing_is_filmed(phone, testimony, recorder):
    assert media_for(IdentityLevel.TEXT_ONLY) == [Medium.TEXT]
    agree(testimony, recorder, now=timezone.now())
    film = 'type="file"'
    assert film in phone.get(page_of(testimony, "experience")).content.decode()
    last = Consent.objects.get()
    narrow_consent(
        testimony, scope=replace(Scope.of(last), identity_level="text-only"), ends_on=last.ends_on,
        by=recorder, now=timezone.now(), seen=1,
    )  # fmt: skip
    shown = phone.get(page_of(testimony, "experience")).content.decode()
    assert film not in shown
    assert "<textarea" in shown


def test_the_scripts_ask_for_no_browser_newer_than_2018():
    newer = re.compile(r"\?\.[a-z(\[]|\?\?|\|\|=|catch \{|replaceChildren|requestSubmit|\.at\(")
    for name in ("asking.js", "sending.js"):
        path = finders.find(f"crm_videos/field/{name}")
        assert not newer.findall(Path(path).read_text(encoding="utf-8")), name
