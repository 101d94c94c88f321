"""On the first page of the admin: what waits, what is overdue, who asked for too many files."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from campaigns.scope import scope_of
from crm_videos.desk.queue import queues_for
from crm_videos.models import AccessEntry, Outcome, Takedown
from foundation.bangla import figure

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


class DeskPanel(Component):
    """How much waits in each queue that the person may see; nothing when nothing waits."""

    name = "story_desk"
    template_name = "crm_videos/desk_panel.html"
    order = 80

    def __init__(self, user: User | AnonymousUser) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        queues = queues_for(self.user, timezone.now())
        language = get_language() or "en"
        counted = [(queue, figure(len(queue.rows), language)) for queue in queues if queue.rows]
        return {"counted": counted}


class OverduePanel(Component):
    """For those who see withdrawals: copies in their districts that should be gone."""

    name = "copies_overdue"
    template_name = "crm_videos/overdue_panel.html"
    order = 84

    def __init__(self, user: User | AnonymousUser) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        if not self.user.has_perm("crm_videos.view_withdrawal"):
            return {"overdue": []}
        now = timezone.now()
        overdue = Takedown.objects.overdue(now).select_related("withdrawal__testimony", "copy")
        own = scope_of(self.user).narrow(overdue, by="withdrawal__testimony__place")
        return {"overdue": own[:MOST_SHOWN], "now": now}
