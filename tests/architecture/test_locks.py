"""The locks: every file by its hash, from wherever it comes, and never too old."""

import re
import tomllib
from importlib.metadata import version

import pytest
from packaging.requirements import Requirement

from tests.architecture.tracked import ROOT

LOCKS = ["requirements.txt", "requirements-dev.txt"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
STATED = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["dependency-groups"]["test"],
    *PROJECT["dependency-groups"]["lint"],
]


def pins(lock: str) -> dict[str, str]:
    """Give each locked line (name, version, marker) with the text that follows it."""
    text = (ROOT / lock).read_text().replace("\\\n", " ")
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return {line.split(" --hash")[0].strip(): line for line in lines if line}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_pinned_and_hashed(lock):
    assert pins(lock)
    for pin, line in pins(lock).items():
        assert re.match(r"^[a-z0-9._-]+(\[[a-z,]+\])?==\S+", pin), pin
        assert "--hash=sha256:" in line, pin


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_a_place(lock):
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert not re.search(r"(?m)^\s*-", text.replace("    --hash", "")), "an option of pip"


def test_the_tests_run_with_what_the_site_runs_with():
    assert set(pins("requirements.txt")) <= set(pins("requirements-dev.txt"))


@pytest.mark.parametrize("stated", STATED)
def test_what_is_installed_is_what_we_say_we_need(stated):
    need = Requirement(stated)
    assert need.specifier.contains(version(need.name), prereleases=True)


@pytest.mark.parametrize(("name", "floor"), [("django", "5.2.19"), ("wagtail", "8.0.1")])
def test_what_has_known_holes_is_refused(name, floor):
    (need,) = [r for r in map(Requirement, STATED) if r.name == name]
    assert f">={floor}" in str(need.specifier)
