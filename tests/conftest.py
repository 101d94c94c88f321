"""What every test can rely on: the network shut, named skips, a database put back."""

import gc
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from tests import second_factor
from tests.long_first import long_first
from tests.migrated_once import MigratedOnce, folder_of_the_run
from tests.own_site import OwnSite
from tests.pristine import Pristine

# A test's own @settings decide how many examples; a busy machine is no reason to fail.
hypothesis_settings.register_profile("nirapad", deadline=None, derandomize="CI" in os.environ)
hypothesis_settings.load_profile("nirapad")

# A suite that a shell started in the background ignores Ctrl-C, and so would every
# process that it starts; whether those listen to it is what some tests ask.
signal.signal(signal.SIGINT, signal.default_int_handler)

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)

JAVA, NODE = shutil.which("java"), shutil.which("node")
POPPLER = all(map(shutil.which, ("pdftotext", "pdfinfo", "pdffonts")))
# Where `.ci/run` installs the engine of ODK Web Forms; never inside the repository.
NODE_MODULES = Path(
    os.environ.get("NIRAPAD_NODE", Path.home() / ".cache" / "nirapad-node"), "node_modules"
)
ENGINE, TUS_CLIENT = NODE_MODULES / "@getodk" / "xforms-engine", NODE_MODULES / "tus-js-client"


def on_postgresql() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("postgresql")


def lacking() -> dict[str, str]:
    """Give each marker whose need is not met, with the reason that the skip shows."""
    lacks = {
        "postgres": "" if on_postgresql() else "runs on PostgreSQL (make ci)",
        "redis": ""
        if settings.CELERY_BROKER_URL.startswith("redis")
        else "runs on Redis (make ci)",
        # Long, and the same on any database: tests of the tests, and walks that are walked in part.
        "once": "" if on_postgresql() else "runs once, where nothing is skipped (make ci)",
        "browser": "" if CHROMIUM else "needs Chromium",
        "java": "" if JAVA else "needs Java 17",
        "poppler": "" if POPPLER else "needs poppler-utils",
        "node": ""
        if NODE and ENGINE.is_dir() and TUS_CLIENT.is_dir()
        else "needs Node 20, the engine of ODK Web Forms and tus-js-client (see .ci/run)",
    }
    return {marker: reason for marker, reason in lacks.items() if reason}


def asks_the_database(item: pytest.Item) -> bool:
    """Say whether the database of this run, or its broker, can matter to a test."""
    marks = ("django_db", "postgres", "redis", "once", "browser", "java", "node", "poppler")
    if any(item.get_closest_marker(name) for name in marks):
        return True
    of_django = getattr(item, "cls", None) and issubclass(item.cls, TransactionTestCase)
    # By name, or through whatever fixture it asks for.
    fixtures = {"db", "transactional_db", "django_db_setup"}
    return bool(of_django or fixtures & set(item.fixturenames))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    # What is said about SQLite itself is no test on PostgreSQL, so not a skip there either; and
    # what asks no database says the same on both.
    elsewhere = [
        item
        for item in items
        if on_postgresql() and (item.get_closest_marker("sqlite") or not asks_the_database(item))
    ]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]
    for marker, reason in lacking().items():
        for item in items:
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))
    refuse_what_runs_nowhere(items)
    items[:] = long_first(items)


def refuse_what_runs_nowhere(items: list[pytest.Item]) -> None:
    """Refuse what `.ci/run` would leave out on SQLite, for its needs, and on PostgreSQL."""
    for item in items:
        brought = ("browser", "java", "node", "poppler")
        needs = [name for name in brought if item.get_closest_marker(name)]
        if needs and item.get_closest_marker("sqlite"):
            message = f"{item.nodeid} is marked sqlite and {needs[0]}: CI would run it nowhere"
            raise pytest.UsageError(message)


def refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure where everything must run (NIRAPAD_NO_SKIPS=1)."""
    refused = os.environ.get("NIRAPAD_NO_SKIPS") == "1" and not hasattr(report, "wasxfail")
    if refused and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be skipped: {report.longrepr}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    report = yield
    refuse_skip(report)
    return report


def seldom_collect() -> None:
    """Leave what is loaded by now out of the collector's rounds: a tenth of the tests' time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_setup(request, tmp_path_factory, django_db_blocker) -> Iterator[Pristine]:
    """Put the database back after tests that commit, where Django would flush it."""
    once = MigratedOnce(connection, folder_of_the_run(tmp_path_factory, request.config))
    with once.begun():
        request.getfixturevalue("django_db_setup")  # pytest-django's own
        with django_db_blocker.unblock():
            copy = once.take()
    seldom_collect()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: copy.put_back())
        yield copy
    with django_db_blocker.unblock():
        once.close(copy)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Begin each test in English: a request leaves its reader's language behind in the thread."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def no_renditions_of_other_tests() -> None:
    """Forget which copies of pictures there were: their files are gone, their numbers come back."""
    caches["renditions"].clear()


@pytest.fixture(autouse=True)
def second_factor_shown() -> Iterator[None]:
    """Let ``force_login`` sign in completely; tests of signing in use the pages instead."""
    second_factor.listen()
    yield
    second_factor.stop_listening()


@pytest.fixture(scope="session")
def chromium() -> str:
    """Give the browser's path; a test that asks for it is marked ``browser``."""
    return str(CHROMIUM)


@pytest.fixture
def own_processes(tmp_path: Path) -> Iterator[OwnSite]:
    """Start processes of this checkout that need no database; all end with the test."""
    site = OwnSite(tmp_path, "", settings.CELERY_BROKER_URL)
    yield site
    site.end()


@pytest.fixture
def own_site(
    db: None, own_processes: OwnSite, django_db_setup: Pristine, django_db_blocker
) -> Iterator[OwnSite]:
    """Give a site on a folder and a migrated database of its own, for real processes."""
    with django_db_blocker.unblock():
        own_processes.use_database(django_db_setup.clone(own_processes.folder))
    yield own_processes
    own_processes.end()
    with django_db_blocker.unblock():
        django_db_setup.drop_clone()
