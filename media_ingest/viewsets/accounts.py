"""Accounts: their health in words, how long the grant lasts, and the pause."""

from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views import generic

from foundation.kept_rows import KeptModelViewSet
from media_ingest.columns import HealthColumn, MomentColumn, short_moment
from media_ingest.health import health_of
from media_ingest.models import Account, AccountQuerySet
from media_ingest.versions import version_asked
from media_ingest.viewsets.records import RecordInspectView


def grant_in_words(account: Account) -> str:
    """Say how long our key opens the account, as far as the platform told."""
    if account.grant_lost_at:
        return gettext("lost since %(moment)s") % {"moment": short_moment(account.grant_lost_at)}
    if account.grant_expires_at:
        return gettext("ends %(moment)s") % {"moment": short_moment(account.grant_expires_at)}
    if account.grant_checked_at:
        return gettext("no end named")
    return gettext("not checked yet")


def version_in_words(account: Account) -> str:
    """Say which API version answered, and which was asked when that differs."""
    served: str | None = account.last_version  # type: ignore[attr-defined]
    asked = version_asked(account.platform)
    if not served:
        return gettext("not answered yet")
    if asked and asked != served:
        return gettext("%(served)s, though %(asked)s was asked for") % {
            "served": served,
            "asked": asked,
        }
    return served


class HealthComponent(Component):
    """The light and its words on the account's own page."""

    template_name = "media_ingest/health.html"

    def __init__(self, account: Account) -> None:
        self.health = health_of(account, now=timezone.now())

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"health": self.health}


class AccountIndexView(generic.IndexView):
    def get_base_queryset(self) -> AccountQuerySet:
        """Read what the columns show in one query."""
        accounts: AccountQuerySet = Account.objects.select_related("channel")
        return accounts.with_last_polls().defer("credentials")


class AccountEditView(generic.EditView):
    def save_instance(self) -> Account:
        """Let the schedule's time run from the end of a pause, not from before it."""
        if "paused" in self.form.changed_data and not self.form.instance.paused:
            self.form.instance.resumed_at = timezone.now()
        account: Account = super().save_instance()
        return account


class AccountInspectView(RecordInspectView):
    @cached_property
    def polled(self) -> Account:
        return Account.objects.with_last_polls().get(pk=self.object.pk)

    def get_health_display_value(self) -> HealthComponent:
        return HealthComponent(self.polled)

    def get_grant_display_value(self) -> str:
        return grant_in_words(self.object)

    def get_version_display_value(self) -> str:
        return version_in_words(self.polled)

    def get_field_label(self, field_name: str, field: Any) -> Any:
        labels = {"health": _("Health"), "grant": _("Grant"), "version": _("API version")}
        return labels.get(field_name) or super().get_field_label(field_name, field)


class AccountViewSet(KeptModelViewSet):
    model = Account
    name = "media_accounts"
    icon = "globe"
    menu_label = _("Accounts")
    index_view_class = AccountIndexView
    edit_view_class = AccountEditView
    inspect_view_class = AccountInspectView
    absent = frozenset({"add", "delete", "usage"})
    list_display = [
        "__str__",
        HealthColumn("health", label=_("Health")),
        DateColumn("last_good_at", label=_("Last good poll")),
        MomentColumn("next_poll_at", label=_("Next poll"), sort_key="next_poll_at"),
        Column("grant", label=_("Grant"), accessor=grant_in_words),
        Column("version", label=_("API version"), accessor=version_in_words),
        BooleanColumn("paused", label=_("Paused"), sort_key="paused"),
    ]
    inspect_view_fields = [
        "health", "channel", "platform", "title", "external_id", "connected_at", "next_poll_at",
        "trouble", "grant", "grant_checked_at", "grant_expires_at", "version", "listed_at",
        "listed_whole_at", "paused",
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
