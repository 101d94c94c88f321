"""Migrations: all made, all named by a person, schema and data apart."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL

OURS = {"campaigns", "media_ingest", "crm_videos", "events", "portal", "pages", "people", "facts"}


def our_migrations():
    loader = MigrationLoader(connection, ignore_no_migrations=True)
    return {key: m for key, m in loader.disk_migrations.items() if key[0] in OURS}


@pytest.mark.django_db
def test_none_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_each_says_what_it_does():
    migrations = our_migrations()
    assert migrations
    assert not [key for key in migrations if re.search(r"_auto_\d|_initial$", key[1])]


@pytest.mark.django_db
def test_schema_and_data_are_apart():
    for key, migration in our_migrations().items():
        data = [isinstance(step, RunPython | RunSQL) for step in migration.operations]
        assert all(data) or not any(data), key
