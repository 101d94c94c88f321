"""Each page by keyboard alone: the focus is seen, goes as the text does, and there is no trap."""

import pytest
from playwright.sync_api import Page

from portal.demo.story_texts import FILMED
from tests.browser.public_walk import Walk

pytestmark = pytest.mark.browser

MOST_STOPS = 120
# Where the focus is: what it is, where it stands in the text, and what is wrong with how it looks.
FOCUS = """
() => {
    const one = document.activeElement;
    if (!one || one === document.body || one === document.documentElement) return null;
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    const order = [...document.querySelectorAll('*')].indexOf(one);
    const wrong = [];
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) wrong.push('no ring');
    if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth)
        wrong.push('off the screen');
    else {
        const seen = [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]].some(([x, y]) => {
            const across = box.left + box.width * x, down = box.top + box.height * y;
            const top = document.elementFromPoint(across, down);
            return top && (one.contains(top) || top.contains(one));
        });
        if (!seen) wrong.push('behind something');
    }
    return {order, wrong, name: one.outerHTML.slice(0, 90), says: one.tagName};
}
"""
CAN_BE_REACHED = """
() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea,'
    + ' summary, video[controls], [tabindex="0"]')]
    .filter(one => one.checkVisibility() && one.tabIndex >= 0
        // Of choices that exclude each other, Tab reaches one; the arrows lead to the others.
        && (one.type !== 'radio' || one === document.getElementsByName(one.name)[0])).length
"""
RING = """
() => {
    const one = document.activeElement, style = getComputedStyle(one);
    let ground = one;
    while (getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)' && ground.parentElement)
        ground = ground.parentElement;
    const rings = [style.outlineColor, style.boxShadow.match(/rgba?\\([^)]*\\)/)[0]];
    return [rings, getComputedStyle(ground).backgroundColor];
}
"""


def stops_of(page: Page) -> list[dict]:
    """Press Tab until the page is left behind; what a player shows inside is one stop."""
    stops: list[dict] = []
    for _press in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None or (stops and stop["order"] == stops[0]["order"]):
            return stops
        if not stops or stop["order"] != stops[-1]["order"]:
            stops.append(stop)
    raise AssertionError(f"a trap: {stops[-1]['name']}")


def test_each_page_type_is_gone_through_by_tab_in_the_order_of_its_text(walk: Walk, visit):
    page, wrong = visit(360).page, []
    for shown in walk.of_each_kind("bn"):
        page.goto(walk.site.url + shown.path)
        stops = stops_of(page)
        wrong += [f"{shown.name}: {said}: {one['name']}" for one in stops for said in one["wrong"]]
        order = [one["order"] for one in stops]
        if order != sorted(order):
            wrong.append(f"{shown.name}: not in the order of the text")
        if len(stops) != page.evaluate(CAN_BE_REACHED):
            wrong.append(f"{shown.name}: {len(stops)} stops")
    assert not wrong, "\n".join(wrong)


def test_the_first_tab_leads_past_the_menu_to_the_text(visit):
    page = visit(1280).open("/bn/").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there."""
    wanted = page.locator(selector).first.element_handle()
    for _press in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("one => document.activeElement === one", wanted):
            return
    raise AssertionError(f"{selector} is never reached")


def test_a_phone_s_menu_lies_one_step_away(visit):
    page = visit(360).open("/bn/").page
    tab_to(page, "a.to-menu")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#menu') !== null")


def test_the_language_is_changed_by_keyboard(visit):
    page = visit(360).open("/bn/going-safely/questions/").page
    tab_to(page, ".lang a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/going-safely/questions/")


def test_a_search_is_typed_and_a_result_opened_by_keyboard(visit):
    page = visit(360).open("/bn/").page
    tab_to(page, "a.find")
    page.keyboard.press("Enter")
    page.wait_for_url("**/bn/search/")
    tab_to(page, "#q")
    page.keyboard.type("ভিসা")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    tab_to(page, "main .cards a")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/search/" not in url)
    assert page.locator("main h1").is_visible()


def test_a_checklist_is_ticked_by_keyboard(visit):
    page = visit(360).open("/bn/going-safely/my-checklist/").page
    tab_to(page, "[name=done]")
    page.keyboard.press("Space")
    assert page.locator("[name=done]").first.is_checked()
    tab_to(page, "form.ticks button")
    page.keyboard.press("Enter")
    page.wait_for_url("**done=1")


def test_an_answer_is_opened_and_closed_by_keyboard(visit):
    page = visit(360).open("/bn/going-safely/questions/").page
    tab_to(page, "details.faq summary")
    answer = page.locator("details.faq p").first
    for is_open in (True, False):
        page.keyboard.press("Enter")
        assert answer.is_visible() is is_open


def test_a_film_is_chosen_and_played_by_keyboard_and_a_story_is_passed_on(visit):
    tab = visit(360).open(f"/bn/stories/{FILMED}/")
    page = tab.page
    page.locator("video").evaluate("film => { film.muted = true }")
    tab_to(page, ".film li a")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('video').currentTime > 0.1")
    tab_to(page, ".share a")
    assert page.evaluate("document.activeElement.href").startswith("https://wa.me/")


@pytest.mark.parametrize("dark", [False, True])
def test_the_ring_stands_out_from_its_ground(visit, dark):
    """WCAG 1.4.11: three to one, on each ground that a link lies on; the ring has two colours."""
    page = visit(360, dark=dark).open("/bn/before-you-go/").page
    for selector in (".brand", ".lang a", ".strip a", ".numbers .free", ".foot a", ".numbers a"):
        page.locator(selector).last.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        rings, ground = page.evaluate(RING)
        assert max(contrast(ring, ground) for ring in rings) >= 3, selector


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour.strip("rgb()").split(",")[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
