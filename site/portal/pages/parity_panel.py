"""What the page editor shows above the fields: which numbers another language tells otherwise."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel

from portal.pages.parity import against_newest


class NumbersPanel(Panel):
    """The numbers that differ, from what is public and from what is written there newest."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "portal/pages/numbers_panel.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.compared = against_newest(self.instance) if self.instance.pk else []

        def is_shown(self) -> bool:
            """Show nothing where all versions agree."""
            return bool(self.compared)

        def get_context_data(self, parent_context: Any = None) -> Any:
            """Add what differs, and where all versions can be published at once."""
            return {
                **(super().get_context_data(parent_context) or {}),
                "compared": self.compared,
                "together": reverse("publish_together", args=[self.instance.pk]),
            }
