"""A real server on its own database, and Debian's Chromium to look at it with."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SEED = """
from django.contrib.auth.models import User
from django.utils import timezone
from portal.demo.prottasha import post_prottasha
from portal.pages.models import Programme
from tests.portal.sample_pages import make_site
make_site()
post_prottasha(timezone.now())
Programme.objects.update_or_create(pk=1, defaults={"is_demo": True})
User.objects.create_superuser("admin", "admin@example.org", "admin")
"""


@pytest.fixture(scope="session")
def site_url(tmp_path_factory) -> Iterator[str]:
    """Migrate, fill and serve a site in processes of their own, as `make run` would."""
    if not CHROMIUM:
        pytest.skip("Chromium is not installed")
    state = tmp_path_factory.mktemp("site")
    environment = os.environ | {
        "STATE_DIR": str(state),
        "DATABASE_URL": f"sqlite:///{state / 'site.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
        "LOG_LEVEL": "WARNING",
    }
    for command in (["migrate", "-v0"], ["shell", "-v0", "-c", SEED]):
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True
        )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", address, "--threads", "4"],
        cwd=ROOT,
        env=environment,
    )
    try:
        wait_for(f"http://{address}/en/")
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(url: str) -> None:
    for _ in range(120):
        try:
            urlopen(url, timeout=5).close()
        except (URLError, ConnectionError):
            time.sleep(0.25)
        else:
            return
    pytest.fail(f"{url} did not answer")


# Per module: while Playwright's loop runs, Django refuses to use its database,
# so the browser must be gone before other tests begin.
@pytest.fixture(scope="module")
def chromium(site_url) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


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
def visit(chromium, site_url):
    """Open a tab of a given width; ``scripts=False`` switches JavaScript off."""
    contexts: list[BrowserContext] = []

    def start(width: int, *, scripts: bool = True, dark: bool = False) -> Visit:
        context = chromium.new_context(
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
