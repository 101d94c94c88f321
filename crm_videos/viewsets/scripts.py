"""The words that are read out, and the exchange rates, in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from crm_videos.models import ConsentScript, ExchangeRate
from foundation.kept_rows import KeptModelViewSet

KEPT = frozenset({"delete", "usage", "history"})


class ConsentScriptViewSet(KeptModelViewSet):
    model = ConsentScript
    name = "consent_scripts"
    icon = "doc-full"
    menu_label = _("Words to read out")
    absent = KEPT
    inspect_view_enabled = False
    list_display = ["version", "active_from"]
    panels = [
        FieldRowPanel([FieldPanel("version"), FieldPanel("active_from")]),
        FieldPanel("text_bn"),
        FieldPanel("text_en"),
    ]


class ExchangeRateViewSet(KeptModelViewSet):
    model = ExchangeRate
    name = "exchange_rates"
    icon = "list-ul"
    menu_label = _("Exchange rates")
    absent = KEPT
    inspect_view_enabled = False
    list_display = ["day", "bdt_per_usd", "source"]
    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("bdt_per_usd")]),
        FieldPanel("source"),
    ]
