"""The field app as a worker uses it: on a small phone, with a line that is seldom good."""

import base64
import hashlib
import io
import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections
from PIL import Image
from playwright.sync_api import TimeoutError as NotInTime
from playwright.sync_api import sync_playwright

from foundation.moments import DHAKA
from tests.browser.conftest import QUIET
from tests.browser.field_phone import WIDTH, Chrome, FieldPhone, event_file
from tests.browser.field_site import LEAVES, PASSWORD
from tests.browser.field_storm import FieldStorm
from tests.own_site import wait_until
from tests.simulators.bad_line import State

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

MOST_BYTES = 120_000
MOST_TAPS = 12
CANARY = b"CANARY-OF-A-CAMERA"
TOO_SMALL = """
() => [...document.querySelectorAll('a, button, select, summary, .chip, .pick,'
    + ' input:not([type=radio]):not([type=file]), textarea')]
  .filter(one => one.checkVisibility())
  .map(one => [one.name || one.textContent.trim(), one.getBoundingClientRect()])
  .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
  .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)
"""


@pytest.fixture(scope="module")
def playwright(field_site):
    with sync_playwright() as started:
        yield started
        # While Playwright's loop runs, Django opens a connection of its own.
        connections.close_all()


@pytest.fixture(scope="module")
def browser(playwright, chromium):
    opened = playwright.chromium.launch(executable_path=chromium, args=QUIET)
    yield opened
    opened.close()


@pytest.fixture
def new_phone(browser, field_site):
    """Give somebody a fresh phone on a good line."""
    field_site.line.state, field_site.line.cut_share = State.OPEN, 0.0
    field_site.clock.set(datetime.now(UTC))
    contexts = []

    def give(person="rahima", *, width=WIDTH, keeps_the_app=True, **more):
        context = browser.new_context(
            viewport={"width": width, "height": 740},
            locale="bn-BD",
            has_touch=True,
            service_workers="allow" if keeps_the_app else "block",
            **more,
        )
        contexts.append(context)
        phone = FieldPhone(context, field_site, keeps_the_app=keeps_the_app)
        if person:
            phone.sign_in(person)
        return phone

    yield give
    for context in contexts:
        context.close()


@pytest.fixture
def phone(new_phone):
    """A phone whose app stays open, or is opened with a network."""
    phone = new_phone(keeps_the_app=False)
    phone.open()
    return phone


@pytest.fixture
def offline_phone(new_phone):
    """A phone on which the app opens without a network."""
    phone = new_phone()
    phone.open()
    return phone


@pytest.fixture
def camera_photo(tmp_path):
    """A large photo as a camera writes it, with the place and more in it."""
    exif = Image.Exif()
    exif[0x010F] = CANARY.decode()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (22.81, 0.0, 0.0)
    path = tmp_path / "IMG_0001.jpg"
    with io.BytesIO() as file:
        Image.effect_noise((2000, 1500), 80).convert("RGB").save(file, "JPEG", exif=exif)
        path.write_bytes(file.getvalue())
    assert CANARY in path.read_bytes()
    return path


# --- It opens ----------------------------------------------------------------------


def test_the_first_load_is_small_and_the_second_needs_no_network(new_phone, field_site):
    line = field_site.line
    line.begin_to_count()
    phone = new_phone()
    page = phone.open()
    page.wait_for_load_state("networkidle")
    # All that came through the line, heads of answers included, compressed as it was sent.
    assert 20_000 < line.bytes_down <= MOST_BYTES, line.bytes_down
    line.state = State.DEAD
    page.reload()
    page.locator("#log:enabled").wait_for()
    page.click("[data-language=en]")
    page.locator("#log:enabled").wait_for()
    assert page.get_attribute("html", "lang") == "en"
    phone.open("/field/?from=home-screen")
    assert page.get_attribute("html", "lang") == "en"
    assert phone.complaints == []


def test_without_javascript_it_says_where_else_one_can_log(new_phone):
    phone = new_phone(java_script_enabled=False)
    page = phone.open(ready=False)
    assert page.locator("noscript a, p a[href*='/admin/']").first.is_visible()
    assert not page.locator("#log").is_visible()


@pytest.mark.parametrize(("path", "width"), [("/field/", 360), ("/field/en/", 1280)])
def test_every_screen_fits_and_can_be_touched(new_phone, tmp_path, path, width):
    phone = new_phone(width=width)
    said = []
    phone.page.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
    page = phone.open(path)
    phone.begin()
    page.click("#form button[type=submit]")
    for name in ("form", "home"):
        if name == "home":
            page.click("#back")
            phone.log_by_form(girls="১২")
        page.screenshot(path=tmp_path / f"{name}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(TOO_SMALL) == []
    assert said == []
    assert phone.complaints == []


# --- It is quick, and says what is wrong -----------------------------------------------


def test_after_the_first_of_the_day_a_show_takes_at_most_twelve_taps(phone):
    phone.log_by_form(message="দালাল ছাড়া বিদেশ", material="লিফলেট")
    page, taps = phone.page, 0

    def tap(selector):
        nonlocal taps
        taps += 1
        page.locator(selector).first.tap()

    tap("#log")
    # A browser that is held up takes a tap for a long press, which opens nothing.
    with suppress(NotInTime):
        page.locator("#form form").wait_for(timeout=5_000)
    if not page.locator("#form form").is_visible():
        page.locator("#log").tap()
    for name, text in {"women": "২০", "men": "১১", "girls": "৩", "boys": "০"}.items():
        tap(f"[name={name}]")
        page.keyboard.type(text)
    tap("[name=first_timers]")
    page.keyboard.type("৯")
    tap("[data-used=message] button")
    tap("[data-used=material] button")
    tap("#form button[type=submit]")
    page.locator("#saved").wait_for()
    assert taps <= MOST_TAPS
    newest = max(phone.kept(), key=lambda one: one["saved_at"])
    said = {name: newest["body"].get(name) for name in ("women", "boys", "first_timers", "kind")}
    assert said == {"women": 20, "boys": 0, "first_timers": 9, "kind": "ipt-show"}
    assert newest["body"]["message"] == "দালাল ছাড়া বিদেশ"
    phone.wait_for("taken", [newest["id"]])
    columns = "women, men, girls, boys, not_recorded, first_timers, place_id"
    assert phone.site.one(columns, newest["id"]) == (20, 11, 3, 0, None, 9, "BD40470012-U1922")


def test_what_is_missing_is_said_beside_the_field_and_a_blank_is_no_zero(phone):
    page = phone.page
    phone.begin()
    page.click("#form button[type=submit]")
    wrong = "[data-field={}].has-wrong > .wrong:visible"
    for name in ("kind", "place", "figures"):
        assert page.locator(wrong.format(name)).count() == 1, name
    page.fill("[name=women]", "৩০")
    page.fill("[name=men]", "many")
    assert "৩০" in page.inner_text("#total")
    page.fill("[name=first_timers]", "31")
    page.click("#form button[type=submit]")
    assert page.locator(wrong.format("men")).count() == 1
    assert page.locator(wrong.format("headcount")).count() == 1
    assert page.locator(wrong.format("figures")).count() == 0
    for name in ("men", "girls", "boys"):
        page.fill(f"[name={name}]", "0")
    page.click("#form button[type=submit]")
    assert page.locator(wrong.format("first_timers")).count() == 1
    # A workshop says for whom, and the place is of that level.
    phone.choose("kind", "workshop")
    page.click("#form button[type=submit]")
    assert page.locator(wrong.format("level")).count() == 1
    phone.choose("level", "union")
    page.select_option("[name=upazila]", "BD40470012")
    page.select_option("[name=union]", "-")
    page.click("#form button[type=submit]")
    assert page.locator(wrong.format("level")).count() == 0
    assert page.locator(wrong.format("place")).count() == 1
    assert phone.kept() == []


def test_a_quiz_says_its_school_and_hands_and_is_corrected_and_a_fair_its_linkages(phone):
    page = phone.page
    phone.begin()
    phone.choose("kind", "school-quiz")
    assert [page.locator(one).is_visible() for one in ("#quiz", "#fair")] == [True, False]
    page.select_option("[name=upazila]", "BD40470012")
    page.select_option("[name=union]", "-")
    page.select_option("[name=school]", label="ডুমুরিয়া স্কুল")
    page.locator("input[name=classes][value='9']").click()
    page.select_option("[name=question_1]", index=1)
    assert "নিজের কাছে" in page.inner_text("#hands")
    phone.choose("headcount", "count")
    figures = {"girls": "৪০", "boys": "৩০", "women": "০", "men": "০", "winner_girls": "০",
               "asked_before_1": "৬০", "right_before_1": "৬১", "asked_after_1": "৫৮"}  # fmt: skip
    for name, text in figures.items():
        page.fill(f"[name={name}]", text)
    page.click("#more-hands")
    assert page.input_value("[name=asked_before_2]") == "৬০"
    page.click("#form button[type=submit]")
    for name in ("right_before_1", "question_2"):
        assert page.locator(f"[data-field={name}].has-wrong > .wrong:visible").count() == 1
    page.fill("[name=right_before_1]", "21")
    for name in ("asked_before_2", "asked_after_2"):
        page.fill(f"[name={name}]", "")
    phone.save()
    (quiz,) = phone.kept()
    phone.wait_for("taken", [quiz["id"]])
    told = details_of(phone, quiz["id"])
    (line,) = told.pop("hands")
    assert {**line, "question": 0} == {
        "question": 0, "asked_before": 60, "right_before": 21, "asked_after": 58
    }  # fmt: skip
    assert (told.pop("school") > 0, told) == (True, {"classes": [9], "winner_girls": 0})
    page.locator("li[data-state=counted] summary").click()
    phone.begin("li[data-state=counted] button")
    assert page.input_value("[name=right_before_1]") == "২১"
    assert page.locator("input[name=classes]:checked").count() == 1
    page.select_option("[name=school]", "-")
    page.fill("[name=school_name]", "নতুন স্কুল")
    phone.save()
    wait_until(lambda: details_of(phone, quiz["id"]).get("school_name") == "নতুন স্কুল")
    assert "school" not in details_of(phone, quiz["id"])
    # What was typed for another kind is not sent with this one; any kind may ask the crowd.
    phone.begin()
    assert page.locator("[name=poll_asked]").is_visible() is False
    page.click("#poll summary")
    hands = {"poll_asked": "৮০", "poll_facebook": "৩০", "poll_youtube": "১০", "poll_any": "৪১"}
    for name, text in hands.items():
        page.fill(f"[name={name}]", text)
    page.click("#poll summary")
    page.fill("[name=winner_girls]", "2")
    phone.choose("kind", "migration-fair")
    for name, text in {"women": "90", "provider_1": "TTC", "linkages_women": "12"}.items():
        page.fill(f"[name={name}]", text)
    page.select_option("[name=service_1]", "training")
    page.click("#form button[type=submit]")
    # More hands than for all of them together: the fold opens on it.
    assert page.locator("[data-field=poll_any].has-wrong > .wrong:visible").count() == 1
    page.fill("[name=poll_any]", "৩৫")
    phone.save()
    fair = max(phone.kept(), key=lambda one: one["saved_at"])
    phone.wait_for("taken", [fair["id"]])
    assert details_of(phone, fair["id"]) == {
        "providers": [{"provider": "TTC", "service": "training"}],
        "linkages_women": 12,
        "poll_asked": 80,
        "poll_facebook": 30,
        "poll_youtube": 10,
        "poll_any": 35,
    }


def details_of(phone, event: str) -> dict:
    (details,) = phone.site.one("details", event)
    return json.loads(details) if isinstance(details, str) else details


def test_what_is_typed_is_kept_and_another_tab_fills_in_another_event(phone):
    page = phone.page
    phone.begin()
    page.fill("[name=women]", "17")
    wait_until(lambda: phone.kept("drafts"))
    other = FieldPhone(phone.context, phone.site, keeps_the_app=False)
    other.open()
    other.begin()
    assert other.page.input_value("[name=women]") == ""
    other.page.fill("[name=women]", "5")
    wait_until(lambda: len({one["id"] for one in phone.kept("drafts")}) == 2)
    page.close()
    other.page.click("#back")
    other.page.close()
    third = FieldPhone(phone.context, phone.site, keeps_the_app=False)
    third.open()
    third.begin("#unfinished")
    assert third.page.input_value("[name=women]") in {"17", "5"}
    assert len(third.kept("drafts")) == 2


# --- It loses nothing ------------------------------------------------------------------


def test_what_was_logged_without_a_network_outlives_a_kill_and_arrives_once(
    playwright, chromium, field_site, tmp_path, camera_photo
):
    field_site.line.state, field_site.line.cut_share = State.OPEN, 0.0
    field_site.clock.set(datetime.now(UTC))
    chrome = Chrome(playwright, chromium, field_site, tmp_path)
    phone = chrome.start(QUIET)
    phone.open()
    field_site.line.state = State.DEAD
    phone.log_by_form(women="৪১", photo=camera_photo)
    chrome.kill()
    phone = chrome.start(QUIET)
    page = phone.open()
    (record,) = phone.kept()
    assert page.locator("li[data-state=waiting]").count() == 1
    assert_made_small(page, record)
    field_site.line.state = State.OPEN
    phone.send_now()
    phone.wait_for("taken", [record["id"]])
    page.locator("li[data-state=counted]").wait_for()
    assert field_site.count("events_event", [record["id"]]) == 1
    assert field_site.one("women, standing", record["id"]) == (41, "counted")
    assert field_site.held_photos([record["id"]]) == 1
    assert phone.kept("photos") == []
    chrome.kill()


def assert_made_small(page, record):
    """Look at the photo in the file for the supervisor: as it waits on the phone."""
    with page.expect_download() as download:
        page.click("#export")
    (told,) = event_file(download.value)["records"]
    assert told["event"] == record["body"]
    (photo,) = told["photos"]
    jpeg = base64.b64decode(photo["jpeg"])
    assert hashlib.sha256(jpeg).hexdigest() == photo["sha256"] == record["body"]["photos"][0]
    assert CANARY not in jpeg
    with Image.open(io.BytesIO(jpeg)) as picture:
        assert max(picture.size) == 1280
        assert not picture.getexif()


def test_a_page_to_sign_in_takes_nothing_out_of_the_queue(phone, field_site):
    page, line = phone.page, field_site.line
    line.state = State.WIFI
    ids = phone.log(2)
    phone.send_now()
    sign_in = page.locator("[data-sign-in]:visible")
    sign_in.wait_for()
    # And now our own: the session has run out.
    line.state = State.OPEN
    phone.context.clear_cookies()
    page.reload()
    sign_in.click()
    page.fill("[name=login]", "rahima")
    assert field_site.count("events_event", ids) == 0
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.locator("#log:enabled").wait_for()
    phone.wait_for("taken", ids)
    assert field_site.count("events_event", ids) == 2


def test_a_record_that_is_refused_for_good_is_set_aside_and_keeps_nobody_waiting(phone):
    (bad,) = phone.log(1, note="x" * 70_000)
    good = phone.log(3)
    phone.send_now()
    phone.wait_for("taken", good)
    # They did not wait until it was set aside.
    assert phone.states()[bad] == "waiting"
    refused_thrice(phone, bad)
    item = phone.page.locator(f"[data-record='{bad}'][data-state=help]")
    item.wait_for()
    # Tried again by hand, and refused again: it is still here.
    item.locator("summary").click()
    item.locator("button").last.click()
    refused_thrice(phone, bad)
    with phone.page.expect_download() as download:
        phone.page.click("#export")
    (record,) = event_file(download.value)["records"]
    assert record["event"]["id"] == bad


def refused_thrice(phone, one):
    """Let the phone try as often as it wants, without the pauses in between."""

    def set_aside():
        phone.send_now()
        return phone.states()[one] == "help"

    wait_until(set_aside)


def test_each_persons_records_wait_for_that_person(offline_phone):
    phone = offline_phone
    site = phone.site
    site.line.state = State.DEAD
    ids = phone.log(2)
    phone.sign_in("karim")
    site.line.state = State.OPEN
    phone.open()
    phone.page.locator("#others li", has_text="rahima").wait_for()
    assert "২" in phone.page.inner_text("#others")
    assert phone.page.locator("#records li").count() == 0
    (own,) = phone.log(1, person="karim")
    phone.send_now()
    phone.wait_for("taken", [own])
    assert site.count("events_event", ids) == 0
    # Signing out warns of what waits, and keeps it.
    phone.sign_in("rahima")
    site.line.state = State.DEAD
    phone.open(ready=False)
    site.line.state = State.OPEN
    phone.send_now()
    phone.wait_for("taken", ids)
    names = {
        site.processes.rows(
            "SELECT u.username FROM events_event e JOIN auth_user u ON u.id = e.recorded_by_id "
            f"WHERE CAST(e.client_uuid AS varchar(36)) IN ('{one}', '{one.replace('-', '')}')"
        )[0][0]
        for one in ids
    }
    assert names == {"rahima"}


def ask_to_leave(page, *, stays):
    """Tap on "sign out", and answer what is asked then."""
    asked = []

    def answer(box):
        asked.append(box.message)
        box.dismiss() if stays else box.accept()

    page.once("dialog", answer)
    page.click("#leave")
    # To ask the page anything lets the dialog be heard.
    wait_until(lambda: page.evaluate("1") and asked)
    return asked[0]


def test_signing_out_warns_of_what_waits_and_keeps_it(offline_phone):
    phone = offline_phone
    phone.sign_in(LEAVES)
    phone.site.line.state = State.DEAD
    ids = phone.log(2)
    phone.open()
    assert "২" in ask_to_leave(phone.page, stays=True)
    assert phone.page.locator("#who").is_visible()
    assert "২" in ask_to_leave(phone.page, stays=False)
    phone.page.locator("#others li", has_text="rahima").wait_for()
    assert phone.page.locator("#log:disabled").count() == 1
    phone.site.line.state = State.OPEN
    phone.send_now()
    phone.page.locator("[data-sign-in]:visible").wait_for()
    assert set(phone.states()) == set(ids)
    assert phone.site.count("events_event", ids) == 0


# --- It tells what became of it --------------------------------------------------------


def test_what_the_office_keeps_for_a_person_stays_on_the_phone(phone):
    phone.site.line.state = State.DEAD
    (one,) = phone.log(1)
    phone.site.line.state = State.OPEN
    # The office has other content under this id already.
    sent = phone.page.evaluate(
        """async (id) => {
          const {csrf_token} = await (await fetch('/field/api/session')).json();
          const body = JSON.stringify({id, kind: 'ipt-show', held_on: '2026-01-05',
                                       place: 'BD4047', women: 1, headcount: 'count'});
          const headers = {'X-CSRFToken': csrf_token, 'Content-Type': 'application/json'};
          return (await fetch('/field/api/events', {method: 'POST', body, headers})).status;
        }""",
        one,
    )
    assert sent == 201
    phone.send_now()
    phone.page.locator("li[data-state=quarantined]").wait_for()
    # Also after the office has told what it holds.
    phone.send_now()
    wait_until(lambda: "as-of:rahima" in phone.facts())
    (kept,) = phone.kept()
    assert (kept["state"], kept["body"]["women"]) == ("asked", 7)
    assert phone.site.count("events_quarantined", [one]) == 1


def test_a_record_at_the_office_is_corrected_and_stands_once(phone):
    page = phone.page
    phone.context.grant_permissions(["geolocation"])
    place = {"latitude": 22.81, "longitude": 89.55, "accuracy": 12.4}
    phone.context.set_geolocation(place)
    phone.log_by_form(women="34", here=True)
    (first,) = phone.kept()
    phone.wait_for("taken", [first["id"]])
    page.locator("li[data-state=counted] summary").click()
    phone.begin("li[data-state=counted] button")
    assert page.input_value("[name=women]") == "৩৪"
    page.fill("[name=women]", "43")
    phone.save()
    edit = max(phone.kept(), key=lambda one: one["saved_at"])
    assert edit["body"]["replaces"]["id"] == first["id"]
    phone.wait_for("taken", [edit["id"]])
    columns = "women, latitude, longitude, accuracy_m"
    assert phone.site.one(columns, first["id"]) == (43, *place.values())
    assert phone.site.count("events_event", [edit["id"]]) == 0
    assert page.locator("#records li").count() == 1


NEAR = timedelta(seconds=90)  # of midnight; the same again on the other side is three minutes


@pytest.mark.parametrize(
    ("years", "true", "told"),
    [(-3, -NEAR, -NEAR), (3, NEAR, NEAR), (0, -NEAR, NEAR), (0, NEAR, -NEAR)],
    ids=["before-3-years", "after+3-years", "before+3-minutes", "after-3-minutes"],
)
def test_around_midnight_at_the_end_of_a_month_the_true_day_is_logged(phone, years, true, told):
    """The phone's clock is years off, or three minutes, and on the other side of midnight."""
    midnight = datetime.now(DHAKA).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    now = midnight + true
    phone.site.clock.set(now)
    phone.page.clock.set_fixed_time(midnight.replace(year=midnight.year + years) + told)
    phone.open()
    phone.log_by_form()
    (one,) = phone.states()
    phone.wait_for("taken", [one])
    held_on, flags = phone.site.one("held_on, flags", one)
    assert str(held_on) == now.date().isoformat()
    assert "clock-corrected" in str(flags)
    assert not years or phone.page.locator("#clock").is_visible()


# --- All of it at once -----------------------------------------------------------------


def test_a_small_storm_loses_and_doubles_nothing(playwright, chromium, field_site, tmp_path):
    field_site.line.state = State.OPEN
    chrome = Chrome(playwright, chromium, field_site, tmp_path)
    storm = FieldStorm(field_site, chrome, QUIET, records=20, photos=5, kills=2, seed=20261122)
    storm.blow()
    assert storm.broken() == []
    chrome.kill()
