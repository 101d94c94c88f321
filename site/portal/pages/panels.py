"""What the page editor shows above a story's fields: what the person agreed to, what is lacking."""

from typing import Any

from django.utils import timezone
from wagtail.admin.panels import Panel

from portal.pages.story_content import verdict_of


class GatePanel(Panel):
    """The gate's answer about the newest draft."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "portal/pages/gate_panel.html"

        def is_shown(self) -> bool:
            """Show nothing before there is a story to ask about."""
            return bool(self.instance.pk and self.instance.story_id)

        def get_context_data(self, parent_context: Any = None) -> Any:
            """Ask the gate."""
            context = super().get_context_data(parent_context)
            found = verdict_of(self.instance, now=timezone.now())
            return {**(context or {}), "verdict": found, "story": self.instance.story}
