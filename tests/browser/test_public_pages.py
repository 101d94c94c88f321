"""Public pages as a phone and a desk see them, in both languages."""

import pytest

from tests.browser.screens import TOO_SMALL

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["bn", "en"])
def test_everything_can_be_read_without_javascript(visit, language):
    page = visit(360, scripts=False).open(f"/{language}/before-you-go/").page
    assert page.locator("main h1").is_visible()
    assert page.locator("ol.steps li").count() > 3
    assert page.locator("img").first.get_attribute("alt")
    assert page.locator("a[href='tel:08000102030']").first.is_visible()


def test_a_month_is_picked_and_opened_without_javascript(visit):
    page = visit(360, scripts=False).open("/bn/persons-reached/").page
    page.select_option("#month", "2019-12")
    page.click("form.pick button")
    assert page.url.endswith("/bn/persons-reached/?month=2019-12")
    assert page.evaluate(TOO_SMALL) == []
    assert "৯,৯৬,০০৩" in page.inner_text("main")
    page.click("a[rel=next]")
    assert page.url.endswith("?month=2020-01")


def test_the_parts_of_a_channel_open_without_javascript(visit):
    page = visit(360, scripts=False).open("/en/persons-reached/?month=2022-09").page
    words = page.locator("details", has_text="Facebook").locator("dl")
    assert not words.is_visible()
    page.click("summary:has-text('Facebook')")
    assert words.is_visible()
    assert "7,593,257" in words.inner_text()
