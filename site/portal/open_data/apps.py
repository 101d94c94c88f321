"""Django's entry to open data: who publishes the activity, and the export of its results."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpenDataConfig(AppConfig):
    name = "portal.open_data"
    label = "open_data"
    verbose_name = _("Open data")
