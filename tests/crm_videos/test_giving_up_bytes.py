"""The database gives up the bytes of deleted rows, or says that somebody still reads them."""

import copy
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from crm_videos.erasing import giving_up_bytes
from crm_videos.erasing.giving_up_bytes import NotYet, give_up_bytes

WORD = "canarybegum"


@pytest.fixture
def own(db, tmp_path) -> Iterator[BaseDatabaseWrapper]:
    """Give a database in a file of its own, opened as the site opens it, with words in it."""
    ours = copy.deepcopy(settings.DATABASES["default"])
    ours["NAME"] = str(tmp_path / "own.sqlite3")
    ours["OPTIONS"]["timeout"] = 0.2
    made = ConnectionHandler({"default": ours})["default"]
    with made.cursor() as cursor:
        cursor.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, said TEXT)")
        cursor.execute("CREATE VIRTUAL TABLE words USING fts5(said)")
        for table in ("notes", "words"):
            for _each in range(50):
                cursor.execute(f"INSERT INTO {table} (said) VALUES ('nobody'), ('{WORD}')")
    yield made
    made.close()


def bytes_of(own: BaseDatabaseWrapper) -> bytes:
    path = Path(own.settings_dict["NAME"])
    return b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*"))


def delete(own: BaseDatabaseWrapper) -> None:
    with own.cursor() as cursor:
        for table in ("notes", "words"):
            cursor.execute(f"DELETE FROM {table} WHERE said = '{WORD}'")


@pytest.mark.sqlite
def test_a_deleted_word_is_in_the_file_until_its_bytes_are_given_up(own):
    delete(own)
    assert WORD.encode() in bytes_of(own)
    give_up_bytes(own)
    assert WORD.encode() not in bytes_of(own)
    with own.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM words WHERE words MATCH 'nobody'")
        assert cursor.fetchone() == (50,)


@pytest.mark.sqlite
@pytest.mark.parametrize("left_out", ["VALUES ('optimize')", "wal_checkpoint"])
def test_each_step_is_needed(own, left_out):
    def skip(execute, sql, params, many, context):
        return execute("SELECT 0" if left_out in sql else sql, params, many, context)

    delete(own)
    with own.execute_wrapper(skip):
        give_up_bytes(own)
    assert WORD.encode() in bytes_of(own)


@pytest.mark.sqlite
def test_what_is_deleted_is_overwritten_in_the_file(own):
    with own.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone() == (1,)


@pytest.mark.sqlite
def test_a_reader_of_before_makes_it_wait(own):
    with closing(sqlite3.connect(own.settings_dict["NAME"])) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT COUNT(*) FROM notes").fetchone()
        delete(own)
        with pytest.raises(NotYet):
            give_up_bytes(own)
    give_up_bytes(own)
    assert WORD.encode() not in bytes_of(own)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("isolation", ["READ COMMITTED", "REPEATABLE READ"])
def test_a_transaction_of_before_makes_it_wait(monkeypatch, isolation):
    monkeypatch.setattr(giving_up_bytes, "PATIENCE_SECONDS", 0.3)
    # Who only reads has a snapshot, who writes a number; either sees the old rows.
    does = "SELECT 1" if isolation == "REPEATABLE READ" else "SELECT pg_current_xact_id()"
    other = connection.copy()
    with closing(other), other.cursor() as cursor:
        cursor.execute(f"BEGIN ISOLATION LEVEL {isolation}")
        cursor.execute(does)
        with pytest.raises(NotYet, match="began before is not over"):
            give_up_bytes(connection)
        cursor.execute("ROLLBACK")
