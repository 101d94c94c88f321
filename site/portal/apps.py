"""Django's entry to the site: its commands, tasks and template tags."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portal"
