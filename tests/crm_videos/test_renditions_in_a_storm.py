"""Workers killed at every stage of making videos: each file is made once, whole, in no plain byte.

The suite blows a small storm; ``make storm`` one over fifty files (``STORM_RENDITIONS``).
"""

import json
import os
import subprocess
import sys

import pytest

from tests.own_site import ROOT
from tests.storms.conftest import SEED

JOBS = int(os.environ.get("STORM_RENDITIONS", "5"))
STAGES = {"claimed", "while made", "child", "made", "stored", "ended"}


@pytest.mark.once
def test_each_file_is_made_once_whoever_is_killed(own_site, capsys):
    told = subprocess.run(
        [sys.executable, "-m", "tests.storms.rendition_storm", str(JOBS), str(SEED)],
        cwd=ROOT, env={**own_site.environment, "LOG_LEVEL": "CRITICAL"}, capture_output=True,
        text=True, timeout=60 + 60 * JOBS, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{JOBS} files, {found['attempts']} attempts, {found['hours']} h, {found['killed']}\n"
        )
    assert (found["wrong"], found["failed"]) == ([], [])
    assert found["states"] == {"done": JOBS}
    assert found["kept"] == JOBS
    # One is the recording.
    assert (found["files"], found["plain"]) == (JOBS + 1, 0)
    assert found["attempts"] > JOBS, "nobody was killed: this was no storm"
    assert sum(found["killed"].values()) >= len(STAGES) // 2
