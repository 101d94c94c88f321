"""System checks of the ledger; run by ``check --database default`` and after migrations."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from campaigns.triggers import expected_names, installed_names


@register(Tags.database)
def ledger_triggers_stand(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Every append-only trigger must be in the database once the ledger's tables are."""
    messages: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if "campaigns_entry" not in connection.introspection.table_names():
            continue
        missing = expected_names(connection.vendor) - installed_names(connection)
        if missing:
            messages.append(
                Error(
                    f"The ledger's guards are missing: {', '.join(sorted(missing))}.",
                    hint="Run `manage.py migrate --skip-checks`: it puts them back.",
                    id="campaigns.E001",
                )
            )
    return messages
