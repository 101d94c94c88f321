"""A story's pictures on a weak network: the small copy, and what it weighs with all of its page."""

import pytest

pytestmark = pytest.mark.browser
FIRST_VIEW = 60_000
SHOWN = "image => image.complete && image.naturalWidth > 0"
PATH = "/stories/a-visit-visa-is-no-work/"


@pytest.mark.parametrize("scripts", [True, False])
def test_the_first_view_of_a_story_with_a_picture_weighs_at_most_60_kb(visit, scripts):
    tab = visit(360, scripts=scripts)
    weights: list[float] = []
    wire = tab.page.context.new_cdp_session(tab.page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda told: weights.append(told["encodedDataLength"]))
    page = tab.open(f"/bn{PATH}").page
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
    tab.open(f"/bn{PATH}").page.wait_for_load_state("networkidle")
    assert [url.rsplit("/", 2)[1] for url in tab.requests if "story-pictures" in url] == ["large"]
