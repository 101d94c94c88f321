"""The door on a small phone, without JavaScript: set-up, recovery codes, code, lost phone."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from portal.demo.people import PASSWORD
from portal.people.codes import code_of, counter_at
from tests.browser.signing_in import sign_in

pytestmark = pytest.mark.browser

TOO_SMALL = """
() => [...document.querySelectorAll('header a, button, summary, input:not([type=hidden]), .go')]
  .filter(one => one.checkVisibility())
  .map(one => [one.textContent.trim(), one.getBoundingClientRect()])
  .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
  .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)
"""


def press(page: Page) -> None:
    page.click("main button[type=submit]")
    page.wait_for_load_state()


def code(secret: str, *, ahead: int = 0) -> str:
    return code_of(secret, counter_at(timezone.now()) + ahead)


@pytest.fixture
def look(tmp_path):
    """Hold a page to what a small phone needs, and keep a picture of it."""

    def hold(tab, name: str) -> None:
        tab.page.screenshot(path=tmp_path / f"{name}.png", full_page=True)
        width = tab.page.viewport_size["width"]
        assert tab.page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert tab.page.evaluate(TOO_SMALL) == [], name
        assert tab.foreign == []

    return hold


def test_a_lost_phone_is_reset_and_the_person_sets_up_another_on_a_small_screen(visit, look):
    admin = visit(1280).open("/admin/login/").page
    sign_in(admin, "admin")
    admin.goto(admin.url + "users/")
    admin.locator("tr", has_text="approver").locator("button").first.click()
    admin.click("a[href*='reset-second-factor']:visible")
    admin.wait_for_url("**/reset-second-factor/")
    press(admin)
    admin.wait_for_url("**/users/edit/**")

    phone = visit(360, scripts=False).open("/admin/pages/")
    page = phone.page
    look(phone, "login")
    page.fill("[name=login]", "approver")
    page.fill("[name=password]", "not this one")
    press(page)
    look(phone, "wrong")
    page.fill("[name=password]", PASSWORD)
    press(page)
    assert page.url.endswith("/second-factor/set-up/")
    look(phone, "set-up")
    secret = page.inner_text(".key").replace(" ", "")
    phone.open("/admin/pages/")
    assert page.inner_text(".key").replace(" ", "") == secret
    page.fill("[name=code]", code(secret))
    press(page)
    assert page.url.endswith("/second-factor/recovery-codes/")
    look(phone, "codes")
    recovery = page.locator(".codes li").first.inner_text()
    with page.expect_download() as kept:
        page.click("a[download]")
    assert recovery.replace(" ", "") in kept.value.path().read_text()
    page.click("a.go")
    assert page.url.endswith("/admin/")

    phone.open("/accounts/second-factor/")
    look(phone, "own")
    page.click("form[action='/accounts/logout/'] button")
    for typed in (code(secret, ahead=1), recovery):
        phone.open("/admin/pages/")
        page.fill("[name=login]", "approver")
        page.fill("[name=password]", PASSWORD)
        press(page)
        look(phone, "code")
        page.fill("[name=code]", typed)
        press(page)
        assert page.url.endswith("/admin/pages/")
        page.context.clear_cookies()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_door_changes_its_language_and_keeps_it(visit, look, width):
    tab = visit(width, scripts=False).open("/accounts/login/?next=/admin/pages/")
    page = tab.page
    assert page.get_attribute("html", "lang") == "bn"
    look(tab, "bangla")
    page.click("button[value=en]")
    assert page.get_attribute("html", "lang") == "en"
    assert "next=/admin/pages/" in page.url
    look(tab, "english")
    page.click("text=Forgot your password?")
    assert page.get_attribute("html", "lang") == "en"
    look(tab, "forgot")
