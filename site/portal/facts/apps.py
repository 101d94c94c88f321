"""Django's entry to the facts; says who is told when one has changed."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FactsConfig(AppConfig):
    name = "portal.facts"
    label = "facts"
    verbose_name = _("Facts")

    def ready(self) -> None:
        """Watch the rows of facts."""
        from portal.facts.showing import watch_facts

        watch_facts()
