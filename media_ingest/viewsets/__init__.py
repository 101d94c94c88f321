"""Media ingest in the Wagtail admin: what staff see, and the little that they may change.

Staff look, and pause or resume an account. Accounts are connected by the
``connect`` command; all else are records, which nobody edits, administrators
included.
"""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from foundation.kept_rows import AllowedActionsPolicy
from media_ingest.models import (
    Account,
    Alert,
    Allowance,
    Metric,
    PollRun,
    Post,
    PostReading,
    Reading,
)
from media_ingest.viewsets.accounts import AccountViewSet
from media_ingest.viewsets.alerts import AlertViewSet
from media_ingest.viewsets.allowances import AllowanceViewSet
from media_ingest.viewsets.dates import CalendarViewSet
from media_ingest.viewsets.metrics import MetricViewSet
from media_ingest.viewsets.polls import PollRunViewSet
from media_ingest.viewsets.posts import PostViewSet
from media_ingest.viewsets.readings import ReadingViewSet

RECORDS = (Alert, Allowance, Metric, PollRun, Post, PostReading, Reading)
POLICIES: dict[type[Model], AllowedActionsPolicy] = {
    Account: AllowedActionsPolicy(Account, {"view", "change"}),
    **{record: AllowedActionsPolicy(record, {"view"}) for record in RECORDS},
}


class MediaIngestViewSetGroup(ModelViewSetGroup):
    menu_label = _("Media ingest")
    menu_icon = "globe"
    items = (
        AccountViewSet,
        AlertViewSet,
        PollRunViewSet,
        PostViewSet,
        ReadingViewSet,
        MetricViewSet,
        AllowanceViewSet,
        CalendarViewSet,
    )
