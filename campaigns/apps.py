"""Django's entry to the app; puts the ledger's triggers back after every migration."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


def _set_guards(using: str, **kwargs: Any) -> None:
    # Imported here: the models behind it are not loaded when this module is.
    from campaigns import triggers

    connection = connections[using]
    if set(triggers.TABLES) <= set(connection.introspection.table_names()):
        triggers.install(connection)


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = "Campaigns and the ledger"

    def ready(self) -> None:
        from campaigns import checks  # noqa: F401 - registers itself
        from campaigns.own_history import keep_to_own_districts

        keep_to_own_districts()
        post_migrate.connect(_set_guards, sender=self)
