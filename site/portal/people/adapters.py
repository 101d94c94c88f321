"""What allauth asks us: who may sign up (nobody), what is safe, what it says and to whom."""

import time
from typing import Any, ClassVar

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AbstractBaseUser, User
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from portal.pages.models import Programme
from portal.people.kept_secrets import open_text, seal_text
from portal.people.requirement import has_second_factor, needs_second_factor

# The pages say the rest themselves.
MESSAGES_SHOWN = frozenset({"account/messages/password_changed.txt"})


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators, and may have no e-mail address."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is switched off. Ask your administrator."),
        "enter_current_password": _("Type the password that you have now."),
        "incorrect_password": _("The password is not right."),
        "invalid_password_reset": _("This link is used or too old. Ask for a new one."),
        "rate_limited": _("Too many tries. Wait five minutes, then try again."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
        "username_password_mismatch": _("The user name or the password is not right."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Let nobody make an account."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Send people to this very host only; allauth would take every host of ours."""
        return url_has_allowed_host_and_scheme(
            url, {self.request.get_host()}, require_https=self.request.is_secure()
        )

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again only when the last full sign-in is some minutes ago.

        allauth would ask even in the minute after it; then a new person types
        the password twice before they see their first code.
        """
        user: Any = self.request.user
        method = "mfa" if has_second_factor(user) else "password"
        records = get_authentication_records(self.request, user)
        moments = [one["at"] for one in records if one["method"] == method]
        return not moments or time.time() - max(moments) > app_settings.REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Ask who has a second factor for that, and not for the password instead."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        by_code = [one for one in methods if one["id"].startswith("mfa")]
        return by_code or methods

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go on with the page of one's own sign-in."""
        return reverse("mfa_index")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Say only what the next page does not show by itself."""
        if message_template in MESSAGES_SHOWN:
            super().add_message(request, level, message_template, *args, **kwargs)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell a person what happened to their sign-in, where there is an address."""
        to = email or getattr(user, "email", "")
        if to:
            super().send_notification_mail(template_prefix, user, context, email=to)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Name the programme in every mail."""
        programme = Programme.load()
        named = {"name_en": programme.name_en, "name_bn": programme.name_bn}
        super().send_mail(template_prefix, email, {**context, **named})


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are sealed, and who needs a second factor cannot do without."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Your role needs the second factor: it cannot go."),
        "incorrect_code": _(
            "This code is not right, or it was used already. Wait for the next one in the app."
        ),
    }

    def get_totp_label(self, user: Any) -> str:
        """Show the user name in the app, whatever address there is."""
        return str(user.get_username())

    def get_totp_issuer(self) -> str:
        """Show the programme in the app, in letters that every app can show."""
        return str(Programme.load().name_en)

    def encrypt(self, text: str) -> str:
        """Seal a secret before it is stored."""
        return seal_text(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a stored secret."""
        return open_text(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Leave the second factor to those whose role needs it."""
        user: User = authenticator.user
        return not needs_second_factor(user)
