"""What a story costs somebody on a weak network: every byte that Chromium loads for it."""

import pytest

from tests.browser.test_public_pages import TOO_SMALL

pytestmark = pytest.mark.browser
FIRST_VIEW = 60_000
SHOWN = "image => image.complete && image.naturalWidth > 0"
PATHS = ["/stories/a-visit-visa-is-no-work/", "/stories/", "/search/?q=visa"]


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_a_first_view_weighs_at_most_60_kb_with_all_that_it_loads(visit, language, path):
    tab = visit(360)
    loaded: list[int] = []
    wire = tab.page.context.new_cdp_session(tab.page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda one: loaded.append(int(one["encodedDataLength"])))
    tab.open(f"/{language}{path}")
    tab.page.wait_for_load_state("networkidle")
    assert tab.page.locator("h1").is_visible()
    assert loaded
    assert sum(loaded) <= FIRST_VIEW
    assert tab.foreign == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_stories_and_the_search_fit_their_screen(visit, tmp_path, language, path, width):
    tab = visit(width).open(f"/{language}{path}")
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.page.evaluate(TOO_SMALL) == []
    assert tab.complaints == []
    name = path.strip("/").replace("/", "-").replace("?", "-")
    tab.page.screenshot(path=tmp_path / f"{language}-{name}-{width}.png", full_page=True)


def test_a_story_is_searched_and_read_without_javascript(visit):
    page = visit(360, scripts=False).open("/en/").page
    page.click("a.find")
    page.fill("#q", "visa")
    page.click("form.seek button")
    page.click("main .cards a >> nth=0")
    assert page.locator("main h1").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_first_view_of_a_story_with_a_picture_weighs_at_most_60_kb(visit, scripts):
    tab = visit(360, scripts=scripts)
    weights: list[float] = []
    wire = tab.page.context.new_cdp_session(tab.page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda told: weights.append(told["encodedDataLength"]))
    page = tab.open(f"/bn{PATHS[0]}").page
    page.wait_for_load_state("networkidle")
    assert [url for url in tab.requests if url.endswith("/small/")]
    assert not [url for url in tab.requests if url.endswith("/large/")]
    assert page.locator("figure img").first.get_attribute("alt")
    if scripts:
        assert page.locator("figure img").first.evaluate(SHOWN)
    assert len(weights) == len(tab.requests)
    assert 0 < sum(weights) <= FIRST_VIEW
    assert page.locator("figure img").first.bounding_box()["width"] <= 360


def test_a_wide_screen_gets_the_large_copy_alone(visit):
    tab = visit(1280)
    tab.open(f"/bn{PATHS[0]}").page.wait_for_load_state("networkidle")
    assert [url.rsplit("/", 2)[1] for url in tab.requests if "story-pictures" in url] == ["large"]
