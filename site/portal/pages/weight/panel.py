"""What the page editor shows: how heavy the newest draft is, of how much, and what is heaviest."""

from typing import Any

from wagtail.admin.panels import Panel

from portal.pages.sizes import in_tenths
from portal.pages.weight.stop import excess, heaviest
from portal.pages.weight.weighing import weigh


class WeightPanel(Panel):
    """The weight of a page that has been saved; weighed when the editor is opened, never sooner."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "portal/pages/weight_panel.html"

        def is_shown(self) -> bool:
            """Show nothing of a page that nobody has saved."""
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> Any:
            """Weigh the draft."""
            weight = weigh(self.instance)
            budget = weight.budget
            return {
                **(super().get_context_data(parent_context) or {}),
                "weight": weight,
                "text": in_tenths(weight.text),
                "most_text": in_tenths(budget.text) if budget.text is not None else "",
                "whole": in_tenths(weight.whole),
                "most_whole": in_tenths(budget.whole),
                "excess": excess(weight),
                "pieces": heaviest(weight.pieces),
                "pictures": heaviest(weight.pictures),
            }
