"""A test that commits leaves no trace, and takes nothing away that migrations wrote."""

import fcntl
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.utils import ConnectionHandler

from campaigns.models import Place, Term
from tests.migrated_once import MigratedOnce
from tests.own_site import ROOT


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_each_finds_what_migrations_wrote_and_nothing_else(turn):
    assert Place.objects.count() > 5000
    assert Term.objects.exists()
    assert not Group.objects.filter(name="left behind").exists()
    Group.objects.create(name="left behind")
    Term.objects.all().delete()
    ContentType.objects.clear_cache()


@pytest.mark.django_db
def test_nothing_is_left_for_a_test_that_rolls_back():
    assert Term.objects.exists()
    assert not Group.objects.filter(name="left behind").exists()


@pytest.mark.django_db
def test_a_site_of_its_own_has_the_same_rows(own_site):
    shown = own_site.manage(
        "shell", "--no-imports", "-c",
        "from campaigns.models import Place; print(Place.objects.count())",
    )  # fmt: skip
    assert shown.stdout.strip() == str(Place.objects.count()), shown.stderr


@pytest.mark.django_db
def test_a_worker_begins_with_what_another_has_migrated(tmp_path, django_db_setup):
    django_db_setup.leave(tmp_path / "migrated")
    own = {**connection.settings_dict, "TEST": {**connection.settings_dict["TEST"]}}
    own["TEST"]["NAME"] = "file:of_another_worker?mode=memory&cache=shared"
    once = MigratedOnce(ConnectionHandler({"default": own})["default"], tmp_path)
    with once.begun():
        if connection.vendor == "postgresql":
            assert own["TEST"]["TEMPLATE"] == django_db_setup.template
        else:
            with closing(sqlite3.connect(own["TEST"]["NAME"], uri=True)) as begun:
                places = begun.execute("SELECT COUNT(*) FROM campaigns_place").fetchone()
            assert places == (Place.objects.count(),)
    assert not once.is_ours


TAKES_A_TURN = """
import sys
from pathlib import Path
from tests.migrated_once import in_turn

with in_turn(Path(sys.argv[1])):
    print("in", flush=True)
    sys.stdin.read()
"""


@pytest.mark.sqlite
def test_one_at_a_time_has_its_turn_and_who_dies_gives_it_up(tmp_path, own_processes):
    def comes() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", TAKES_A_TURN, str(tmp_path)], cwd=ROOT, text=True,
            env=own_processes.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    with comes() as first:
        assert first.stdout.readline() == "in\n"
        with (tmp_path / "turn").open("w") as turn, pytest.raises(BlockingIOError):
            fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        first.kill()
    with comes() as second:
        assert second.communicate()[0] == "in\n"
