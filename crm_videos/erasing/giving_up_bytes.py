"""Having the database give up the bytes of rows that were changed or deleted.

A deleted row is only marked: its bytes stay in the file until something else is written
there. What has to go is rewritten whole.
"""

import time
from collections.abc import Callable
from typing import Any

from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

# Other apps hold nothing that an eraser clears, and may be large.
TABLES_OF = (
    "crm_videos_", "pages_", "wagtailcore_", "wagtailadmin_", "wagtailsearch_",
    "wagtailredirects_", "wagtail_localize_", "django_session", "people_cachedvalue",
    "campaigns_newsreport", "issues_storyquote",
)  # fmt: skip
# As long as a transaction may idle; and how long others wait behind us for a table.
PATIENCE_SECONDS = 60
LOCK_SECONDS = 10


class NotYet(Exception):
    """Somebody still reads what was there before; the sentence says so. Try again."""


def give_up_bytes(connection: BaseDatabaseWrapper) -> None:
    """Rewrite what holds such bytes. Raises :class:`NotYet`; not inside a transaction."""
    try:
        _HOW[connection.vendor](connection)
    except OperationalError as error:
        message = "the database was busy"
        raise NotYet(message) from error


def forget_deleted_words(connection: BaseDatabaseWrapper) -> None:
    """Merge the full-text index of SQLite: until then it has the words that were deleted from it.

    In a transaction or outside of one; PostgreSQL has no such index.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%USING fts5%'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'INSERT INTO "{name}" ("{name}") VALUES (\'optimize\')')  # noqa: S608 - our own table


def _on_sqlite(connection: BaseDatabaseWrapper) -> None:
    forget_deleted_words(connection)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy = cursor.fetchone()[0]
    if is_busy:
        message = "somebody still reads the file of before"
        raise NotYet(message)


def _on_postgresql(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        _wait_for_older_transactions(cursor)
        tables = [
            name
            for name in connection.introspection.table_names(cursor)
            if name.startswith(TABLES_OF)
        ]
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{LOCK_SECONDS}s"])
        try:
            for name in tables:
                cursor.execute(f'VACUUM FULL "{name}"')
        finally:
            cursor.execute("RESET lock_timeout")


def _wait_for_older_transactions(cursor: Any) -> None:
    """Wait until nobody can see the old rows: for them they would be written again.

    That is whoever reads this database since before, and, for so PostgreSQL counts, whoever
    has been writing on this server since before, in another database too.
    """
    cursor.execute("SELECT pg_current_xact_id()::text")
    last = cursor.fetchone()[0]
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        cursor.execute(
            "SELECT pg_snapshot_xmin(pg_current_snapshot()) > %s::xid8 AND NOT EXISTS ("
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND age(backend_xmin) >= age(%s::xid8::xid))",
            [last, last],
        )
        if cursor.fetchone()[0]:
            return
        if time.monotonic() > until:
            message = "a transaction that began before is not over"
            raise NotYet(message)
        time.sleep(0.1)


_HOW: dict[str, Callable[[BaseDatabaseWrapper], None]] = {
    "sqlite": _on_sqlite,
    "postgresql": _on_postgresql,
}
