"""Django's entry to the directory: a centre of the register is a service; changes are told."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "portal.directory"
    label = "directory"
    verbose_name = _("Service directory")

    def ready(self) -> None:
        """Listen to the register, to services and to facts."""
        from portal.directory.telling import watch

        watch()
