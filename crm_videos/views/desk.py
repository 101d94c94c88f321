"""The desk: everything that waits for somebody, queue by queue."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from campaigns.views.admin_page import AdminPage
from crm_videos.desk.queue import queues_for
from foundation.bangla import figure

MOST_SHOWN = 25


class DeskView(AdminPage, TemplateView):
    template_name = "crm_videos/desk.html"
    page_title = _("What waits")
    header_icon = "tasks"
    section = _("Stories")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the queues of the person who looks; refuse whoever has none."""
        queues = queues_for(self.request.user, self.now)
        if not queues:
            raise PermissionDenied
        language = get_language() or "en"
        shown = [
            {
                "queue": queue,
                "count": figure(len(queue.rows), language),
                "rows": queue.rows[:MOST_SHOWN],
                "more": figure(len(queue.rows) - MOST_SHOWN, language)
                if queue.rows[MOST_SHOWN:]
                else "",
            }
            for queue in queues
        ]
        return super().get_context_data(shown=shown, **kwargs)
