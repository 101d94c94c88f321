"""The words that are read out, and the exchange rates, in the Wagtail admin."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView

from crm_videos.models import ConsentScript, ExchangeRate
from foundation.bangla import in_digits_of
from foundation.kept_rows import KeptModelViewSet
from foundation.shown_moments import show_moment

KEPT = frozenset({"delete", "usage", "history"})


class ConsentScriptIndexView(IndexView):
    add_item_label = _("Add words to read out")


class ConsentScriptViewSet(KeptModelViewSet):
    index_view_class = ConsentScriptIndexView
    model = ConsentScript
    name = "consent_scripts"
    icon = "doc-full"
    menu_label = _("Words to read out")
    absent = KEPT
    inspect_view_enabled = False
    list_display = [
        "version",
        Column("day", label=_("in use from"), accessor=lambda row: show_moment(row.active_from)),
    ]
    panels = [
        FieldRowPanel([FieldPanel("version"), FieldPanel("active_from")]),
        FieldPanel("text_bn"),
        FieldPanel("text_en"),
    ]


def _rate(row: ExchangeRate) -> str:
    return in_digits_of(f"{row.bdt_per_usd.normalize():f}", get_language() or "en")


class ExchangeRateIndexView(IndexView):
    add_item_label = _("Add a rate")


class ExchangeRateViewSet(KeptModelViewSet):
    index_view_class = ExchangeRateIndexView
    model = ExchangeRate
    name = "exchange_rates"
    icon = "list-ul"
    menu_label = _("Exchange rates")
    absent = KEPT
    inspect_view_enabled = False
    list_display = [
        TitleColumn(
            "day",
            label=_("day"),
            accessor=lambda row: show_moment(row.day),
            get_url=lambda row: reverse("exchange_rates:edit", args=[row.pk]),
        ),
        Column("rate", label=_("taka for a dollar"), accessor=_rate),
        "source",
    ]
    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("bdt_per_usd")]),
        FieldPanel("source"),
    ]
