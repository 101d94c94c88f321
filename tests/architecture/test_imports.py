"""Who imports whom: the contracts of pyproject.toml hold, and pages stay light."""

import json
import subprocess
import sys
from pathlib import Path

from tests.architecture.tracked import ROOT

# Clients that only a poll needs; megabytes in every web process otherwise.
HEAVY = {"googleapiclient", "facebook", "httplib2"}
LOADED = """
import json, sys
import portal.wsgi
from django.urls import get_resolver
get_resolver().url_patterns
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def test_the_layers_hold(own_processes):
    linted = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        env=own_processes.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_the_web_process_does_not_load_the_platforms_clients(own_processes):
    loaded = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=ROOT,
        env=own_processes.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    names = set(json.loads(loaded.stdout.splitlines()[-1]))
    assert {"wagtail", "media_ingest"} <= names
    assert not HEAVY & names
