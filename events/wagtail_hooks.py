"""What the events app adds to the Wagtail admin."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import LogActionRegistry
from wagtail.permissions import register_permission_policy

from campaigns.month_checks import OF_MONTHS, Look
from events.models import Event, EventLogEntry
from events.month_checks import look_at_events
from events.places import PlaceChooserViewSet, place_chooser
from events.viewsets import POLICIES, VIEWSETS
from events.viewsets.devices import REVOKED
from events.viewsets.report_menu import REPORTS, menu_item_of, report_urls

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
    actions.register_action(REVOKED, _("Revoke a device"), _("The device may send no more"))
    actions.register_action("events.merged", _("Merge"), _("Two events were made one"))
    actions.register_action("events.unmerged", _("Undo the merge"), _("One event was made two"))
    actions.register_action("events.different", _("Tell apart"), _("It was told from another"))
    actions.register_action("events.called_back", _("Call back"), _("A call-back was made"))


@hooks.register("register_admin_urls")
def register_reports() -> list[URLPattern]:
    return report_urls()


for report in REPORTS.values():
    hooks.register("register_reports_menu_item", partial(menu_item_of, report))


@hooks.register("register_admin_viewset")
def register_place_chooser() -> PlaceChooserViewSet:
    return place_chooser


@hooks.register("insert_global_admin_css")
def style_events() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("events/admin.css"))


@hooks.register(OF_MONTHS)
def register_month_checks() -> Look:
    """Tell whoever closes a month what is open about its events."""
    return look_at_events


class FieldAppItem(MenuItem):
    """Leads who may log events to the app on the phone."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to whom the app would let log."""
        return bool(request.user.has_perm("events.add_event"))


@hooks.register("register_admin_menu_item")
def lead_to_the_field_app() -> FieldAppItem:
    return FieldAppItem(_("Field app"), reverse("field_app"), icon_name="mobile-alt", order=155)


# After Wagtail's own, which takes all models.
@hooks.register("register_log_actions", order=1)
def keep_the_history_of_events_by_district(actions: LogActionRegistry) -> None:
    actions.register_model(Event, EventLogEntry)
