"""Accounts, polls and readings in the Wagtail admin.

Staff look, and pause or resume an account. Accounts are connected by the
``connect`` command; polls and readings are records and cannot be edited by
anyone, administrators included.
"""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSetGroup

from foundation.kept_rows import AllowedActionsPolicy, KeptModelViewSet
from media_ingest.health import health_in_words
from media_ingest.models import Account, AccountQuerySet, PollRun, Reading

POLICIES = {
    Account: AllowedActionsPolicy(Account, {"view", "change"}),
    PollRun: AllowedActionsPolicy(PollRun, {"view"}),
    Reading: AllowedActionsPolicy(Reading, {"view"}),
}


def _next_poll(account: Account) -> str:
    """Give the time of the next poll; Wagtail's own words for a date look backwards only."""
    return date_format(localtime(account.next_poll_at), "SHORT_DATETIME_FORMAT")


class AccountIndexView(generic.IndexView):
    def get_base_queryset(self) -> AccountQuerySet:
        """Read what the columns show in one query."""
        accounts: AccountQuerySet = Account.objects.select_related("channel")
        return accounts.with_last_polls().defer("credentials")


class AccountViewSet(KeptModelViewSet):
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
        Column("next", label=_("Next poll"), accessor=_next_poll, sort_key="next_poll_at"),
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


class PollRunViewSet(KeptModelViewSet):
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


class ReadingViewSet(KeptModelViewSet):
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
