"""Taking a lost second factor from a person, so that they can set up a new one."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from portal.pages.models import Programme
from portal.people.models import SpentCode

logger = logging.getLogger(__name__)


def reset_second_factor(user: User, *, by: User | None) -> bool:
    """Forget a person's app and recovery codes, and end their sessions; False without any.

    It is written into Wagtail's log, and the person is told where there is an
    address. ``by`` is None for the command.
    """
    with transaction.atomic():
        removed, _rows = Authenticator.objects.filter(user=user).delete()
        if not removed:
            return False
        SpentCode.objects.filter(user=user).delete()
        end_sessions(user)
        log(user, "people.reset_second_factor", user=by)
    _tell(user)
    return True


def end_sessions(user: User) -> int:
    """Sign a person out everywhere; whoever found the phone is signed out with them.

    A session does not say whose it is before it is opened, so all are. There
    are as many as people who signed in within a fortnight.
    """
    ended = 0
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
            ended += 1
    return ended


def _tell(user: User) -> None:
    if not user.email:
        return
    # The reset stands, whatever the mail server does.
    try:
        with translation.override(UserProfile.get_for_user(user).get_preferred_language()):
            send_mail(*_letter(user), from_email=None, recipient_list=[user.email])
    except (OSError, SMTPException):
        logger.exception("A person could not be told that their second factor was reset")


def _letter(user: User) -> tuple[Any, Any]:
    named = {"programme": Programme.load(), "person": user.get_username()}
    return (
        _("Your second factor for %(programme)s was reset") % named,
        _(
            "The authenticator app and the recovery codes of %(person)s no longer work, and you "
            "are signed out everywhere. Sign in with your password and set up a new second "
            "factor.\n\nIf you did not ask for this, tell your administrator at once."
        )
        % named,
    )
