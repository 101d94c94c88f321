"""Asking the public, and being asked: without account, cookie or JavaScript."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AskingConfig(AppConfig):
    name = "portal.asking"
    label = "asking"
    verbose_name = _("Asking the public")
