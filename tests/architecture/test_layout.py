"""Where things lie: what may stand at the root, which packages may not exist."""

from importlib.metadata import packages_distributions

import pytest

from tests.architecture.tracked import ROOT, tracked_files

AT_THE_ROOT = {
    *("site", "campaigns", "media_ingest", "crm_videos", "events", "tests"),
    *("manage.py", "pyproject.toml", "README.md", "Makefile", "LICENSE", "CHANGELOG.md"),
    *("requirements.txt", "requirements-dev.txt"),
    *(".ci", ".gitignore"),
}
# Names that say nothing of what is inside.
EMPTY_NAMES = {"utils", "helpers", "common", "core", "misc", "services", "manager", "mixins"}
OURS = ["portal", "foundation", "campaigns", "media_ingest", "crm_videos", "events"]


def test_nothing_unexpected_stands_at_the_root():
    assert {path.parts[0] for path in tracked_files()} <= AT_THE_ROOT


def test_site_is_a_source_folder_and_no_package():
    assert not (ROOT / "site" / "__init__.py").exists()
    assert "/site" not in (ROOT / ".gitignore").read_text().split()


def test_test_folders_are_no_packages_that_could_hide_the_apps():
    # Celery puts the working directory first: tests/campaigns must not be `campaigns`.
    packages = {path.parent.as_posix() for path in tracked_files() if path.name == "__init__.py"}
    assert {name for name in packages if name.startswith("tests")} == {"tests"}


@pytest.mark.parametrize("package", OURS)
def test_no_other_distribution_brings_a_package_of_that_name(package):
    # The PyPI package Events, for one, comes with opensearch-py and takes `events`.
    assert set(packages_distributions().get(package, [])) <= {"nirapad"}


def test_modules_are_named_for_what_they_know():
    named = {path for path in tracked_files() if EMPTY_NAMES & {*path.parts, path.stem}}
    assert not named


@pytest.mark.parametrize("app", ["campaigns", "media_ingest", "crm_videos", "events"])
def test_each_app_explains_itself(app):
    text = (ROOT / app / "README.md").read_text()
    assert len(text.split()) > 30
