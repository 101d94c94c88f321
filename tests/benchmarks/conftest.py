"""A platform's account to write for; the numbers of a run are printed at its end."""

import pytest

from media_ingest.connecting import connect_account
from media_ingest.models import PollRun
from media_ingest.work_table import start_by_hand
from tests.benchmarks.moments import NOW

MEASURED: list[str] = []


@pytest.fixture
def run(db) -> PollRun:
    account = connect_account(
        platform="facebook",
        channel_slug="facebook",
        external_id="100000000000001",
        secrets={"token": "t"},
        now=NOW,
    )
    return start_by_hand(account, NOW)


@pytest.fixture
def measured() -> list[str]:
    """Lines for the end of the run."""
    return MEASURED


def pytest_terminal_summary(terminalreporter) -> None:
    if MEASURED:
        terminalreporter.section("measured")
        for line in MEASURED:
            terminalreporter.write_line(line)
