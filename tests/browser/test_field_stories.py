"""The pages of stories on a cheap phone: light, to be touched, and nothing stays behind on it."""

import base64
import gzip
import random
from datetime import UTC, datetime

import pytest
from django.db import connections
from playwright.sync_api import sync_playwright

from tests.browser.conftest import QUIET
from tests.browser.field_phone import Chrome
from tests.browser.field_site import LEAVES
from tests.browser.traces import found_in
from tests.own_site import wait_until
from tests.simulators.bad_line import State

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

MOST_BYTES = 60_000
# What was typed, told and filmed. None is a word of the pages.
SAID = {
    "name": "Canaryrahima Begum",
    "telephone": "01799555123",
    "village": "Canarypara Union",
    "other_names": "Dalalcanary",
}
CONTACT = "canarysister tea stall"
WORDS = "আমার ক্যানারি কথা canarystory of the desert"
UNSENT = "canary-event-that-waits"
FILM = random.Random(6).randbytes(2_300_000)
PIECE = 512 * 1024
MOST_TAPS = 32
TOO_SMALL = """
() => [...document.querySelectorAll('a, button, select, summary, .choice, .pick,'
    + ' input:not([type=radio]):not([type=file]):not([type=checkbox]), textarea')]
  .filter(one => one.checkVisibility())
  .map(one => [one.name || one.textContent.trim(), one.getBoundingClientRect()])
  .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
  .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)
"""
KEPT = (
    "async () => (await Promise.all((await caches.keys()).map(async name =>"
    " (await (await caches.open(name)).keys()).map(one => new URL(one.url).pathname)))).flat()"
)


@pytest.fixture(scope="module")
def playwright(field_site):
    with sync_playwright() as started:
        yield started
        # While Playwright's loop runs, Django opens a connection of its own.
        connections.close_all()


@pytest.fixture
def chrome(playwright, chromium, field_site, tmp_path):
    field_site.line.state, field_site.line.cut_share = State.OPEN, 0.0
    field_site.clock.set(datetime.now(UTC))
    return Chrome(playwright, chromium, field_site, tmp_path)


def fits(page):
    """Ask of a screen that nothing hangs over its edge, and that a thumb finds all of it."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate(TOO_SMALL) == []


class Weight:
    """What a page weighs with all that it fetches, as a server of ours compresses it."""

    # The head of an answer, with its policy.
    HEAD = 600

    def __init__(self, page):
        self.answers = []
        page.on("response", lambda one: self.answers.append(one))

    def of(self, page) -> int:
        page.wait_for_load_state("networkidle")
        answers, self.answers[:] = self.answers[:], []
        return sum(len(gzip.compress(one.body())) + self.HEAD for one in answers)


def tell_who(page):
    """Say who tells; at first forget the name, so that the form comes back once."""
    page.locator("main a.big").click()
    for name, text in SAID.items():
        page.fill(f"[name={name}]", "" if name == "name" else text)
    page.locator("button.go").click()
    page.locator(".wrong").wait_for()
    fits(page)
    page.fill("[name=name]", SAID["name"])
    page.locator("button.go").click()
    page.locator("[data-steps]").wait_for()


def answer_all(page) -> int:
    """Go through the consent step by step; gives the taps that it took."""
    taps = 0

    def tap(selector):
        nonlocal taps
        found = page.locator(f".step:not([hidden]) {selector}")
        if found.count():
            found.first.click()
            taps += 1

    while page.locator("[data-next]").is_visible():
        fits(page)
        for name in ("aid_said", "adult", "risks_asked", "purposes", "channels", "languages",
                     "middleman_near", "case_in_court", "ends_on"):  # fmt: skip
            tap(f"[name={name}]")
        tap("[name=identity_level][value=voice-changed]")
        if page.locator(".step:not([hidden]) [name=contact]").count():
            page.fill("[name=contact]", CONTACT)
        page.locator("[data-next]").click()
        taps += 1
    tap("[name=evidence_kind][value=signature]")
    fits(page)
    return taps


def sign(page) -> bytes:
    """Draw with the finger; gives the bytes of the picture that is sent."""
    canvas = page.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 40)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(box["x"] + 20 + step * 25, box["y"] + 40 + (step * 37) % 90)
    page.mouse.up()
    drawn = canvas.evaluate("one => one.toDataURL('image/png')")
    return base64.b64decode(drawn.partition(",")[2])


def test_nothing_of_a_person_stays_on_the_phone_after_sending_and_signing_out(
    chrome, field_site, tmp_path
):
    film = tmp_path / "canaryfilm-of-rahima.mp4"
    film.write_bytes(FILM)
    phone = chrome.start(QUIET)
    phone.sign_in(LEAVES)
    page = phone.open()
    page.locator("#pages a").click()
    page.locator("main a.big").wait_for()
    fits(page)
    tell_who(page)
    # With the three of the first and the last page, and the finger that signs.
    assert answer_all(page) + 4 <= MOST_TAPS
    signature = sign(page)
    page.locator("[data-record]").click()
    page.locator(".words li").first.wait_for()
    # As the page says them: a word alone is a word of the language too.
    card = page.locator(".words li").evaluate_all("all => all.map(one => one.innerHTML)")
    assert len(card) == 4
    fits(page)
    weight = Weight(page)
    page.locator("main a.big").click()
    page.locator("#picking").wait_for()
    fits(page)
    assert weight.of(page) <= MOST_BYTES
    page.set_input_files("[data-medium=video] >> nth=0", film)
    wait_until(lambda: page.evaluate("document.querySelector('progress').value") == 1)
    page.fill("[name=text]", WORDS)
    page.locator("form[data-sent-here] button").click()
    page.locator(".tick").wait_for()
    kept = page.evaluate(KEPT)
    assert kept
    assert not [one for one in kept if one.startswith("/field/stories/")]
    stored = page.evaluate(
        "async () => [Object.keys(localStorage), Object.keys(sessionStorage),"
        " (await indexedDB.databases()).map(one => one.name)]"
    )
    assert stored == [[], [], ["nirapad-field"]]
    # An event that waits for a line outlives signing out here: it is not ours to clear.
    phone.open()
    field_site.line.state = State.DEAD
    phone.log(1, note=UNSENT)
    field_site.line.state = State.OPEN
    page.goto(field_site.url + "/field/stories/")
    page.locator(".foot button").click()
    page.locator("[name=login]").wait_for()
    chrome.close()
    told = [*SAID.values(), CONTACT, WORDS, "canarystory", *card, film.name]
    parts = [FILM[at : at + 30] for at in range(0, len(FILM) - 30, PIECE // 4)]
    canaries = [*told, signature[60:100], *parts]
    assert found_in(chrome.profile, canaries) == []
    # The scan finds what is there.
    assert found_in(chrome.profile, [UNSENT])
    assert phone.complaints == []


def test_a_film_that_was_cut_off_goes_on_where_it_stopped_when_it_is_chosen_again(
    chrome, field_site, tmp_path
):
    film = tmp_path / "canaryfilm.mp4"
    film.write_bytes(FILM)
    phone = chrome.start(QUIET)
    page = phone.page
    page.set_viewport_size({"width": 1280, "height": 740})
    speaks_english = {"name": "django_language", "value": "en", "url": field_site.url}
    phone.context.add_cookies([speaks_english])
    weight = Weight(page)
    page.goto(field_site.url + "/field/stories/")
    assert weight.of(page) <= MOST_BYTES
    fits(page)
    tell_who(page)
    answer_all(page)
    sign(page)
    page.locator("[data-record]").click()
    page.locator(".words li").first.wait_for()
    page.locator("main a.big").click()
    page.locator("#picking").wait_for()
    pieces, begun = [], []

    def cut_after_one(route):
        if route.request.method == "PATCH":
            if pieces:
                return route.abort("connectionfailed")
            pieces.append(route.request)
        if route.request.method == "POST":
            begun.append(route.request.headers["upload-metadata"])
        return route.continue_()

    page.route("**/field/stories/uploads/**", cut_after_one)
    page.set_input_files("[data-medium=video] >> nth=0", film)
    page.locator("#progress .warn").wait_for()
    # No name of the file.
    (said,) = begun
    assert {one.split()[0] for one in said.split(",")} == {
        "testimony", "chapter", "medium", "filetype", "fingerprint"
    }  # fmt: skip
    page.unroute("**/field/stories/uploads/**")
    page.on("request", lambda one: pieces.append(one) if one.method == "PATCH" else None)
    page.reload()
    page.locator("#unfinished:visible").wait_for()
    assert "512 of" in page.inner_text("#unfinished")
    page.set_input_files("[data-medium=video] >> nth=0", film)
    wait_until(lambda: page.evaluate("document.querySelector('progress').value") == 1)
    offsets = [int(one.headers["upload-offset"]) for one in pieces]
    assert offsets == list(range(0, len(FILM), PIECE))
    rows = field_site.processes.rows("SELECT length, state FROM crm_videos_upload")
    assert (len(FILM), "looking") in rows
    chrome.kill()
