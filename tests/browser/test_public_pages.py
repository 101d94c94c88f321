"""Public pages as a phone and a desk see them, in both languages."""

import pytest

pytestmark = pytest.mark.browser

PATHS = ["/", "/before-you-go/", "/persons-reached/", "/persons-reached/?month=2025-03", "/gone/"]
PATHS += ["/going-safely/saudi-arabia/", "/going-safely/my-checklist/?of=12&done=1"]
WIDTHS = [320, 360, 1280]
TOO_SMALL = """
() => [...document.querySelectorAll('header a, nav a, main .cards a, .numbers a, .strip a,'
    + ' .lang a, .turn a, button, select, summary, .foot a')]
  .filter(one => one.checkVisibility())
  .map(one => [one.textContent.trim(), one.getBoundingClientRect()])
  .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
  .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)
"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["bn", "en"])
def test_a_page_fits_its_screen_and_asks_nobody_else(visit, tmp_path, language, path, width):
    tab = visit(width).open(f"/{language}{path}")
    page = tab.page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.foreign == []
    assert len(tab.requests) <= 5
    assert page.evaluate(TOO_SMALL) == []
    missing = "404 (Not Found)" if path == "/gone/" else None
    assert [said for said in tab.complaints if not missing or missing not in said] == []
    name = f"{language}{path.replace('/', '-').replace('?', '-')}-{width}.png"
    page.screenshot(path=tmp_path / name, full_page=True)


@pytest.mark.parametrize("language", ["bn", "en"])
def test_everything_can_be_read_without_javascript(visit, language):
    page = visit(360, scripts=False).open(f"/{language}/before-you-go/").page
    assert page.locator("main h1").is_visible()
    assert page.locator("ol.steps li").count() > 3
    assert page.locator("img").first.get_attribute("alt")
    assert page.locator("a[href='tel:08000102030']").first.is_visible()


def test_a_checklist_is_ticked_kept_and_begun_anew_without_javascript(visit):
    page = visit(360, scripts=False).open("/bn/going-safely/").page
    page.click("main .cards a[href$='/my-checklist/']")
    for number in (1, 3):
        page.check(f"[name=done][value='{number}']")
    page.click("form.ticks button")
    assert page.url.endswith("/bn/going-safely/my-checklist/?of=12&done=1&done=3")
    assert "১০" in page.inner_text("[role=status]")
    page.click(".lang a")
    assert page.url.endswith("/en/going-safely/my-checklist/?done=1&done=3&of=12")
    assert page.locator(":checked").count() == 2
    page.click("form.ticks a.button")
    assert page.locator("[name=done]:checked").count() == 0
    assert not page.context.cookies()


def test_an_answer_opens_without_javascript(visit):
    page = visit(360, scripts=False).open("/bn/going-safely/questions/").page
    answer = page.locator("details.faq").nth(1)
    assert not answer.locator("p").first.is_visible()
    answer.locator("summary").click()
    assert answer.locator("p").first.is_visible()


def test_a_month_is_picked_and_opened_without_javascript(visit):
    page = visit(360, scripts=False).open("/bn/persons-reached/").page
    page.select_option("#month", "2019-12")
    page.click("form.pick button")
    assert page.url.endswith("/bn/persons-reached/?month=2019-12")
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


def test_the_reader_changes_the_language_of_the_page_they_are_on(visit):
    page = visit(360, scripts=False).open("/en/before-you-go/").page
    page.click(".lang a")
    assert page.url.endswith("/bn/before-you-go/")
    assert page.get_attribute("html", "lang") == "bn"


def test_a_keyboard_reaches_the_text_first(visit):
    page = visit(1280).open("/bn/").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("dark", [False, True])
def test_text_stands_out_from_its_ground_in_light_and_dark(visit, dark):
    page = visit(360, dark=dark).open("/bn/before-you-go/").page
    colours = page.evaluate(
        """() => ['.lead', '.soft', '.strip b', '.note.warning', '.numbers .free', '.demo'].map(
          selector => {
            const one = document.querySelector(selector);
            let ground = one;
            while (getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)')
              ground = ground.parentElement;
            return [selector, getComputedStyle(one).color,
                    getComputedStyle(ground).backgroundColor];
          })"""
    )
    for selector, ink, ground in colours:
        assert contrast(ink, ground) >= 4.5, (selector, ink, ground)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour.strip("rgb()").split(",")[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
