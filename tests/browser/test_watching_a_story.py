"""A story's video in Chromium: what loads before it is tapped, how it plays, without JavaScript."""

import pytest

from portal.demo.story_texts import FILM_SAYS as SAID
from portal.demo.story_texts import FILMED as SLUG
from tests.browser.screens import TOO_SMALL

pytestmark = pytest.mark.browser
FIRST_VIEW, POSTER = 60_000, 12_000
PLAYS = "() => { const film = document.querySelector('video'); return film.currentTime > 0.2 }"
CUE_SHOWN = """
() => {
    const [track] = document.querySelector('video').textTracks;
    return track.mode === 'showing' && track.activeCues && track.activeCues.length
        ? track.activeCues[0].text : '';
}
"""


def films_in(tab) -> list[str]:
    return [url for url in tab.requests if url.endswith((".mp4", ".m4a"))]


@pytest.mark.parametrize("language", ["bn", "en"])
def test_nothing_of_the_film_loads_before_it_is_tapped(visit, language):
    tab = visit(360)
    weights: dict[str, int] = {}
    wire, addresses = tab.page.context.new_cdp_session(tab.page), {}
    wire.send("Network.enable")
    wire.on(
        "Network.requestWillBeSent",
        lambda one: addresses.update({one["requestId"]: one["request"]["url"]}),
    )
    wire.on(
        "Network.loadingFinished",
        lambda one: weights.update({addresses[one["requestId"]]: int(one["encodedDataLength"])}),
    )
    tab.open(f"/{language}/stories/{SLUG}/").page.wait_for_load_state("networkidle")
    assert films_in(tab) == []
    (poster,) = [url for url in weights if url.endswith("poster.webp")]
    assert weights[poster] <= POSTER
    assert 0 < sum(weights.values()) <= FIRST_VIEW
    assert tab.foreign == []
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert tab.page.evaluate(TOO_SMALL) == []
    assert tab.complaints == []


@pytest.mark.parametrize("width", [360, 1280])
def test_it_plays_where_it_is_with_captions_on_small_first_and_larger_if_wanted(
    visit, tmp_path, width
):
    tab = visit(width).open(f"/bn/stories/{SLUG}/")
    page, film = tab.page, tab.page.locator("video")
    film.scroll_into_view_if_needed()
    film.evaluate("film => { film.muted = true; film.loop = true; return film.play() }")
    page.wait_for_function(PLAYS)
    assert {url.rpartition("/")[2] for url in films_in(tab)} == {"240p.mp4"}
    assert page.wait_for_function(CUE_SHOWN).json_value() == SAID["bn"][0][2]
    film.screenshot(path=tmp_path / f"cue-{width}.png")
    here = page.url
    for at, name in ((1, "360p.mp4"), (2, "sound.m4a")):
        page.locator(".film li a").nth(at).click()
        page.wait_for_function(PLAYS)
        assert film.evaluate("film => film.currentSrc").endswith(name)
        assert page.wait_for_function(CUE_SHOWN).json_value() == SAID["bn"][0][2]
    assert page.url == here
    assert tab.foreign == []
    assert tab.complaints == []


def test_without_javascript_each_way_is_a_link_to_its_file(visit):
    tab = visit(360, scripts=False).open(f"/bn/stories/{SLUG}/")
    ways = tab.page.locator(".film li a")
    with tab.page.expect_response(lambda answer: answer.url.endswith("240p.mp4")) as told:
        ways.first.click()
    assert told.value.status in {200, 206}
    assert told.value.headers["content-type"] == "video/mp4"
    tab.page.wait_for_url("**/240p.mp4")
    # The browser's own player, which the answer's sandbox lets load its own film.
    tab.page.locator("video").wait_for()
    tab.page.go_back()
    tab.page.locator(".film summary").click()
    assert "ক্ষতি হয়নি।" in tab.page.locator(".film details p").inner_text()
