"""Campaigns in the Wagtail admin: the figures, the registers, and who works in which district."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from campaigns.models import Audience, Campaign, NewsReport, Product, Target
from campaigns.viewsets.audiences import AudiencePolicy, AudienceViewSet
from campaigns.viewsets.campaigns import CampaignViewSet
from campaigns.viewsets.districts import DISTRICT_POLICIES, AssignmentViewSet, RSCViewSet
from campaigns.viewsets.figures import (
    FIGURE_POLICIES,
    ChannelViewSet,
    ControlViewSet,
    EnterFigureViewSet,
    EntryViewSet,
    ImportFiguresViewSet,
)
from campaigns.viewsets.indicators import DefinitionViewSet, IndicatorViewSet
from campaigns.viewsets.months import MonthViewSet
from campaigns.viewsets.news_reports import NewsReportViewSet
from campaigns.viewsets.products import ProductViewSet
from campaigns.viewsets.targets import TargetViewSet
from foundation.kept_rows import AllowedActionsPolicy

__all__ = [
    "POLICIES",
    "AssignmentViewSet",
    "CampaignsViewSetGroup",
    "LedgerViewSetGroup",
    "RSCViewSet",
]

OF_A_REGISTER = {"view", "add", "change", "delete", "export", "publish"}
CAMPAIGN_POLICIES: dict[type[Model], AllowedActionsPolicy] = {
    # Whatever was counted for a campaign stays, so none is deleted.
    Campaign: AllowedActionsPolicy(Campaign, {"view", "add", "change", "open"}),
    Product: AllowedActionsPolicy(Product, OF_A_REGISTER),
    NewsReport: AllowedActionsPolicy(NewsReport, OF_A_REGISTER),
    Audience: AudiencePolicy(),
    Target: AllowedActionsPolicy(Target, {"view", "add", "change", "delete", "export"}),
}
POLICIES = {**FIGURE_POLICIES, **DISTRICT_POLICIES, **CAMPAIGN_POLICIES}


class LedgerViewSetGroup(ModelViewSetGroup):
    menu_label = _("Figures")
    menu_icon = "doc-full"
    items = (
        EnterFigureViewSet,
        ImportFiguresViewSet,
        EntryViewSet,
        MonthViewSet,
        ChannelViewSet,
        IndicatorViewSet,
        DefinitionViewSet,
        ControlViewSet,
    )


class CampaignsViewSetGroup(ModelViewSetGroup):
    menu_label = _("Campaigns")
    menu_icon = "thumbtack"
    menu_order = 165
    items = (
        CampaignViewSet,
        AudienceViewSet,
        TargetViewSet,
        ProductViewSet,
        NewsReportViewSet,
    )
