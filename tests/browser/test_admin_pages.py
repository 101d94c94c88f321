"""The editors' screens in a real browser."""

import re

import pytest

from tests.browser.signing_in import sign_in

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def cookies(browser, site_url):
    """Sign in once: each code opens once, and there is one in half a minute."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site_url}/admin/login/")
    sign_in(page, "admin")
    yield context.cookies()
    context.close()


@pytest.fixture
def signed_in(visit, cookies):
    def start(width):
        tab = visit(width)
        tab.page.context.add_cookies(cookies)
        return tab.open("/admin/")

    return start


@pytest.mark.parametrize("width", [360, 1280])
def test_the_editor_and_the_setting_open_without_complaints(signed_in, tmp_path, width):
    tab = signed_in(width)
    for path in ("/admin/pages/", "/admin/settings/pages/programme/"):
        tab.open(path)
        tab.page.screenshot(path=tmp_path / f"admin-{width}.png")
    assert tab.complaints == []
    assert tab.foreign == []


def test_a_bangla_page_is_written_previewed_and_saved_with_a_latin_address(signed_in):
    tab = signed_in(1280)
    page = tab.open("/admin/pages/").page
    link = page.get_attribute("a:has-text('বিদেশে কাজে যাবেন')", "href")
    home = re.search(r"/pages/(\d+)/", link)[1]
    tab.open(f"/admin/pages/add/pages/standardpage/{home}/")
    page.fill("[name=title]", "গ্রামের মেলা")
    page.fill("[name=intro]", "শুক্রবার বিকালে।")
    page.click("button:has-text('Save draft')")
    page.wait_for_url("**/edit/")
    page.click("[aria-label='Toggle preview']")
    frame = page.frame_locator("iframe#w-preview-iframe, iframe[title=Preview]").first
    frame.locator("h1", has_text="গ্রামের মেলা").wait_for()
    page.locator("[role=tab]").nth(1).click()
    assert page.input_value("[name=slug]") == "gramer-mela"
    assert tab.complaints == []
