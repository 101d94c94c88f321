"""What the database itself refuses: changed entries, moved closed months, reopened books.

Installed after every migration (Django rebuilds a table on SQLite and its
triggers vanish without a word) and looked for by a system check. It guards
against mistakes, not against the owner of the tables.
"""

from typing import NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper


class Guard(NamedTuple):
    """One trigger: its name, table, occasion, condition and the sentence it answers with."""

    name: str
    table: str
    occasion: str  # INSERT, UPDATE or DELETE
    condition: str  # in SQL, on NEW and OLD; empty means always
    sentence: str


APPEND_ONLY = "the ledger is append-only: post a new version instead"
FROZEN = "this indicator is used by the ledger: its kind and additivity cannot change"
CLOSED_ROLL = "this month is closed: its figures never move"
CLOSED_MONTH = "a closed month stays closed"

_IS_CLOSED = (
    "(SELECT COUNT(*) FROM campaigns_month WHERE state = 'closed' AND start >= {row}.month) > 0"
)
# An update must neither reach into a closed month nor carry a row out of one.
_CLOSED_ROWS = {
    "INSERT": _IS_CLOSED.format(row="NEW"),
    "UPDATE": f"{_IS_CLOSED.format(row='NEW')} OR {_IS_CLOSED.format(row='OLD')}",
    "DELETE": _IS_CLOSED.format(row="OLD"),
}
_CHANGED = " OR ".join(
    f"NEW.{column} <> OLD.{column}"
    for column in (
        "kind",
        "nature",
        "adds_over_months",
        "adds_over_channels",
        "adds_over_areas",
        "adds_over_sexes",
    )
)

GUARDS = [
    *(
        Guard(f"{table}_no_{occasion.lower()}", f"campaigns_{table}", occasion, "", APPEND_ONLY)
        for table in ("entry", "key")
        for occasion in ("UPDATE", "DELETE")
    ),
    Guard(
        "indicator_frozen",
        "campaigns_indicator",
        "UPDATE",
        f"({_CHANGED}) AND (SELECT COUNT(*) FROM campaigns_key WHERE indicator_id = OLD.code) > 0",  # noqa: S608 - our own columns
        FROZEN,
    ),
    *(
        Guard(
            f"roll_closed_no_{occasion.lower()}",
            "campaigns_roll",
            occasion,
            condition,
            CLOSED_ROLL,
        )
        for occasion, condition in _CLOSED_ROWS.items()
    ),
    *(
        Guard(
            f"month_closed_no_{occasion.lower()}",
            "campaigns_month",
            occasion,
            "OLD.state = 'closed'",
            CLOSED_MONTH,
        )
        for occasion in ("UPDATE", "DELETE")
    ),
]
TABLES = sorted({guard.table for guard in GUARDS})
# Row triggers do not see TRUNCATE, which is how PostgreSQL flushes.
NO_TRUNCATE = ["campaigns_entry", "campaigns_key", "campaigns_roll", "campaigns_month"]


def as_sqlite(guard: Guard) -> list[str]:
    """Write the statements that put one trigger in place on SQLite."""
    when = f"WHEN {guard.condition} " if guard.condition else ""
    return [
        f"DROP TRIGGER IF EXISTS {guard.name}",
        f"CREATE TRIGGER {guard.name} BEFORE {guard.occasion} ON {guard.table} "
        f"{when}BEGIN SELECT RAISE(ABORT, '{guard.sentence}'); END",
    ]


def as_postgresql(guard: Guard) -> list[str]:
    """Write the statements that put one trigger in place on PostgreSQL."""
    # A WHEN of PostgreSQL may hold no subquery, so the function asks.
    row = "OLD" if guard.occasion == "DELETE" else "NEW"
    condition = guard.condition or "TRUE"
    return [
        f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF {condition} THEN RAISE EXCEPTION '{guard.sentence}' "
        f"USING ERRCODE = 'restrict_violation'; END IF; RETURN {row}; END $$",
        f"DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}",
        f"CREATE TRIGGER {guard.name} BEFORE {guard.occasion} ON {guard.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {guard.name}()",
    ]


def _postgresql_truncate(table: str) -> list[str]:
    return [
        "CREATE OR REPLACE FUNCTION ledger_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{APPEND_ONLY}' USING ERRCODE = 'restrict_violation'; END $$",
        f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_no_truncate()",
    ]


def expected_names(vendor: str) -> set[str]:
    """Name all triggers that a database of ``vendor`` must hold."""
    names = {guard.name for guard in GUARDS}
    if vendor == "postgresql":
        names |= {f"{table}_no_truncate" for table in NO_TRUNCATE}
    return names


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


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place, anew; harmless when they are there already."""
    as_sql = {"sqlite": as_sqlite, "postgresql": as_postgresql}[connection.vendor]
    with connection.cursor() as cursor:
        for guard in GUARDS:
            for statement in as_sql(guard):
                cursor.execute(statement)
        if connection.vendor == "postgresql":
            for table in NO_TRUNCATE:
                for statement in _postgresql_truncate(table):
                    cursor.execute(statement)
