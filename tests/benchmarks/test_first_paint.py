"""First paint of every page type on a line of 2G, as ``site/docs/page-weight-and-paint.md`` tells.

``make bench`` runs this: a fresh profile, 360x640 at two pixels a point, the processor four times
slower, gzip. The line is DevTools': per request, without the hands that TCP and TLS shake.
"""

from statistics import median

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import QUIET
from tests.browser.demo_site import DemoSite, demo_site_in
from tests.browser.first_views import FirstView
from tests.browser.public_walk import LANGUAGES, Shown, Walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

ROUNDS = 3
# Kilobits a second, and milliseconds before an answer begins.
LINES = {"2G": (50, 800), "slow 3G": (400, 400)}
MOST_SECONDS = {"2G": 2.5, "slow 3G": 1.5}
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


@pytest.fixture(scope="module")
def demo_site(tmp_path_factory, django_db_setup, django_db_blocker):
    folder = tmp_path_factory.mktemp("site")
    with (
        demo_site_in(folder, django_db_setup, django_db_blocker) as site,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield site


@pytest.fixture(scope="module")
def walk(demo_site: DemoSite) -> Walk:
    return Walk(demo_site)


@pytest.fixture(scope="module")
def browser(walk, chromium):
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield opened
        opened.close()


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_type_is_painted_in_time(walk: Walk, browser, measured, language, line):
    late = []
    for shown in walk.of_each_kind(language):
        views = [seen_on(browser, walk.site.url, shown, LINES[line]) for _round in range(ROUNDS)]
        paint = median(seconds for seconds, _view in views)
        heaviest = max((view for _seconds, view in views), key=lambda view: view.bytes)
        measured.append(
            f"| {shown.kind} | {language} | {line} | {paint:.2f} s | {heaviest.html / 1000:.1f} KB"
            f" | {heaviest.bytes / 1000:.1f} KB / {len(heaviest.urls)}"
            f" | {len(heaviest.blocking)} |"
        )
        late += [f"{shown.name}: {paint:.2f} s"] if paint > MOST_SECONDS[line] else []
    assert not late, late


def seen_on(
    browser: Browser, site: str, shown: Shown, line: tuple[int, int]
) -> tuple[float, FirstView]:
    """Open a page for the first time on a slow line; give the first paint, in seconds."""
    kilobits, milliseconds = line
    with browser.new_context(
        viewport={"width": 360, "height": 640},
        device_scale_factor=2,
        extra_http_headers={"Accept-Language": shown.language},
    ) as context:
        view = FirstView(context.new_page(), site)
        speed = kilobits * 1000 / 8
        view.wire.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": milliseconds,
                "downloadThroughput": speed,
                "uploadThroughput": speed,
            },
        )
        view.wire.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        view.open(shown.path)
        return view.page.evaluate(PAINT) / 1000, view
