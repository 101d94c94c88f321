"""A person is erased from the bytes: database file, write-ahead log, dump, folders, logs, backup.

Real processes on a folder and a database of their own. What lies there is read as whoever
takes the disk and the keys reads it.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from cryptography.fernet import Fernet

from tests.own_site import ROOT, OwnSite
from tests.portal.canary_scanner import words_in, words_in_files

LIVE = (
    "import django; django.setup(); "
    "from tests.portal.canary_person import live_and_tell; live_and_tell()"
)
MOST_TRIES = 30
# Encrypted with a key that lies in the row, or overwritten when the page was deleted.
NOT_IN_FILES = {"film", "under-way", "picture-name", "copied-title", "copied-slug"}


class Disk:
    """What somebody finds who takes the machine, its backups and its keys."""

    def __init__(self, site: OwnSite) -> None:
        self.site = site
        self.url = site.environment["DATABASE_URL"]
        self.is_sqlite = self.url.startswith("sqlite")
        self.backups = site.folder.parent / f"{site.folder.name}-backups"
        self.backups.mkdir()
        self.life: dict[str, Any] = {}
        self.logs = ""

    def live(self) -> None:
        done = subprocess.run(
            [sys.executable, "-c", LIVE], cwd=ROOT, env=self.site.environment, capture_output=True,
            text=True, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        self.logs += done.stderr
        self.life = json.loads(done.stdout.splitlines()[-1])

    def run(self, *arguments: str) -> str:
        """Run a command of the site; what it says is read as well."""
        done = self.site.manage(*arguments)
        assert done.returncode == 0, done.stderr[-2000:]
        self.logs += done.stdout + done.stderr
        return done.stdout

    def keys(self) -> list[Fernet]:
        names = ("token_keys", "private_file_keys")
        return [Fernet((self.site.folder / name).read_text().strip()) for name in names]

    def words(self) -> dict[str, set[str]]:
        """Name the words by where they lie."""
        said, keys = self.life["said"], self.keys()
        found = words_in_files([self.site.folder], said, keys)
        if not self.is_sqlite:
            if here := words_in(self.dump(), said, keys):
                found["pg_dump"] = here
            found |= words_in_files(self.files_of_postgresql(), said, keys)
        if here := words_in(self.logs.encode(), said, keys):
            found["logs"] = here
        return found

    def dump(self, *more: str) -> bytes:
        command = ["pg_dump", "--dbname", self.url, *more]
        return subprocess.run(command, capture_output=True, check=True).stdout

    def files_of_postgresql(self) -> list[Path]:
        """Give the folder of this database, where the test may read it; without its log."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute("CHECKPOINT")
            row = connection.execute(
                "SELECT setting || '/base/' || oid FROM pg_settings, pg_database "
                "WHERE name = 'data_directory' AND datname = current_database()"
            ).fetchone()
        assert row
        try:
            return [Path(row[0])] if Path(row[0]).is_dir() else []
        except PermissionError:
            return []

    def back_up(self) -> None:
        if self.is_sqlite:
            self._copy(self.url.removeprefix("sqlite:///"), self.backups / "database")
        else:
            (self.backups / "database").write_bytes(self.dump("--clean", "--if-exists"))
        shutil.copytree(self.site.folder / "private", self.backups / "private")

    def bring_back(self) -> None:
        """Bring database and private files back as they were, in place of those of now."""
        if self.is_sqlite:
            database = Path(self.url.removeprefix("sqlite:///"))
            for path in database.parent.glob(f"{database.name}*"):
                path.unlink()
            self._copy(str(self.backups / "database"), database)
        else:
            subprocess.run(
                ["psql", "--quiet", "--dbname", self.url, "--file", self.backups / "database"],
                capture_output=True, check=True,
            )  # fmt: skip
        shutil.rmtree(self.site.folder / "private")
        shutil.copytree(self.backups / "private", self.site.folder / "private")

    def _copy(self, source: Any, target: Any) -> None:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)

    def erase(self) -> str:
        asked = ("--reason", "asked", "--by", "supervisor", "--second", "first")
        return self.in_the_end("erase_person", self.life["code"], *asked)

    def in_the_end(self, *arguments: str) -> str:
        """Run a command again while others on the server hold the old rows, as it says."""
        for _try in range(MOST_TRIES):
            done = self.site.manage(*arguments)
            self.logs += done.stdout + done.stderr
            if done.returncode == 0:
                return done.stdout
            assert "began before is not over" in done.stderr, done.stderr[-2000:]
        raise AssertionError(done.stderr)


@pytest.fixture
def disk(own_site) -> Disk:
    disk = Disk(own_site)
    disk.live()
    return disk


# Long, yet not marked so: on PostgreSQL it waits for each transaction of others, and theirs are
# long at the beginning.
def test_no_byte_is_left_and_none_comes_back_with_a_backup(disk):
    before = disk.words()
    assert set(disk.life["said"]) - set().union(*before.values()) <= NOT_IN_FILES
    assert before.pop("logs", set()) == set()
    disk.back_up()

    assert disk.erase().endswith("Erased.\n")
    assert (left := disk.words()) == {}, left

    disk.bring_back()
    back = set().union(*disk.words().values())
    assert {"name", "contact", "title-later", "slug-first", "comment", "translated-0"} <= back
    check = disk.site.manage("check", "--database", "default")
    assert "1 people were erased, and this database does not know it" in check.stderr
    again = disk.in_the_end("reapply_tombstones")
    assert again == "1 erased again, 0 left, 0 added to the list.\n"
    assert (left := disk.words()) == {}, left
    disk.run("check", "--database", "default")
    assert disk.run("reapply_tombstones") == "0 erased again, 0 left, 0 added to the list.\n"
