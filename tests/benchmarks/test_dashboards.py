"""Dashboards over 500,000 events and 3.6 million readings, beside one month of the roll-ups.

``make bench`` runs this. The same programme is made with a tenth of the data and with all of it.
In each, the whole dashboard is read and put in words in turns with the plainest reading that there
is: one month and all up to it, by forty kinds of event and 64 districts, from the running totals
through the ORM. What else the machine does weighs on both; the medians are compared. Between a
tenth and the whole lie minutes, in which the machine may have been asked for more or less: of those
the quickest rounds are compared.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

import pytest
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from campaigns.models import Campaign, Series
from campaigns.models.rollups import ALL_CAMPAIGNS
from campaigns.reach import reach_report
from campaigns.rebuilding import rebuild_rollups
from campaigns.rollups import newest_rolls
from events.models import Event
from media_ingest.models import Reading
from portal.dashboards.asking import Question
from portal.dashboards.reading import Reader
from portal.dashboards.shown import dashboard
from tests.benchmarks.moments import NOW
from tests.benchmarks.years_of_work import LAST, fill

pytestmark = pytest.mark.django_db
TENTH, WHOLE = (50_000, 360_000), (500_000, 3_600_000)
ROUNDS, MOST_OF_PEER, MOST_GROWTH = 9, 6.0, 1.3
KINDS_BY_DISTRICTS = 40 * 64
WRITTEN = ("choices", "sections")
# The site's own frame (menu, hotline, languages) asks and writes as much for any page.
PAGE, MOST_OF_A_PAGE = "as a public page", 9.0
ASKED = {"everything": {}, "a district": {"district": "dhaka"}, "a campaign": {"campaign": "haul"}}


def one_month() -> list[dict]:
    """Read events held in a month and up to it, by kind and district."""
    series = Series.objects.filter(campaign=ALL_CAMPAIGNS, indicator="A1").exclude(area_code="")
    rolls = newest_rolls(series, month__lte=LAST)
    return [*rolls.values("series__channel", "series__area_code", "month", "own", "cum")]


def whole_dashboard(reader: Reader, **given: str) -> str:
    """Read a dashboard and write it, without the frame of a page around it."""
    question = Question({"month": f"{LAST:%Y-%m}", **given}, now=NOW, language="en")
    asked = question.read(campaigns=Campaign.objects.named(), scope=reader.scope)
    context = dashboard(asked, reader, now=NOW)
    return "".join(render_to_string(f"portal/dashboards/{one}.html", context) for one in WRITTEN)


def ways() -> dict[str, Callable[[], object]]:
    """Name everything that is measured beside the one month."""
    client, staff = Client(), Reader("en", is_public=False)
    found: dict[str, Callable[[], object]] = {
        f"of {name}": lambda given=given: whole_dashboard(staff, **given)
        for name, given in ASKED.items()
    }
    found["of a district, public"] = lambda: whole_dashboard(Reader("en"), district="dhaka")
    found[PAGE] = lambda: client.get("/en/figures/", {"month": f"{LAST:%Y-%m}"})
    found["the reach page's report"] = lambda: reach_report(LAST, now=NOW, with_persons=False)
    return found


@dataclass(frozen=True)
class Measured:
    seconds: dict[str, float]
    quickest: dict[str, float]
    queries: dict[str, int]


def measure() -> Measured:
    """Time all ways in turns, after each has run once."""
    every = {"one month": one_month, **ways()}
    queries = {}
    for name, way in every.items():
        way()
        with CaptureQueriesContext(
            connection,
        ) as captured:
            way()
        queries[name] = len(captured)
    times: dict[str, list[float]] = {name: [] for name in every}
    for _ in range(ROUNDS):
        for name, way in every.items():
            begun = time.perf_counter()
            way()
            times[name].append(time.perf_counter() - begun)
    return Measured(
        {name: median(some) for name, some in times.items()},
        {name: min(some) for name, some in times.items()},
        queries,
    )


@contextmanager
def filled(events: int, readings: int) -> Iterator[None]:
    """Fill the programme, and take everything back."""
    with transaction.atomic():
        fill(events, readings)
        assert Event.objects.count() == events
        assert Reading.objects.count() >= readings
        yield
        transaction.set_rollback(True)


def test_a_dashboard_reads_months_and_never_what_they_were_made_of(measured):
    with filled(*TENTH):
        little = measure()
    with filled(*WHOLE):
        assert len(one_month()) == KINDS_BY_DISTRICTS
        much = measure()
    peer = much.seconds["one month"]
    beside = {name: one / peer for name, one in much.seconds.items()}
    growth = {name: one / little.quickest[name] for name, one in much.quickest.items()}
    for name, seconds in much.seconds.items():
        measured.append(
            f"dashboard on {connection.vendor}, {name}: {1000 * seconds:.1f} ms, "
            f"{beside[name]:.2f} times one month, {growth[name]:.2f} times a tenth of the data, "
            f"{much.queries[name]} queries"
        )
    assert much.queries == little.queries
    page = beside.pop(PAGE)
    assert {name: one for name, one in beside.items() if one > MOST_OF_PEER} == {}
    assert page <= MOST_OF_A_PAGE
    assert {name: one for name, one in growth.items() if one > MOST_GROWTH} == {}


def test_the_rows_that_are_made_are_what_posting_leaves(measured):
    with filled(5_000, 1800):
        found = rebuild_rollups(dry_run=True)
    assert (found.put_right, found.closed_differ) == ([], [])
    assert found.rows > 5_000
