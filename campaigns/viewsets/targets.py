"""Targets in the Wagtail admin: a list and a form."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from campaigns.forms.targets import TargetForm
from campaigns.logframe_words import month_of, number
from campaigns.models import Campaign, Target
from foundation import bangla
from foundation.kept_rows import KeptModelViewSet


def period(target: Target) -> str:
    """Name the first and the last month."""
    return f"{month_of(target.from_month)} – {month_of(target.to_month)}"


def _campaign(target: Target) -> str:
    is_programme = target.campaign_id == Campaign.NONE
    return str(_("The whole programme")) if is_programme else str(target.campaign)


def _in_report(target: Target) -> str:
    return number(target.place) if target.in_report else str(_("Left out"))


class TargetIndexView(generic.IndexView):
    add_item_label = _("Set a target")

    def get_base_queryset(self) -> Any:
        return Target.objects.select_related("campaign", "indicator")

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with what is measured, which opens the target."""
        return [
            TitleColumn(
                "indicator", label=_("Indicator"), accessor=lambda one: str(one.indicator),
                get_url=self.get_edit_url, sort_key="indicator",
            ),
            Column("campaign", label=_("Campaign"), accessor=_campaign, classname="campaign-wide"),
            Column("sex", label=_("Of whom"), accessor="get_sex_display"),
            Column("period", label=_("Months"), accessor=period, sort_key="from_month"),
            Column(
                "baseline", label=_("Baseline"), accessor=lambda one: number(one.baseline_value)
            ),
            Column("target", label=_("Target"), accessor=lambda one: number(one.target_value)),
            Column("report", label=_("In the report"), accessor=_in_report, sort_key="place"),
            Column(
                "verified", label=_("Source of verification"),
                accessor=lambda one: one.verified_by or bangla.UNKNOWN,
            ),
        ]  # fmt: skip

    def get_list_buttons(self, row: Target) -> list[Any]:
        """Offer none: the indicator opens the target."""
        return []


class TargetViewSet(KeptModelViewSet):
    model = Target
    name = "targets"
    icon = "crosshairs"
    menu_label = _("Targets")
    menu_name = "target-list"
    absent = frozenset({"usage"})
    inspect_view_enabled = False
    index_view_class = TargetIndexView
    list_filter = ["campaign", "indicator", "sex", "in_report"]
    ordering = ["indicator", "from_month"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("indicator"), FieldPanel("campaign")]),
            FieldPanel("sex"),
            FieldRowPanel([FieldPanel("from_month"), FieldPanel("to_month")]),
            FieldPanel("target_value"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("baseline_value"), FieldPanel("baseline_on")]),
                    FieldPanel("baseline_source"),
                ],
                heading=_("Where it began"),
            ),
            FieldRowPanel([FieldPanel("verified_by_bn"), FieldPanel("verified_by_en")]),
            FieldPanel("comment"),
            FieldRowPanel([FieldPanel("in_report"), FieldPanel("place")]),
        ],
        base_form_class=TargetForm,
    )
