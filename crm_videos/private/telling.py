"""Telling administrators that somebody opens more private files than work needs."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from crm_videos.models import AccessEntry, Outcome
from crm_videos.private.opening import AN_HOUR, MOST_IN_AN_HOUR
from foundation.whom_to_tell import whom_to_tell

logger = logging.getLogger(__name__)
LIST = "access_log:index"


def tell_of_too_many(entry: AccessEntry) -> bool:
    """Mail that one was refused, once for a person and an hour; say whether it went out.

    Mail may be down. The log and the admin's first page tell it in any case.
    """
    earlier = AccessEntry.objects.filter(
        person_id=entry.person_id,
        outcome=Outcome.TOO_MANY,
        at__gt=entry.at - AN_HOUR,
        number__lt=entry.number,
    )
    recipients = whom_to_tell()
    if earlier.exists() or not recipients:
        return False
    try:
        _mail(entry, recipients).send()
    except OSError as error:  # smtplib's own errors are among them
        logger.warning("too many views could not be mailed (%s)", type(error).__name__)
        return False
    return True


def _mail(entry: AccessEntry, recipients: list[str]) -> EmailMessage:
    with override(settings.LANGUAGE_CODE):
        subject = _("%(person)s was refused a private file") % {"person": entry.username}
        body = _(
            "%(person)s opened %(most)s private files of testimonies within an hour and asked "
            "for one more, which was refused. Ask why. Should the account be in other hands, "
            "switch it off."
        ) % {"person": entry.username, "most": MOST_IN_AN_HOUR}
        address = f"{settings.WAGTAILADMIN_BASE_URL}{reverse(LIST)}"
    line = " ".join(f"[{settings.WAGTAIL_SITE_NAME}] {subject}".split())[:200]
    return EmailMessage(subject=line, body=f"{body}\n\n{address}", to=recipients)
