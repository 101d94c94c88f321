"""Campaigns in the Wagtail admin: the figures, and who works in which district."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from campaigns.viewsets.districts import DISTRICT_POLICIES, AssignmentViewSet, RSCViewSet
from campaigns.viewsets.figures import (
    FIGURE_POLICIES,
    ChannelViewSet,
    ControlViewSet,
    DefinitionViewSet,
    EnterFigureViewSet,
    EntryViewSet,
    ImportFiguresViewSet,
    IndicatorViewSet,
    MonthViewSet,
)

__all__ = ["POLICIES", "AssignmentViewSet", "LedgerViewSetGroup", "RSCViewSet"]

POLICIES = {**FIGURE_POLICIES, **DISTRICT_POLICIES}


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
