"""The index is written anew after a migration that changes what it holds.

A migration itself cannot do it: it knows rows, and neither methods nor blocks. It is named
here instead, and on the day when it is applied the pages are read by the code of that day.
"""

from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db import connections
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor

CHANGE_THE_INDEX = {("pages", "0050_words_are_indexed_folded")}


def index_anew(
    sender: AppConfig, plan: list[tuple[Migration, bool]], using: str, **kwargs: Any
) -> None:
    """Write the search index anew if it has just changed, and all tables are there."""
    applied = {(one.app_label, one.name) for one, is_backwards in plan if not is_backwards}
    if not applied & CHANGE_THE_INDEX:
        return
    executor = MigrationExecutor(connections[using])
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("update_index", verbosity=0)
