"""Inserting many rows at once, each database in its own quick way.

Building a model instance a row is what makes Django's ``bulk_create`` slow;
here values go straight to the driver. Callers see Django's own database errors.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connections, models, router

Adapter = Callable[[Any], Any]


def insert_rows(
    model: type[models.Model],
    names: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    same: Mapping[str, Any] | None = None,
) -> None:
    """Insert rows of plain values in one statement; ``same`` holds what is equal in all of them.

    Names are those of fields (``run``, not ``run_id``; its value is the key of
    the other row). Fields that are named nowhere have to have a default in the
    database, as a key does. No signal is sent. Raises IntegrityError as
    ``bulk_create`` does, and then nothing of the call is in the database.
    """
    if not rows:
        return
    connection = connections[router.db_for_write(model)]
    constant = {
        name: _field(model, name).get_db_prep_save(value, connection)
        for name, value in (same or {}).items()
    }
    insert = _as_columns if connection.vendor == "postgresql" else _row_by_row
    insert(connection, model, names, rows, constant)


def _field(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name)


def _into(connection: Any, model: type[models.Model], names: Sequence[str]) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(_field(model, name).column) for name in names)
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns})"


def _row_by_row(
    connection: Any,
    model: type[models.Model],
    names: Sequence[str],
    rows: Sequence[Sequence[Any]],
    constant: dict[str, Any],
) -> None:
    """Let SQLite's driver run one prepared statement over all rows; it has no way to the server."""
    every = (*names, *constant)
    marks = ", ".join(["%s"] * len(every))
    tail = tuple(constant.values())
    adapt = _adapter(connection)
    values = ((*map(adapt, row), *tail) for row in rows)
    with connection.cursor() as cursor:
        cursor.executemany(f"{_into(connection, model, every)} VALUES ({marks})", values)


def _as_columns(
    connection: Any,
    model: type[models.Model],
    names: Sequence[str],
    rows: Sequence[Sequence[Any]],
    constant: dict[str, Any],
) -> None:
    """Send PostgreSQL each column as one array: a statement a batch, planned once."""
    adapt = _adapter(connection)
    columns = [[adapt(value) for value in column] for column in zip(*rows, strict=True)]
    arrays = ", ".join(f"%s::{_type(connection, model, name)}[]" for name in names)
    constants = "".join(f", %s::{_type(connection, model, name)}" for name in constant)
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_into(connection, model, (*names, *constant))} "  # noqa: S608 - names of our own columns
            f"SELECT given.*{constants} FROM unnest({arrays}) AS given",
            [*constant.values(), *columns],
        )


def _type(connection: Any, model: type[models.Model], name: str) -> str:
    """Name a column's type without its width: a cast to a width would cut texts silently."""
    kind: str = _field(model, name).rel_db_type(connection) or ""
    return kind.partition("(")[0]


def _adapter(connection: Any) -> Adapter:
    """Give what writes a plain value as this database's driver wants it."""
    if connection.vendor == "postgresql":
        return lambda value: value  # psycopg knows days and moments
    moment, day = connection.ops.adapt_datetimefield_value, connection.ops.adapt_datefield_value

    def adapt(value: Any) -> Any:
        if isinstance(value, datetime):
            return moment(value)
        return day(value) if isinstance(value, date) else value

    return adapt
