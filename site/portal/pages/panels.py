"""What the page editor shows above a story's fields: what the person agreed to, what is lacking."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin.panels import InlinePanel, Panel

from portal.pages.forms import StoryPagePictureForm
from portal.pages.story_content import findings_of, question_of, verdict_of
from portal.pages.story_seen import FIELD


class GatePanel(Panel):
    """The gate's answer about the newest draft."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "portal/pages/gate_panel.html"

        def is_shown(self) -> bool:
            """Show nothing before there is a story to ask about."""
            return bool(self.instance.pk and self.instance.story_id)

        def get_context_data(self, parent_context: Any = None) -> Any:
            """Ask the gate, and look for what could tell who it is; name what the editor shows."""
            return {
                **(super().get_context_data(parent_context) or {}),
                "verdict": verdict_of(self.instance, now=timezone.now()),
                "findings": findings_of(self.instance),
                "story": self.instance.story,
                "field": FIELD,
                "seen": question_of(self.instance).digest,
            }


class StoryPicturesPanel(InlinePanel):
    """The pictures on a page: only those of its own story are offered."""

    def get_form_options(self) -> Any:
        """Use the form that knows which are offered."""
        options = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = StoryPagePictureForm
        return options

    class BoundPanel(InlinePanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.help_text = self._where_they_come_from()

        def _where_they_come_from(self) -> str:
            if not self.instance or not self.instance.story_id:
                return _("Choose the story and save; then its pictures are offered here.")
            address = reverse("story_pictures:list", args=[self.instance.story_id])
            words = _("Bring and see the pictures of this story")
            return format_html('<a href="{}" target="_blank">{}</a>', address, words)
