"""Django's entry to the app; puts the triggers of consents back after every migration."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


def _set_guards(using: str, **kwargs: Any) -> None:
    # Imported here: the models behind it are not loaded when this module is.
    from crm_videos import triggers

    connection = connections[using]
    if set(triggers.TABLES) <= set(connection.introspection.table_names()):
        triggers.install(connection)


class CrmVideosConfig(AppConfig):
    name = "crm_videos"
    verbose_name = "CRM video stories"

    def ready(self) -> None:
        from crm_videos import checks  # noqa: F401 - registers itself

        post_migrate.connect(_set_guards, sender=self)
