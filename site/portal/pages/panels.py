"""What the page editor shows above a story's fields: what the person agreed to, what is lacking."""

from typing import Any

from django.utils import timezone
from wagtail.admin.panels import Panel

from portal.pages.story_content import findings_of, verdict_of


class GatePanel(Panel):
    """The gate's answer about the newest draft."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "portal/pages/gate_panel.html"

        def is_shown(self) -> bool:
            """Show nothing before there is a story to ask about."""
            return bool(self.instance.pk and self.instance.story_id)

        def get_context_data(self, parent_context: Any = None) -> Any:
            """Ask the gate, and look for what could tell who it is."""
            return {
                **(super().get_context_data(parent_context) or {}),
                "verdict": verdict_of(self.instance, now=timezone.now()),
                "findings": findings_of(self.instance),
                "story": self.instance.story,
            }
