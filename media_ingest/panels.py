"""What needs a person, on the first page of the admin."""

from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from media_ingest.alert_words import what_happened, what_to_do
from media_ingest.models import Alert

MOST_SHOWN = 8


class AlertsPanel(Component):
    """The open alerts, for those who may view them; nothing when there are none."""

    name = "media_alerts"
    template_name = "media_ingest/alerts_panel.html"
    order = 90

    def __init__(self, user: User | AnonymousUser) -> None:
        self.allowed = policy_registry.get_by_type(Alert).user_has_permission(user, "view")

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        if not self.allowed:
            return {"alerts": []}
        standing = Alert.objects.open().select_related("account").defer("account__credentials")
        alerts = list(standing[: MOST_SHOWN + 1])
        return {
            "alerts": [
                {"pk": one.pk, "happened": what_happened(one), "to_do": what_to_do(one),
                 "since": one.raised_at}
                for one in alerts[:MOST_SHOWN]
            ],
            "more": len(alerts) > MOST_SHOWN,
        }  # fmt: skip
