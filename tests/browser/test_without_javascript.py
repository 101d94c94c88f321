"""Each journey of a reader from the first page to its end, with JavaScript switched off.

To add one: a function that begins on the first page of a language, and a line in ``JOURNEYS``.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from portal.demo.story_texts import FILMED
from tests.browser.public_walk import LANGUAGES, TYPED, Walk

pytestmark = pytest.mark.browser

OPEN_OR_CLOSED = {
    "bn": r"^(এখন খোলা|এখন বন্ধ)",
    "en": r"^(Open now, until|Closed now\. Opens)",
}

# Milliseconds; whoever sends a form faster has not read it.
TOO_FAST = 3100
# The centre that the demo gives the district, as the nearest.
IN_MADARIPUR = {"bn": "শরীয়তপুর", "en": "Shariatpur"}


def opens(page: Page, selector: str) -> None:
    """Go where a link or a button leads."""
    with page.expect_navigation():
        page.locator(selector).first.click()


def asks_whether_the_hotline_is_open(page: Page, language: str) -> None:
    expect(page.locator(".call .state")).to_have_text(re.compile(OPEN_OR_CLOSED[language]))
    assert page.locator("a[href='tel:08000102030']").first.is_visible()


def reads_a_country_guide(page: Page, language: str) -> None:
    opens(page, "main .cards a[href$='/going-safely/']")
    opens(page, "main .cards a[href$='/saudi-arabia/']")
    assert page.locator("section.facts-of h2").count() == 5
    assert page.locator("section.facts-of").first.is_visible()


def finishes_the_checklist(page: Page, language: str) -> None:
    opens(page, "main .cards a[href$='/going-safely/']")
    opens(page, "main .cards a[href$='/my-checklist/']")
    steps = page.locator("[name=done]")
    steps.first.check()
    opens(page, "form.ticks button")
    left = steps.count() - 1
    assert str(left).translate(DIGITS[language]) in page.inner_text("[role=status]")
    for number in range(1, steps.count()):
        steps.nth(number).check()
    opens(page, "form.ticks button")
    assert not re.search(r"\d", page.inner_text("[role=status]"))
    opens(page, ".lang a")
    assert page.locator(":checked").count() == steps.count()
    opens(page, "form.ticks a.button")
    assert page.locator(":checked").count() == 0


def opens_an_answer(page: Page, language: str) -> None:
    opens(page, "main .cards a[href$='/going-safely/']")
    opens(page, "main .cards a[href$='/questions/']")
    answer = page.locator("details.faq").nth(1)
    assert not answer.locator("p").first.is_visible()
    answer.locator("summary").click()
    assert answer.locator("p").first.is_visible()


def finds_a_story_and_where_its_film_lies(page: Page, language: str) -> None:
    opens(page, ".foot a[href$='/stories/']")
    page.select_option("#theme", index=1)
    opens(page, "form.pick button")
    assert page.locator("main .cards a").count() >= 1
    page.goto(page.url.partition("?")[0])
    opens(page, f"main .cards a[href$='/{FILMED}/']")
    assert page.locator(".film li a[type]").first.get_attribute("href").endswith(".mp4")
    page.locator(".film summary").click()
    assert page.locator(".film details p").is_visible()


def searches(page: Page, language: str) -> None:
    opens(page, "a.find")
    page.fill("#q", TYPED[language])
    opens(page, "form.seek button")
    opens(page, "main .cards a")
    assert page.locator("main h1").is_visible()


def looks_for_an_event_nearby(page: Page, language: str) -> None:
    opens(page, ".foot a[href$='/coming-events/']")
    district = page.locator("#district option").nth(1).inner_text()
    page.select_option("#district", label=district)
    opens(page, "form.pick button")
    shown = page.locator("main .coming li").all_inner_texts()
    assert shown
    assert all(district in one for one in shown)


def finds_the_nearest_centre(page: Page, language: str) -> None:
    opens(page, "main .cards a[href$='/find-help/']")
    page.select_option("#district", value="madaripur")
    opens(page, "form.pick button")
    assert IN_MADARIPUR[language] in page.inner_text("main")
    assert page.locator("main a[href='tel:08000102030']").is_visible()


def takes_the_quiz(page: Page, language: str) -> None:
    opens(page, "main .cards a[href$='/quiz/']")
    opens(page, "main a[href*='/ask/quiz/']")
    asked = page.locator("fieldset.choose")
    for number in range(asked.count()):
        asked.nth(number).locator("input").first.check()
    page.wait_for_timeout(TOO_FAST)
    opens(page, "form button")
    assert page.locator("main h2").count() > asked.count()
    assert re.search(r"\d", page.inner_text("main [role=status]"))


def asks_a_question(page: Page, language: str) -> None:
    opens(page, "main .cards a[href$='/before-you-go/']")
    opens(page, "main a[href$='/ask/']")
    page.fill("#words", "How much may an agency ask for Oman?")
    page.wait_for_timeout(TOO_FAST)
    opens(page, "form button")
    code = page.inner_text("strong.copy")
    opens(page, "main a[href$='/ask/answer/']")
    page.fill("#code", code)
    page.wait_for_timeout(TOO_FAST)
    opens(page, "form button")
    assert page.locator("main [role=status] .note").is_visible()
    assert page.locator("button[name=erase]").is_visible()


DIGITS = {"bn": str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"), "en": {}}
JOURNEYS: list[Callable[[Page, str], None]] = [
    asks_whether_the_hotline_is_open,
    reads_a_country_guide,
    finishes_the_checklist,
    opens_an_answer,
    finds_a_story_and_where_its_film_lies,
    searches,
    looks_for_an_event_nearby,
    finds_the_nearest_centre,
    takes_the_quiz,
    asks_a_question,
]


NUMBERS = re.compile(r"(?<=/)\d+(?=/)")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.__name__)
def test_without_javascript_a_reader(visit, journey, language):
    tab = visit(360, scripts=False).open(f"/{language}/")
    journey(tab.page, language)
    assert tab.page.context.cookies() == []
    assert tab.foreign == []


def test_each_page_leads_to_itself_in_the_other_language(walk: Walk):
    """The switch is a link, and what a reader asked for goes along."""
    for shown in walk.of_each_kind():
        (link,) = shown.soup.select(".lang a")
        other = "en" if shown.language == "bn" else "bn"
        path = str(link["href"])
        if shown.status != 200:
            assert path == f"/{other}/"
            continue
        asked = shown.path.partition("?")[0]
        # A page has a number of its own in each language; the tail of its address is the same.
        led = NUMBERS.sub("0", path.partition("?")[0])
        # The way in to quiet reading shows the first page, which has its number there.
        assert led.startswith(NUMBERS.sub("0", f"/{other}{asked[3:]}")), shown.name
        if "asked" in shown.kind:
            assert "?" in path, shown.name
