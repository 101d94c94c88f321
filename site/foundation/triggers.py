"""What the database itself refuses: the triggers that the apps stand over their tables.

Installed after every migration (Django rebuilds a table on SQLite and its
triggers vanish without a word) and looked for by a system check. They guard
against mistakes, not against the owner of the tables.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any, NamedTuple

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate

POSTGRESQL = "postgresql"


class Guard(NamedTuple):
    """One trigger: its name, table, occasion, condition and the sentence it answers with."""

    name: str
    table: str
    # INSERT, UPDATE, DELETE; or TRUNCATE, which no row trigger sees and only PostgreSQL knows.
    occasion: str
    condition: str  # in SQL, on NEW and OLD; empty means always
    sentence: str


_standing: dict[str, list[Guard]] = {}


def append_only(table: str, sentence: str, *, name: str = "") -> list[Guard]:
    """Give the guards of a table whose rows are never changed and never go."""
    begin = name or table
    return [
        *(
            Guard(f"{begin}_no_{occasion.lower()}", table, occasion, "", sentence)
            for occasion in ("UPDATE", "DELETE")
        ),
        no_truncate(table, sentence),
    ]


def no_truncate(table: str, sentence: str) -> Guard:
    """Give the guard against the way in which PostgreSQL flushes."""
    return Guard(f"{table}_no_truncate", table, "TRUNCATE", "", sentence)


def stand_over(app: AppConfig, guards: list[Guard]) -> None:
    """Have an app's guards put in place after each migration, and looked for by the check."""
    _standing[app.label] = guards
    post_migrate.connect(_put_back, sender=app)


def _put_back(app_config: AppConfig, using: str, **signal: Any) -> None:
    guards = _standing[app_config.label]
    if _tables(guards) <= set(connections[using].introspection.table_names()):
        install(connections[using], guards)


def _tables(guards: list[Guard]) -> set[str]:
    return {guard.table for guard in guards}


def _sqlite(guard: Guard) -> list[str]:
    if guard.occasion == "TRUNCATE":
        return []
    when = f"WHEN {guard.condition} " if guard.condition else ""
    return [
        f"DROP TRIGGER IF EXISTS {guard.name}",
        f"CREATE TRIGGER {guard.name} BEFORE {guard.occasion} ON {guard.table} "
        f"{when}BEGIN SELECT RAISE(ABORT, '{guard.sentence}'); END",
    ]


def _postgresql(guard: Guard) -> list[str]:
    # A WHEN of PostgreSQL may hold no subquery, so the function asks.
    row = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(guard.occasion, "NEW")
    each = "STATEMENT" if guard.occasion == "TRUNCATE" else "ROW"
    return [
        f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF {guard.condition or 'TRUE'} THEN RAISE EXCEPTION '{guard.sentence}' "
        f"USING ERRCODE = 'restrict_violation'; END IF; RETURN {row}; END $$",
        f"DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}",
        f"CREATE TRIGGER {guard.name} BEFORE {guard.occasion} ON {guard.table} "
        f"FOR EACH {each} EXECUTE FUNCTION {guard.name}()",
    ]


_AS_SQL = {"sqlite": _sqlite, POSTGRESQL: _postgresql}


def install(connection: BaseDatabaseWrapper, guards: list[Guard]) -> None:
    """Put every trigger in place, anew; harmless when they are there already."""
    with connection.cursor() as cursor:
        for guard in guards:
            for statement in _AS_SQL[connection.vendor](guard):
                cursor.execute(statement)


@contextmanager
def lifted(connection: BaseDatabaseWrapper, table: str) -> Iterator[None]:
    """Take the guards against changes off a table, inside the transaction of the caller.

    For what changes no meaning: the same secret under another key. Whoever reads or writes
    the table meanwhile waits, or sees the guards standing.
    """
    over = [g for g in chain(*_standing.values()) if (g.table, g.occasion) == (table, "UPDATE")]
    with connection.cursor() as cursor:
        for guard in over:
            on = f" ON {table}" if connection.vendor == POSTGRESQL else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on}")
    yield
    install(connection, over)


def installed_names(connection: BaseDatabaseWrapper) -> set[str]:
    """Name the triggers that the database holds now."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


def expected_names(vendor: str) -> set[str]:
    """Name all triggers that a migrated database of ``vendor`` must hold."""
    return {guard.name for guards in _standing.values() for guard in _known_to(vendor, guards)}


def _known_to(vendor: str, guards: list[Guard]) -> list[Guard]:
    return [guard for guard in guards if _AS_SQL[vendor](guard)]


@register(Tags.database)
def triggers_stand(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Every trigger must be in the database once its app's tables are."""
    messages: list[CheckMessage] = []
    for alias in databases or []:
        tables = set(connections[alias].introspection.table_names())
        here = installed_names(connections[alias])
        for label, guards in _standing.items():
            wanted = {guard.name for guard in _known_to(connections[alias].vendor, guards)}
            if _tables(guards) <= tables and (missing := wanted - here):
                messages.append(
                    Error(
                        f"The guards of {label} are missing: {', '.join(sorted(missing))}.",
                        hint="Run `manage.py migrate --skip-checks`: it puts them back.",
                        id="foundation.E001",
                    )
                )
    return messages
