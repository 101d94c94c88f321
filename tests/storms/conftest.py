"""A storm of the size that the environment asks for, and the quiet run that it is compared with."""

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

from media_ingest.polling import poll_what_is_due
from tests.own_site import OwnSite
from tests.simulators.server import Simulators
from tests.storms.clock import MovedClock
from tests.storms.ledgers import everything
from tests.storms.scene import CONNECT, EVERY, FIRST, as_json, connect, due_times, play, spots
from tests.storms.storm import Storm

POLLS = int(os.environ.get("STORM_POLLS", "48"))
ACCOUNTS = int(os.environ.get("STORM_ACCOUNTS", "8"))
COMPARED = int(os.environ.get("STORM_COMPARED", str(ACCOUNTS)))
SEED = int(os.environ.get("STORM_SEED", "20261003"))
# Planting bugs takes minutes: only in ``make storm``.
collect_ignore = [] if "STORM_POLLS" in os.environ else ["test_planted_bugs.py"]


@pytest.fixture
def clock(tmp_path: Path) -> MovedClock:
    clock = MovedClock(tmp_path / "clock")
    clock.set(FIRST)
    return clock


@pytest.fixture
def storm_platforms(clock) -> Iterator[Simulators]:
    with Simulators(clock=clock) as platforms:
        play(platforms, spots(ACCOUNTS + 1))
        yield platforms


@pytest.fixture
def storm(own_site: OwnSite, storm_platforms, clock) -> Storm:
    return make_storm(own_site, storm_platforms, clock, steps=POLLS // ACCOUNTS)


def make_storm(site: OwnSite, platforms: Simulators, clock: MovedClock, *, steps: int) -> Storm:
    """Connect the accounts in processes of their own."""
    site.environment |= {
        "DJANGO_SETTINGS_MODULE": "tests.storms.settings",
        "STORM_CLOCK": str(clock.path),
        "FACEBOOK_GRAPH_URL": platforms.url,
        "YOUTUBE_API_ROOT": platforms.url,
        "YOUTUBE_ANALYTICS_ROOT": platforms.url,
        "GOOGLE_TOKEN_URI": f"{platforms.url}token",
        "TICK_SECONDS": "1",
        "POLL_EVERY_SECONDS": str(int(EVERY.total_seconds())),
        "POLL_LEASE_SECONDS": "2",
        "REDIS_VISIBILITY_SECONDS": "3",
        "REDIS_SWEEP_SECONDS": "1",
        "LOG_LEVEL": "WARNING",
    }
    *accounts, poison = spots(ACCOUNTS + 1)
    given = as_json([*accounts, poison], FIRST)
    connected = site.manage("shell", "--no-imports", "-c", CONNECT, given=given)
    assert connected.returncode == 0, connected.stderr
    random.Random(SEED).shuffle(accounts)
    return Storm(site, platforms, clock, accounts, poison, steps, SEED, COMPARED)


@pytest.fixture
def clean_run(db, settings, storm_platforms) -> Callable[[Storm], dict[str, Counter]]:
    """Make the same polls in this process, one after the other, with nothing in their way."""

    def run(storm: Storm) -> dict[str, Counter]:
        storm_platforms.watchers.clear()
        settings.POLL_EVERY_SECONDS = int(EVERY.total_seconds())
        settings.FACEBOOK_GRAPH_URL = storm_platforms.url
        settings.YOUTUBE_API_ROOT = storm_platforms.url
        settings.YOUTUBE_ANALYTICS_ROOT = storm_platforms.url
        settings.GOOGLE_TOKEN_URI = storm_platforms.url + "token"
        connect(as_json(storm.compared, FIRST))
        moment = FIRST
        storm_platforms.facebook.clock = storm_platforms.youtube.clock = lambda: moment
        for moment in due_times(storm.steps):
            assert poll_what_is_due(lambda: moment) == len(storm.compared)  # noqa: B023
        return everything(_rows, storm.compared)

    return run


def _rows(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()
