"""The list of erasures: by code, with where each stands."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from campaigns.viewsets.own_districts import OwnDistrictsIndexView, OwnDistrictsViewSet
from crm_videos.columns import LabelledColumn
from crm_videos.models import Decision, Erasure
from foundation.moments import dhaka_day
from foundation.shown_moments import show_moment


def standing(row: Erasure) -> Any:
    """Say how far an erasure has come."""
    if not row.decision:
        return _("Waits for a second person")
    if row.decision == Decision.DECLINED:
        return _("Declined")
    return _("Erased") if row.done_at else _("Is being erased")


class ErasureIndexView(OwnDistrictsIndexView):
    def get_base_queryset(self) -> Any:
        """Read the testimonies with the erasures."""
        return super().get_base_queryset().select_related("testimony")

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the code, which opens the erasure."""
        return [
            TitleColumn(
                "code",
                label=_("Code"),
                accessor=lambda row: row.testimony.code,
                get_url=lambda row: reverse("consents:erasure", args=[row.pk]),
            ),
            LabelledColumn("standing", label=_("Stands"), accessor=standing),
            LabelledColumn("why", label=_("Why"), accessor="get_why_display"),
            LabelledColumn(
                "asked",
                label=_("Requested at"),
                accessor=lambda row: show_moment(dhaka_day(row.asked_at)),
            ),
        ]


class ErasureViewSet(OwnDistrictsViewSet):
    model = Erasure
    name = "erasures"
    icon = "bin"
    menu_label = _("Erasures")
    inspect_view_enabled = False
    index_view_class = ErasureIndexView
