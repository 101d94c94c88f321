"""Django's entry to the calls of the hotline: each public page has a number to be read out."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HotlineCallsConfig(AppConfig):
    name = "portal.hotline_calls"
    label = "hotline_calls"
    verbose_name = _("Hotline calls")

    def ready(self) -> None:
        """Give a page its number on the day when it becomes public."""
        from wagtail.signals import page_published

        from portal.hotline_calls.page_numbers import number_the_page

        page_published.connect(number_the_page, dispatch_uid="page_numbers")
