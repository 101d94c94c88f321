"""Pages kept on a phone: what was asked for, for as long as it may be, and what was withdrawn not.

The server is stopped and lied about by :mod:`tests.browser.front`; the lists are signed by our
own code with keys of the test, and checked by the browser's own cryptography.
"""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from playwright.sync_api import Error

from crm_videos import signing
from tests.browser.front import front_of

pytestmark = pytest.mark.browser

PAGE, OTHER = "/bn/before-you-go/", "/bn/going-safely/costs-and-middlemen/"
STORY = "/bn/stories/i-asked-first/"
# One page of each kind.
EVERY_KIND = [
    *("/bn/", PAGE, STORY, "/bn/going-safely/", "/bn/going-safely/saudi-arabia/"),
    *("/bn/going-safely/my-checklist/?of=12&done=1", "/bn/going-safely/questions/"),
    *(
        "/bn/persons-reached/",
        "/bn/stories/",
        "/bn/search/?q=visa",
        "/bn/coming-events/",
        "/bn/n/",
        "/bn/kept/",
    ),
    *("/bn/shared-phone/", "/en/check/?code=123456789"),
]
LIST, KEYS = "/withdrawn.json", "/withdrawn.key"
LEFT = """
async () => ({
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations())
        .map(one => new URL(one.scope).pathname),
    databases: (await indexedDB.databases()).length,
    words: localStorage.length + sessionStorage.length,
})
"""
NOTHING = {"caches": [], "workers": [], "databases": 0, "words": 0}
CHANGE = """
async ([name, path, change]) => {
    const cache = await caches.open(name);
    const told = await (await cache.match(path)).json();
    await cache.put(path, new Response(JSON.stringify({...told, ...change})));
}
"""
ABOUT = """
async path => (await (await caches.open(`nirapad-kept:${path}`)).match('/kept/about')).json()
"""
# The way back up and the menu lead to the list of stories; neither names one.
LINKS = """
() => Array.from(document.querySelectorAll('main a'), one => one.getAttribute('href'))
    .filter(one => !one.endsWith('/stories/'))
"""
OLD = "00000000-0000-4000-8000-000000000000"
FOLLOWED = """
async () => (await (await caches.open('nirapad-keeping')).match('/kept/followed')).json()
"""


@pytest.fixture
def front(site_url):
    with front_of(site_url) as opened:
        yield opened


@pytest.fixture
def page(browser, front):
    """A phone of its own; the front is an origin of its own, so nothing is left of other tests."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="bn-BD")
    yield context.new_page()
    context.close()


def keep(page, front, path: str) -> None:
    """Go the way that a reader goes: from the page's end to the button."""
    page.goto(front.url + path)
    page.click(".foot a[href*='/keep/']")
    page.click("[data-keep]")
    page.locator("[data-remove]").wait_for()


def opens(page, front, path: str) -> bool:
    """Say whether a page is shown under its address."""
    try:
        answer = page.goto(front.url + path)
    except Error:
        # The browser's own page of failure is still on its way.
        page.wait_for_url("chrome-error://**")
        return False
    return bool(answer and answer.ok)


def left(page) -> dict:
    return page.evaluate(LEFT)


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


class Keys:
    """Keys of the test, and the lists that they sign in the site's place."""

    def __init__(self, front, settings, keys=()) -> None:
        self.front, self.settings = front, settings
        self.keys = keys or (new_key(),)

    def write(self, withdrawn=(), *, sequence=None) -> None:
        self.settings.WITHDRAWAL_KEYS = self.keys
        told = {
            "format": 1,
            "sequence": len(withdrawn) if sequence is None else sequence,
            "issued": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "withdrawn": [*withdrawn],
            "keys": signing.public_keys(),
        }
        text = json.dumps(told)
        signed = {"list": text, "signatures": signing.sign(text.encode())}
        self.front.instead[LIST] = (200, json.dumps(signed).encode())

    def hand_out(self) -> None:
        self.settings.WITHDRAWAL_KEYS = self.keys
        self.front.instead[KEYS] = (200, json.dumps({"keys": signing.public_keys()}).encode())


@pytest.fixture
def keys(front, settings) -> Keys:
    """The keys by which this phone knows the site, and a list on which nothing stands."""
    made = Keys(front, settings)
    made.hand_out()
    made.write()
    return made


def number_of(page, front, path: str) -> str:
    page.goto(front.url + path)
    return page.get_attribute("meta[name=nirapad-copy]", "content")


def test_nothing_is_kept_unless_the_reader_asks(page, front):
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    for path in EVERY_KIND:
        assert opens(page, front, path), path
    assert len(asked) > len(EVERY_KIND)
    assert [one for one in asked if not one.startswith((front.url, "data:"))] == []
    page.goto(front.url + PAGE)
    page.click(".foot a[href*='/keep/']")
    assert page.locator("[data-keep]").is_visible()
    assert left(page) == NOTHING
    assert page.context.cookies() == []
    front.is_down = True
    assert not opens(page, front, PAGE)


def test_what_was_kept_opens_with_the_server_stopped_and_nothing_else_does(page, front):
    keep(page, front, PAGE)
    size = re.search(r"([০-৯]+) (?:KB|কেবি)", page.inner_text("main"))
    assert size
    # A story, under the list of the site itself, as the site signs it.
    keep(page, front, STORY)
    assert left(page)["workers"] == ["/bn/"]
    assert page.context.cookies() == []
    front.is_down = True
    assert opens(page, front, PAGE)
    assert page.locator("main aside[role=note]").is_visible()
    picture = page.locator("main img").first
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 0
    assert opens(page, front, STORY)
    # Other stories may be taken back, and this copy would not know: it names none.
    assert "/stories/" not in "".join(page.evaluate(LINKS))
    assert not opens(page, front, OTHER)
    # In its place there is the list of what is kept.
    page.locator("[data-not-here]").wait_for()
    rows = page.locator("[data-keeping] li")
    assert {one.get_attribute("href") for one in rows.locator("a").all()} == {PAGE, STORY}
    assert size[1] in rows.filter(has=page.locator(f"a[href='{PAGE}']")).inner_text()
    assert opens(page, front, "/bn/kept/")
    assert not page.locator("[data-not-here]").is_visible()
    front.is_down = False
    page.goto(front.url + PAGE)
    assert page.locator("main aside[role=note]").count() == 0
    # Doors of the office are none of the worker's.
    for door in ("/accounts/login/", "/field/"):
        page.goto(front.url + door)
        assert page.evaluate("!navigator.serviceWorker.controller")


def test_a_withdrawn_story_is_gone_at_the_next_contact_before_anything_else(page, front, keys):
    keep(page, front, PAGE)
    keep(page, front, STORY)
    gone = number_of(page, front, STORY)
    pictures = page.evaluate("Array.from(document.querySelectorAll('main img'), one => one.src)")
    keys.write([gone])
    front.asked.clear()
    assert opens(page, front, OTHER)
    assert front.asked[0] == LIST
    assert left(page)["caches"] == ["nirapad-keeping", f"nirapad-kept:{PAGE}"]
    front.is_down = True
    assert not opens(page, front, STORY)
    page.locator("[data-not-here]").wait_for()
    shown = "address => fetch(address).then(one => one.ok, () => false)"
    assert pictures
    assert not any(page.evaluate(shown, address) for address in pictures)
    assert opens(page, front, PAGE)
    front.is_down = False
    # And none such is kept again, whatever still answers under its address.
    page.goto(front.url + STORY)
    page.click(".foot a[href*='/keep/']")
    page.click("[data-keep]")
    page.wait_for_function("() => document.querySelector('[role=status]').textContent.length > 40")
    assert f"nirapad-kept:{STORY}" not in left(page)["caches"]


def test_a_list_that_is_forged_or_older_is_as_good_as_none(page, front, keys):
    keys.write([OLD], sequence=7)
    keep(page, front, STORY)
    number = number_of(page, front, STORY)
    known = page.evaluate(FOLLOWED)
    assert known["sequence"] == 7
    forger = Keys(front, keys.settings)
    forger.write([OLD, number], sequence=9)
    opens(page, front, OTHER)
    keys.write([OLD, number], sequence=6)
    opens(page, front, OTHER)
    spoilt = json.loads(front.instead[LIST][1]) | {"list": '{"format":1,"sequence":99}'}
    front.instead[LIST] = (200, json.dumps(spoilt).encode())
    opens(page, front, OTHER)
    front.instead[LIST] = (200, b"<html>Sign in to the network</html>")
    opens(page, front, OTHER)
    assert page.evaluate(FOLLOWED) == known
    # The programme changes its key: the old one signs beside the new one, and then goes.
    newer = Keys(front, keys.settings, (new_key(), *keys.keys))
    newer.write([OLD], sequence=8)
    opens(page, front, OTHER)
    Keys(front, keys.settings, newer.keys[:1]).write([OLD, number], sequence=9)
    opens(page, front, OTHER)
    # So this one is believed: the story goes, and nothing else was kept.
    assert left(page) == NOTHING


def test_a_phone_long_without_the_site_shows_no_story_and_nothing_past_its_day(page, front, keys):
    keep(page, front, STORY)
    keep(page, front, PAGE)
    front.is_down = True
    days_ago = (datetime.now(UTC) - timedelta(days=6, hours=23)).isoformat()
    page.evaluate(CHANGE, ["nirapad-keeping", "/kept/followed", {"issued": days_ago}])
    assert opens(page, front, STORY)
    days_ago = (datetime.now(UTC) - timedelta(days=7, hours=1)).isoformat()
    page.evaluate(CHANGE, ["nirapad-keeping", "/kept/followed", {"issued": days_ago}])
    assert not opens(page, front, STORY)
    assert opens(page, front, PAGE)
    assert left(page)["caches"] == ["nirapad-keeping", f"nirapad-kept:{PAGE}"]
    kept = page.evaluate(ABOUT, PAGE)
    assert timedelta(milliseconds=kept["until"] - kept["kept"]) == timedelta(days=30)
    page.evaluate(CHANGE, [f"nirapad-kept:{PAGE}", "/kept/about", {"until": kept["kept"]}])
    assert not opens(page, front, PAGE)
    front.is_down = False
    page.goto(front.url + PAGE)
    assert left(page) == NOTHING


def test_what_is_removed_leaves_nothing_behind(page, front, keys):
    keep(page, front, PAGE)
    # The field app of somebody who works with us, on the same phone.
    page.evaluate("caches.open('field-app-1')")
    keep(page, front, STORY)
    front.instead[OTHER] = (410, b"gone")
    keep(page, front, "/en/before-you-go/")
    assert left(page)["workers"] == ["/bn/", "/en/"]
    page.click("[data-remove]")
    page.locator("[data-remove]").wait_for(state="hidden")
    assert left(page)["workers"] == ["/bn/"]
    page.goto(front.url + "/bn/kept/")
    rows = page.locator("[data-keeping] li")
    rows.nth(1).wait_for()
    assert rows.count() == 2
    rows.last.locator("button").click()
    rows.nth(1).wait_for(state="detached")
    page.click("[data-remove]")
    rows.first.wait_for(state="detached")
    page.goto(front.url + "/bn/kept/")
    assert left(page) == NOTHING | {"caches": ["field-app-1"]}


def test_a_page_that_was_taken_down_leaves_the_phone_too(page, front):
    keep(page, front, PAGE)
    front.instead[PAGE] = (410, b"gone")
    page.goto(front.url + PAGE)
    del front.instead[PAGE]
    page.goto(front.url + PAGE)
    assert left(page) == NOTHING
