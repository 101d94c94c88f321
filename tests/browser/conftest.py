"""The demo served by a real server on its own database, and Chromium to look at it with."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.demo_site import DemoSite, demo_site_in
from tests.browser.field_site import FieldSite, field_site_in
from tests.browser.public_walk import Walk
from tests.pristine import Pristine

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory, django_db_setup: Pristine, django_db_blocker) -> Iterator[DemoSite]:
    """Serve the demo, as `make run` does."""
    folder = tmp_path_factory.mktemp("site")
    with demo_site_in(folder, django_db_setup, django_db_blocker) as site:
        yield site


@pytest.fixture(scope="session")
def site_url(demo_site) -> str:
    return demo_site.url


@pytest.fixture(scope="session")
def walk(demo_site) -> Walk:
    """Give every public page and address of the demo, found by itself."""
    return Walk(demo_site)


# Per module: while Playwright's loop runs, Django refuses to use its database,
# so the browser must be gone before other tests begin.
@pytest.fixture(scope="module")
def browser(site_url, chromium) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def field_site(tmp_path_factory, django_db_setup, django_db_blocker) -> Iterator[FieldSite]:
    """Serve the field app; whoever asks for it is marked ``django_db``, or there is no database."""
    folder = tmp_path_factory.mktemp("field")
    with (
        field_site_in(folder, django_db_setup, django_db_blocker) as site,
        pytest.MonkeyPatch.context() as patch,
    ):
        # These tests leave Django's connection alone; to be marked is enough for it to object.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield site
        site.line.close()


@dataclass
class Visit:
    """One browser tab, and all it asked for and complained about."""

    page: Page
    site: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> "Visit":
        self.page.goto(self.site + path)
        return self

    @property
    def foreign(self) -> list[str]:
        return [url for url in self.requests if not url.startswith((self.site, "data:", "blob:"))]


@pytest.fixture
def visit(browser, site_url):
    """Open a tab of a given width; ``scripts=False`` switches JavaScript off."""
    contexts: list[BrowserContext] = []

    def start(width: int, *, scripts: bool = True, dark: bool = False) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 740},
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            locale="bn-BD",
        )
        contexts.append(context)
        tab = Visit(context.new_page(), site_url)
        tab.page.on("request", lambda request: tab.requests.append(request.url))
        tab.page.on(
            "console",
            lambda said: tab.complaints.append(said.text) if said.type == "error" else None,
        )
        tab.page.on("pageerror", lambda error: tab.complaints.append(str(error)))
        return tab

    yield start
    for context in contexts:
        context.close()
