"""Workers killed at any write and request of a publishing: each ends once, and no row ever lies.

The suite tries some deaths (``tests/journeys``); ``make storm`` all of them.
"""

import json
import os
import subprocess
import sys

import pytest

from tests.own_site import ROOT, OwnSite
from tests.storms.conftest import SEED
from tests.storms.planted_in_publishing import BUGS

# 0: every death there is.
KILLS = int(os.environ.get("STORM_PUBLISHINGS", "0"))


def storm_of(site: OwnSite, kills: int, seed: int, *bug: str) -> dict:
    """Blow a storm in a process of its own, with a bug if one is named; give what it found."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.storms.publishing_storm", str(kills), str(seed), *bug],
        cwd=ROOT, env={**site.environment, "LOG_LEVEL": "CRITICAL"}, capture_output=True,
        text=True, timeout=3600, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)


def test_each_publishing_ends_once_whoever_is_killed_and_when(own_site, capsys):
    found = storm_of(own_site, KILLS, SEED)
    with capsys.disabled():
        sys.stdout.write(f"\n{found}\n")
    assert found["wrong"] == []
    assert found["lives"] == (KILLS or found["moments"])
    assert found["killed"] >= found["lives"] * 0.9, "this was no storm"


@pytest.mark.parametrize("bug", BUGS)
def test_a_planted_bug_is_seen(bug, own_site, capsys):
    found = storm_of(own_site, KILLS, SEED, bug)
    with capsys.disabled():
        sys.stdout.write(f"\n{bug}: {found['wrong']}\n")
    assert found["wrong"], f"the storm did not see that workers {bug.replace('_', ' ')}"
