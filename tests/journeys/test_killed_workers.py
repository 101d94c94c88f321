"""Workers and schedulers killed in the middle of a poll lose nothing and double nothing.

Real processes, started with the commands of ``manage.py up``, poll simulators
whose figures stand still: so every window must have been read exactly once,
and one more poll by hand must find nothing new.
"""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from portal.management.commands.up import later_parts
from tests.media_ingest.canaries import CHANNEL, CLIENT_SECRET, PAGE, REFRESH, TOKEN
from tests.own_site import OwnSite, kill_group, wait_until
from tests.simulators.server import Simulators

pytestmark = pytest.mark.long

TO_FACEBOOK = ("connect", "facebook", "--channel", "facebook", "--page-id", PAGE)
TO_YOUTUBE = (
    *("connect", "youtube", "--channel", "youtube"),
    *("--channel-id", CHANNEL, "--client-id", "client-1"),
)
DOUBLED_TICKS = """
    SELECT account_id, due_at FROM media_ingest_pollrun
    GROUP BY account_id, due_at HAVING COUNT(*) > 1
"""
MOST_ATTEMPTS = "SELECT MAX(attempts) FROM media_ingest_pollrun WHERE state = 'done'"
ENDED_WELL = "SELECT COUNT(*) FROM media_ingest_pollrun WHERE state = 'done' AND account_id = {}"


@pytest.fixture
def platforms() -> Iterator[Simulators]:
    moment = datetime.now(UTC)
    with Simulators(clock=lambda: moment) as simulators:
        simulators.facebook.add_page(PAGE, TOKEN)
        simulators.youtube.add_channel(CHANNEL, REFRESH, client_secret=CLIENT_SECRET)
        yield simulators


@pytest.fixture
def site(own_site, platforms) -> OwnSite:
    """A site that polls both platforms every two seconds, and gives a dead worker three."""
    own_site.environment |= {
        "FACEBOOK_GRAPH_URL": platforms.url,
        "YOUTUBE_API_ROOT": platforms.url,
        "YOUTUBE_ANALYTICS_ROOT": platforms.url,
        "GOOGLE_TOKEN_URI": f"{platforms.url}token",
        "TICK_SECONDS": "1",
        "POLL_EVERY_SECONDS": "2",
        "POLL_LEASE_SECONDS": "3",
    }
    secrets = {"client_secret": CLIENT_SECRET, "refresh_token": REFRESH}
    for command, given in ((TO_FACEBOOK, {"token": TOKEN}), (TO_YOUTUBE, secrets)):
        connected = own_site.manage(*command, given=json.dumps(given))
        assert connected.returncode == 0, connected.stderr
    return own_site


def start(site: OwnSite, name: str, *more: str) -> subprocess.Popen[str]:
    (part,) = [part for part in later_parts() if part.name == name]
    return site.start(*part.command[1:], *more, log=f"{name}.log")


def accounts(site: OwnSite) -> list[int]:
    return [pk for (pk,) in site.rows("SELECT id FROM media_ingest_account ORDER BY id")]


def wait_for_good_polls(site: OwnSite, number: int) -> None:
    """Wait until each account was polled well so many more times."""
    wanted = {pk: site.rows(ENDED_WELL.format(pk))[0][0] + number for pk in accounts(site)}
    wait_until(
        lambda: all(site.rows(ENDED_WELL.format(pk))[0][0] >= n for pk, n in wanted.items()),
        seconds=60,
    )


def assert_nothing_lost_or_doubled(site: OwnSite) -> None:
    assert site.rows(DOUBLED_TICKS) == []
    for table in ("media_ingest_reading", "campaigns_entry"):
        count, newest = site.rows(f"SELECT COUNT(*), MAX(version) FROM {table}")[0]
        assert count > 0
        assert newest == 1, f"{table} says something twice"
    by_hand = site.manage("poll", "--json")
    assert by_hand.returncode == 0, by_hand.stderr
    found = json.loads(by_hand.stdout)
    assert [(o["state"], o["readings_new"], o["entries_written"]) for o in found] == [
        ("done", 0, 0)
    ] * 2


def kill_main_process_alone(worker: subprocess.Popen[str]) -> None:
    """Kill as the kernel does when memory runs out."""
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()


@pytest.mark.parametrize(
    "kill", [kill_group, pytest.param(kill_main_process_alone, marks=pytest.mark.once)]
)
def test_a_worker_killed_in_the_middle_of_a_poll(kill, site, platforms):
    platforms.breaks("/insights", "hang")
    scheduler, worker = start(site, "scheduler"), start(site, "worker")
    wait_until(lambda: any("/insights" in path for path, _ in platforms.seen), seconds=60)
    kill(worker)
    platforms.mend()

    worker = start(site, "worker")
    wait_for_good_polls(site, 2)
    kill_group(worker)
    kill_group(scheduler)

    (attempts,) = site.rows("SELECT MAX(attempts) FROM media_ingest_pollrun WHERE state = 'done'")[
        0
    ]
    assert attempts >= 2, "the poll that was cut short was not taken up again"
    assert_nothing_lost_or_doubled(site)


@pytest.mark.once
def test_workers_and_schedulers_killed_again_and_again(site):
    for _ in range(2):
        scheduler, worker = start(site, "scheduler"), start(site, "worker")
        wait_for_good_polls(site, 1)
        kill_group(worker)
        kill_group(scheduler)
    assert_nothing_lost_or_doubled(site)


@pytest.mark.once
def test_a_scheduler_that_was_left_behind_doubles_nothing(site):
    worker = start(site, "worker")
    start(site, "scheduler")
    start(site, "scheduler", "--schedule", str(site.folder / "orphan"))
    wait_for_good_polls(site, 3)
    kill_group(worker)
    assert_nothing_lost_or_doubled(site)


@pytest.mark.sqlite  # the broker is in files
def test_a_broker_emptied_at_any_time_delays_and_loses_nothing(site):
    start(site, "scheduler")
    start(site, "worker")
    for turn in range(2):
        wait_for_good_polls(site, 1)
        (site.folder / "broker").rename(site.folder / f"emptied-{turn}")
    wait_for_good_polls(site, 1)
    assert_nothing_lost_or_doubled(site)
