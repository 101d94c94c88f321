"""Polls in the Wagtail admin. Their words are fixed once they were open."""

from typing import Any

from django.forms import ModelForm
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column

from foundation.bangla import UNKNOWN, figure
from foundation.kept_rows import KeptModelViewSet
from portal.asking.models import CHOICES, Poll
from portal.asking.polls import result_of


class PollForm(WagtailAdminModelForm):
    def save(self, commit: bool = True) -> Any:
        """Keep the moment at which it is open for the first time."""
        poll: Poll = self.instance
        if poll.active and poll.opened_at is None:
            poll.opened_at = timezone.now()
        return ModelForm.save(self, commit)


def show_count(poll: Poll) -> str:
    """Write how many have chosen, while that tells nobody."""
    count = result_of(poll, "en").count
    return UNKNOWN if count is None else figure(count, get_language() or "en")


class PollViewSet(KeptModelViewSet):
    model = Poll
    name = "polls"
    icon = "list-ul"
    menu_label = _("Polls")
    menu_order = 702
    add_to_settings_menu = True
    absent = frozenset({"delete", "usage"})
    inspect_view_enabled = False
    list_display = [
        "__str__",
        BooleanColumn("active", label=_("Open")),
        Column("count", label=_("Answers"), accessor=show_count),
    ]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("text_bn"), FieldPanel("text_en")]),
            *(
                FieldRowPanel([FieldPanel(f"choice_{one}_bn"), FieldPanel(f"choice_{one}_en")])
                for one in CHOICES
            ),
            FieldPanel("active"),
        ],
        base_form_class=PollForm,
    )
