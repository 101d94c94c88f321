"""Django's entry to the site: its commands, tasks and template tags; wires the remote copies."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portal"

    def ready(self) -> None:
        """Say who publishes, who takes down what others hold, who erases, who forgets pages."""
        from portal import publishing, remote_copies
        from portal.erasing import wiring
        from portal.page_cache import changes

        changes.watch()
        publishing.wire()
        remote_copies.wire()
        wiring.wire()
