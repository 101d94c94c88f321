"""The kinds of event, in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column

from events.models import EventKind
from events.panels import KIND_FORM
from foundation.kept_rows import KeptModelViewSet


class EventKindViewSet(KeptModelViewSet):
    model = EventKind
    absent = frozenset({"delete", "usage"})
    name = "event_kinds"
    icon = "tag"
    menu_order = 700
    add_to_settings_menu = True
    edit_handler = KIND_FORM
    list_display = [
        "__str__",
        Column("reach_class", label=_("Class"), accessor="get_reach_class_display"),
        BooleanColumn("has_level", label=_("Has a level")),
        Column("details", label=_("Asked besides"), accessor="get_details_display"),
        BooleanColumn("active", label=_("Offered")),
    ]
