"""On the first page of the admin: who asked for more private files than an hour allows."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from crm_videos.models import AccessEntry, Outcome

SHOWN_FOR = timedelta(days=7)
MOST_SHOWN = 5


class TooManyPanel(Component):
    """For those who may read the access log; nothing when nobody was refused lately."""

    name = "private_files_too_many"
    template_name = "crm_videos/too_many_panel.html"
    order = 85

    def __init__(self, user: User | AnonymousUser) -> None:
        self.allowed = policy_registry.get_by_type(AccessEntry).user_has_permission(user, "view")

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        if not self.allowed:
            return {"entries": []}
        since = timezone.now() - SHOWN_FOR
        refused = AccessEntry.objects.filter(outcome=Outcome.TOO_MANY, at__gt=since)
        return {"entries": refused[:MOST_SHOWN]}
