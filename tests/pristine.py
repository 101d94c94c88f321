"""The test database as the migrations left it: put back after a test that committed, and cloned.

Django would flush instead. That takes the rows that migrations wrote away from
every test that follows, and the ledger's own triggers refuse it.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from django.db.backends.base.base import BaseDatabaseWrapper


class PristineInMemory:
    """A copy of SQLite's test database."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        connection.ensure_connection()
        self.copy = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(self.copy)

    def put_back(self) -> None:
        self.connection.ensure_connection()
        self.copy.backup(self.connection.connection)

    def clone(self, folder: Path, name: str = "clone") -> str:
        """Make a database for processes of their own; return its DATABASE_URL."""
        path = folder / f"{name}.sqlite3"
        self._write(path)
        return f"sqlite:///{path}"

    def leave(self, path: Path) -> None:
        """Leave a copy for other workers: a file that is whole, or not there."""
        self._write(path.with_suffix(".part"))
        path.with_suffix(".part").rename(path)

    def _write(self, path: Path) -> None:
        with closing(sqlite3.connect(path)) as file:
            self.copy.backup(file)

    def drop_clone(self, name: str = "clone") -> None:
        """Nothing to do: the file goes with its folder."""

    def close(self) -> None:
        self.copy.close()


class PristineOnServer:
    """A copy of PostgreSQL's test database, as a template beside it."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self.name = connection.settings_dict["NAME"]
        self.template = f"{self.name}_pristine"
        connection.close()
        self._replace(self.template, template=self.name)

    def put_back(self) -> None:
        self.connection.close()
        self._replace(self.name, template=self.template)

    def clone(self, folder: Path, name: str = "clone") -> str:
        """Make a database for processes of their own; return its DATABASE_URL."""
        self._replace(f"{self.name}_{name}", template=self.template)
        server = self.connection.settings_dict
        login = ":".join(quote(server[part]) for part in ("USER", "PASSWORD") if server[part])
        return f"postgres://{login}@{server['HOST']}:{server['PORT'] or 5432}/{self.name}_{name}"

    def leave(self, path: Path) -> None:
        """Say to other workers which template they can begin with."""
        path.write_text(self.template)

    def drop_clone(self, name: str = "clone") -> None:
        self._run(f'DROP DATABASE IF EXISTS "{self.name}_{name}" WITH (FORCE)')

    def close(self) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{self.template}" WITH (FORCE)')

    def _replace(self, name: str, *, template: str) -> None:
        self._run(
            f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)',
            f'CREATE DATABASE "{name}" TEMPLATE "{template}"',
        )

    def _run(self, *statements: str) -> None:
        with self.connection._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


Pristine = PristineInMemory | PristineOnServer


def take_pristine(connection: BaseDatabaseWrapper) -> Pristine:
    """Copy the freshly migrated test database of ``connection``."""
    # Without a test that is marked django_db, pytest-django makes none, and this were the real one.
    name = str(connection.settings_dict["NAME"])
    assert name.startswith("test_") or "memory" in name, "no test of this run asks for a database"
    kinds = {"sqlite": PristineInMemory, "postgresql": PristineOnServer}
    return kinds[connection.vendor](connection)
