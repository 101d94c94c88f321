"""System checks of consents; run by ``check --database default`` and after migrations."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from campaigns.triggers import installed_names
from crm_videos.triggers import TABLES, expected_names


@register(Tags.database)
def consent_triggers_stand(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Every trigger must be in the database once the tables of consents are."""
    messages: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if not set(TABLES) <= set(connection.introspection.table_names()):
            continue
        if missing := expected_names() - installed_names(connection):
            messages.append(
                Error(
                    f"The guards of consents are missing: {', '.join(sorted(missing))}.",
                    hint="Run `manage.py migrate --skip-checks`: it puts them back.",
                    id="crm_videos.E001",
                )
            )
    return messages
