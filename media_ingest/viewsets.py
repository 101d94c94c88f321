"""Accounts, polls and readings in the Wagtail admin.

Staff look, and pause or resume an account. Accounts are connected by the
``connect`` command; polls and readings are records and cannot be edited by
anyone, administrators included.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy

from media_ingest.health import health_in_words
from media_ingest.models import Account, AccountQuerySet, PollRun, Reading


class OnlyPolicy(ModelPermissionPolicy):
    """Lets nobody do more with a model than the named actions."""

    def __init__(self, model: type, actions: set[str]) -> None:
        super().__init__(model)
        self.actions = actions

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Ask Django only about the actions that exist."""
        return action in self.actions and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Ask for each action by itself."""
        return any(self.user_has_permission(user, action) for action in actions)


POLICIES = {
    Account: OnlyPolicy(Account, {"view", "change"}),
    PollRun: OnlyPolicy(PollRun, {"view"}),
    Reading: OnlyPolicy(Reading, {"view"}),
}


class RecordViewSet(ModelViewSet):
    """A listing of rows that the programme writes, not the editor."""

    absent = frozenset({"add", "delete", "usage", "edit", "history"})
    copy_view_enabled = False
    add_to_reference_index = False
    inspect_view_enabled = True
    search_backend_name = None
    form_fields: list[str] = []
    list_per_page = 50

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Offer no button for what does not exist."""
        names = {f"{name}_url_name": None for name in self.absent}
        return super().get_common_view_kwargs(**{**names, **kwargs})

    def get_urlpatterns(self) -> list[Any]:
        """Leave out the addresses of what does not exist."""
        gone = self.absent | {f"{name}_results" for name in self.absent}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in gone]

    def register_admin_url_finder(self) -> None:
        """Offer no edit link elsewhere in the admin when there is no edit view."""
        if "edit" not in self.absent:
            super().register_admin_url_finder()


class AccountIndexView(generic.IndexView):
    def get_base_queryset(self) -> AccountQuerySet:
        """Read what the columns show in one query."""
        accounts: AccountQuerySet = Account.objects.select_related("channel")
        return accounts.with_last_polls().defer("credentials")


class AccountViewSet(RecordViewSet):
    model = Account
    name = "media_accounts"
    icon = "globe"
    menu_label = _("Accounts")
    index_view_class = AccountIndexView
    absent = frozenset({"add", "delete", "usage"})
    list_display = [
        "__str__",
        "channel",
        Column("health", label=_("Health"), accessor=health_in_words),
        DateColumn("last_good_at", label=_("Last good poll")),
        DateColumn("next_poll_at", label=_("Next poll"), sort_key="next_poll_at"),
        BooleanColumn("paused", label=_("Paused"), sort_key="paused"),
    ]
    inspect_view_fields = [
        "channel", "platform", "title", "external_id", "connected_at", "next_poll_at", "trouble",
        "paused",
    ]  # fmt: skip
    edit_handler = ObjectList(
        [
            FieldPanel("paused"),
            MultiFieldPanel(
                [
                    FieldPanel(name, read_only=True)
                    for name in (
                        "channel", "platform", "external_id", "title", "connected_at",
                        "next_poll_at", "trouble",
                    )
                ],
                heading=_("As connected"),
            ),
        ]
    )  # fmt: skip


class PollRunViewSet(RecordViewSet):
    model = PollRun
    name = "media_polls"
    icon = "history"
    menu_label = _("Polls")
    list_display = ["due_at", "account", "trigger", "state", "attempts", "ended_at", "reason"]
    list_filter = ["account", "state", "trigger"]
    inspect_view_fields = [
        "account", "trigger", "state", "due_at", "not_before", "attempts", "started_at",
        "ended_at", "reason", "version_served",
    ]  # fmt: skip


class ReadingViewSet(RecordViewSet):
    model = Reading
    name = "media_readings"
    icon = "doc-full"
    menu_label = _("Readings")
    list_display = [
        "window_end", "account", "metric", "period", "value", "null_reason", "version",
        "observed_at", "last_seen_at",
    ]  # fmt: skip
    list_filter = ["account", "metric", "period", "window_end"]
    inspect_view_fields = [
        "account", "metric", "period", "window_start", "window_end", "zone", "value",
        "null_reason", "version", "observed_at", "last_seen_at", "run", "request",
        "version_served", "raw_sha256",
    ]  # fmt: skip
    list_export = [
        "account_id", "metric", "period", "window_start", "window_end", "zone", "value",
        "null_reason", "version", "observed_at", "last_seen_at", "raw_sha256",
    ]  # fmt: skip


class MediaIngestViewSetGroup(ModelViewSetGroup):
    menu_label = _("Media ingest")
    menu_icon = "globe"
    items = (AccountViewSet, PollRunViewSet, ReadingViewSet)
