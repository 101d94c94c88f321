"""What pages to read cost somebody on a weak network, as Chromium counts it on a small phone."""

import pytest

pytestmark = pytest.mark.browser
# As promised for each kind of page: all that it loads, and the page alone.
ARTICLE, HOME = (30_000, 14_000), (60_000, 60_000)
PATHS = {
    "/": HOME,
    "/before-you-go/": ARTICLE,
    "/going-safely/": ARTICLE,
    "/going-safely/saudi-arabia/": ARTICLE,
    "/going-safely/my-checklist/": ARTICLE,
    "/going-safely/questions/": ARTICLE,
}


@pytest.mark.parametrize("path", PATHS)
def test_a_first_view_of_each_kind_stays_below_its_limit(visit, path):
    tab = visit(360)
    asked: dict[str, str] = {}
    weights: dict[str, int] = {}

    def finished(told: dict) -> None:
        weights[asked[told["requestId"]]] = int(told["encodedDataLength"])

    wire = tab.page.context.new_cdp_session(tab.page)
    wire.send("Network.enable")
    wire.on(
        "Network.requestWillBeSent",
        lambda one: asked.update({one["requestId"]: one["request"]["url"]}),
    )
    wire.on("Network.loadingFinished", finished)
    tab.open(f"/bn{path}").page.wait_for_load_state("networkidle")
    whole, alone = PATHS[path]
    assert 0 < weights[f"{tab.site}/bn{path}"] <= alone
    assert sum(weights.values()) <= whole
    assert len(tab.requests) <= 5
    assert tab.foreign == []
    assert tab.page.locator("main img:not([loading=lazy])").count() <= 1
