"""The app in the Wagtail admin, and who may do what."""

from django.db.models import Model

from campaigns.scope import EverywherePolicy
from crm_videos.models import AccessEntry
from crm_videos.viewsets.access_log import AccessLogViewSet
from foundation.kept_rows import AllowedActionsPolicy

__all__ = ["POLICIES", "VIEWSETS"]

POLICIES: dict[type[Model], AllowedActionsPolicy] = {
    # It tells of colleagues and testimonies of every district.
    AccessEntry: EverywherePolicy(AccessEntry, {"view"}),
}
VIEWSETS = (AccessLogViewSet,)
