"""Wagtail's way in: the own sign-in from the account page, a lost phone from a user's row."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry

from portal.people.lost_phone import RESET, may_reset, reset_view
from portal.people.requirement import has_second_factor


@hooks.register("register_admin_urls")
def register_lost_phone() -> list[URLPattern]:
    """Give the reset its address, inside the admin."""
    return [path("people/<int:pk>/reset-second-factor/", reset_view, name=RESET)]


@hooks.register("register_user_listing_buttons")
def offer_reset(user: Any, request_user: Any) -> Iterator[Button]:
    """Offer the reset in the list of users, to whom it is open."""
    if may_reset(request_user, user) and has_second_factor(user):
        yield Button(
            _("Reset second factor"),
            url=reverse(RESET, args=[user.pk]),
            icon_name="key",
            priority=40,
        )


@hooks.register("register_account_menu_item")
def lead_to_own_sign_in(request: HttpRequest) -> dict[str, Any]:
    """Lead from one's own account to the password and the second factor."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Password and second factor"),
        "help_text": _("Change your password, your authenticator app or your recovery codes."),
    }


@hooks.register("register_settings_menu_item")
def show_own_sign_in() -> MenuItem:
    """Lead there from the menu as well."""
    return MenuItem(
        _("My sign-in"), reverse("mfa_index"), name="own-sign-in", icon_name="key", order=10
    )


@hooks.register("register_permissions")
def offer_export() -> QuerySet[Permission]:
    """Let the groups' form offer what the lists of events ask for."""
    return Permission.objects.filter(content_type__app_label="events", codename="export_event")


@hooks.register("register_log_actions")
def name_what_is_logged(actions: LogActionRegistry) -> None:
    """Give Wagtail's log the words for what happens to second factors."""
    actions.register_action(
        "people.enrol_second_factor", _("Set up a second factor"), _("Second factor set up")
    )
    actions.register_action(
        "people.reset_second_factor", _("Reset a second factor"), _("Second factor reset")
    )
