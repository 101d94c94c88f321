"""How fast pages are beside a stock Wagtail page of the same bytes, which this run builds.

``make bench`` runs this. Three servers stand side by side, each the same granian: the stock
site, ours without kept pages, ours with them. They are asked in turns, so that what else the
machine does weighs on all, and of the rounds' own ratios the median counts. What is compared
is the processor's time for a request: what a core can answer in a second, whatever runs beside.
"""

import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

from tests.benchmarks.serving import Measured, Server, ask, serving
from tests.own_site import ROOT

ROUNDS, WARM_UP = 7, 40
UNCACHED, KEPT = 120, 3000
AT_LEAST_UNCACHED, AT_LEAST_KEPT = 0.75, 40
PATH = "/en/before-you-go/"


@pytest.fixture
def environment(tmp_path) -> dict[str, str]:
    gone = {"DATABASE_URL", "CELERY_BROKER_URL", "DJANGO_SETTINGS_MODULE"}
    kept = {name: value for name, value in os.environ.items() if name not in gone}
    return {
        **kept,
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
        "STATE_DIR": str(tmp_path / "state"),
        "STOCK_DIR": str(tmp_path),
        "DATABASE_URL": "",
        "CELERY_BROKER_URL": "",
        "LOG_LEVEL": "WARNING",
    }


def run(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def stock_like(page: str, environment: dict[str, str], folder: Path) -> str:
    """Build the stock site with the words and the style of our page, and as many bytes."""
    texts = re.findall(r"(?s)<(?:p|li)[^>]*>(.*?)</(?:p|li)>", page.partition("<main")[2])
    asked = {
        "style": re.search(r"(?s)<style>(.*?)</style>", page)[1],
        "paragraphs": [html.escape(html.unescape(re.sub("<[^>]+>", "", one))) for one in texts],
        "menu": re.findall(r"<a[^>]*>([^<]+)</a>", page.partition("<nav")[2].partition("</nav")[0]),
        "bytes": len(page.encode()),
    }
    file = folder / "asked.json"
    file.write_text(json.dumps(asked))
    migrate = ("migrate", "--settings", "tests.benchmarks.stock_site.settings", "--verbosity", "0")
    run(environment, "-m", "django", *migrate)
    return run(environment, "-m", "tests.benchmarks.stock_site.build", str(file)).splitlines()[-1]


def test_pages_beside_a_stock_page_of_the_same_bytes(tmp_path, environment, measured):
    (tmp_path / "state").mkdir()
    run(environment, "manage.py", "migrate", "--verbosity", "0")
    run(environment, "-m", "tests.benchmarks.our_pages")
    without = {**environment, "KEEP_PAGES_SECONDS": "0"}
    log = tmp_path / "log"
    with (
        serving("portal.wsgi", without, log) as ours,
        serving("portal.wsgi", environment, log) as kept,
    ):
        page = ask(ours.port, PATH, 1)
        stock_path = stock_like(page.decode(), environment, tmp_path)
        of_stock = {**environment, "DJANGO_SETTINGS_MODULE": "tests.benchmarks.stock_site.settings"}
        with serving("tests.benchmarks.stock_site.wsgi", of_stock, log) as stock:
            assert len(ask(stock.port, stock_path, 1)) == len(page)
            asked = {
                "a stock Wagtail page": (stock, stock_path, UNCACHED),
                "ours, uncached": (ours, PATH, UNCACHED),
                "ours, kept ready-made": (kept, PATH, KEPT),
            }
            rounds = in_turns(asked)
    first = "a stock Wagtail page"
    measured.append(f"{len(page):,} bytes each, {ROUNDS} rounds:")
    ratios = {}
    for name, found in rounds.items():
        times = [b.milliseconds / o.milliseconds for b, o in zip(rounds[first], found, strict=True)]
        ratios[name] = median(times)
        cost = median(one.milliseconds for one in found)
        rate = median(one.requests / one.wall for one in found)
        measured.append(
            f"  {name}: {cost:.2f} ms of a core a request, {ratios[name]:.2f} times the stock "
            f"page's requests a core ({min(times):.2f} to {max(times):.2f}); {rate:,.0f} a second"
        )
    views = sum(
        len(one.read_text().splitlines()) for one in (tmp_path / "state").glob("page-views/*")
    )
    assert views == 2 * WARM_UP + 1 + ROUNDS * (UNCACHED + KEPT)
    assert ratios["ours, uncached"] >= AT_LEAST_UNCACHED
    assert ratios["ours, kept ready-made"] >= AT_LEAST_KEPT


def in_turns(asked: dict[str, tuple[Server, str, int]]) -> dict[str, list[Measured]]:
    for server, path, _requests in asked.values():
        ask(server.port, path, WARM_UP)
    rounds: dict[str, list[Measured]] = {name: [] for name in asked}
    for _round in range(ROUNDS):
        for name, (server, path, requests) in asked.items():
            rounds[name].append(server.measure(path, requests))
    return rounds
