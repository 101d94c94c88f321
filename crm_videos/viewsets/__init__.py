"""Testimonies, stories, copies, withdrawals, erasures, scripts and rates in the admin; the log.

None of them is a snippet: a snippet's chooser shows every row to whoever gets into the
admin. None has a history, a usage or a chooser.
"""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from campaigns.scope import EverywherePolicy
from crm_videos.models import (
    AccessEntry,
    ConsentScript,
    Copy,
    Erasure,
    ExchangeRate,
    Story,
    Testimony,
    Withdrawal,
)
from crm_videos.policies import (
    COPIES,
    ERASURES,
    STORIES,
    TESTIMONIES,
    WITHDRAWALS,
    open_to_all_districts,
)
from crm_videos.viewsets.access_log import AccessLogViewSet
from crm_videos.viewsets.copies import CopyViewSet
from crm_videos.viewsets.desk import DeskViewSet
from crm_videos.viewsets.erasures import ErasureViewSet
from crm_videos.viewsets.scripts import ConsentScriptViewSet, ExchangeRateViewSet
from crm_videos.viewsets.stories import StoryViewSet
from crm_videos.viewsets.testimonies import TestimonyViewSet
from crm_videos.viewsets.withdrawals import WithdrawalViewSet
from foundation.kept_rows import AllowedActionsPolicy

__all__ = ["POLICIES", "AccessLogViewSet", "StoriesViewSetGroup"]

POLICIES: dict[type[Model], AllowedActionsPolicy] = {
    Testimony: TESTIMONIES,
    Story: STORIES,
    Copy: COPIES,
    Withdrawal: WITHDRAWALS,
    Erasure: ERASURES,
    ConsentScript: open_to_all_districts(ConsentScript),
    ExchangeRate: open_to_all_districts(ExchangeRate),
    # It tells of colleagues and testimonies of every district.
    AccessEntry: EverywherePolicy(AccessEntry, {"view"}),
}


class StoriesViewSetGroup(ViewSetGroup):
    menu_label = _("Stories")
    menu_icon = "openquote"
    menu_order = 160
    items = (
        DeskViewSet,
        TestimonyViewSet,
        StoryViewSet,
        CopyViewSet,
        WithdrawalViewSet,
        ErasureViewSet,
        ConsentScriptViewSet,
        ExchangeRateViewSet,
    )
