"""What the events app adds to the Wagtail admin."""

from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import LogActionRegistry
from wagtail.permissions import register_permission_policy

from events.models import Event, EventLogEntry
from events.places import PlaceChooserViewSet, place_chooser
from events.viewsets import POLICIES, VIEWSETS

# Before any viewset is made: the first one to ask would register the default policy.
for model, policy in POLICIES.items():
    register_permission_policy(model, policy)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    return [viewset() for viewset in VIEWSETS]


@hooks.register("register_log_actions")
def register_decisions(actions: Any) -> None:
    actions.register_action(
        "events.decided", _("Decide"), _("What waited in quarantine was decided")
    )


@hooks.register("register_admin_viewset")
def register_place_chooser() -> PlaceChooserViewSet:
    return place_chooser


@hooks.register("insert_global_admin_css")
def style_events() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("events/admin.css"))


# After Wagtail's own, which takes all models.
@hooks.register("register_log_actions", order=1)
def keep_the_history_of_events_by_district(actions: LogActionRegistry) -> None:
    actions.register_model(Event, EventLogEntry)
