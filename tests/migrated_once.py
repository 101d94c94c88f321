"""One worker migrates; the others of the same run begin with a copy of what it made.

Migrating takes half a minute of a core, and every worker of pytest-xdist would do it beside
the others. Nothing outlives the run, so nothing can be stale.
"""

import fcntl
import gc
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.pristine import Pristine, take_pristine


def folder_of_the_run(tmp_path_factory: pytest.TempPathFactory, config: pytest.Config) -> Path:
    """Give the temporary folder that all workers of this run see, and no other run."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(config, "workerinput") else own


@contextmanager
def in_turn(folder: Path) -> Iterator[None]:
    """Wait until no other process is in here; one that dies in here is none."""
    with (folder / "turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


@contextmanager
def without_collecting() -> Iterator[None]:
    """Spare the collector: a third of a migration's time, as its models are rings of objects."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class MigratedOnce:
    """What the first worker leaves in ``folder`` when it has migrated: the others begin with it."""

    def __init__(self, connection: BaseDatabaseWrapper, folder: Path) -> None:
        self.connection = connection
        self.folder = folder
        self.left = folder / "migrated"
        self.is_ours = False

    @contextmanager
    def begun(self) -> Iterator[None]:
        """Let Django make the test database in here: ``migrate`` finds all done, or does it."""
        with in_turn(self.folder), without_collecting(), ExitStack() as held:
            if not self.left.exists():
                self.is_ours = True
            elif self.connection.vendor == "sqlite":
                self._fill_memory(held)
            else:
                self.connection.settings_dict["TEST"]["TEMPLATE"] = self.left.read_text()
            yield

    def _fill_memory(self, held: ExitStack) -> None:
        name = self.connection.creation._get_test_db_name()
        # The database goes with its last connection: this one stays until Django has its own.
        ahead = held.enter_context(closing(sqlite3.connect(name, uri=True)))
        with closing(sqlite3.connect(self.left)) as migrated:
            migrated.backup(ahead)

    def take(self) -> Pristine:
        """Copy the test database of this worker, and leave a copy for the others."""
        copy = take_pristine(self.connection)
        if self.is_ours:
            copy.leave(self.left)
        return copy

    def close(self, copy: Pristine) -> None:
        """Drop the copy; a worker that begins later migrates itself."""
        with in_turn(self.folder):
            if self.is_ours:
                self.left.unlink(missing_ok=True)
            copy.close()
