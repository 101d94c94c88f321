"""Telling people that copies of withdrawn stories should be gone and are not: once for each."""

import datetime
import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from crm_videos.models import Takedown
from foundation.whom_to_tell import whom_to_tell

logger = logging.getLogger(__name__)
LIST = "withdrawals:index"
MOST_IN_ONE_MAIL = 50
# Longer than a mail server may take (EMAIL_TIMEOUT); a sender that died is taken over then.
CLAIM = datetime.timedelta(minutes=10)


def tell_of_overdue(now: datetime.datetime) -> int:
    """Mail the overdue tasks that nobody was told of; give how many.

    A mail server that is down loses none: they are told of later.
    """
    recipients = whom_to_tell()
    mine = _claim(now) if recipients else []
    if not mine:
        return 0
    try:
        _mail(mine, recipients).send()
    except OSError as error:  # smtplib's own errors are among them
        logger.warning("overdue copies could not be mailed (%s)", type(error).__name__)
        return 0
    Takedown.objects.filter(pk__in=[task.pk for task in mine]).update(told_at=now)
    return len(mine)


def _claim(now: datetime.datetime) -> list[Takedown]:
    """Take tasks for this sender alone: one conditional UPDATE each decides between two."""
    free = Q(telling_until=None) | Q(telling_until__lte=now)
    untold = Takedown.objects.overdue(now).filter(free, told_at=None)
    return [
        task
        for task in untold.select_related("withdrawal__testimony", "copy")[:MOST_IN_ONE_MAIL]
        if Takedown.objects.filter(free, pk=task.pk, told_at=None).update(telling_until=now + CLAIM)
    ]


def _mail(tasks: list[Takedown], recipients: list[str]) -> EmailMessage:
    with override(settings.LANGUAGE_CODE):
        subject = ngettext(
            "%(count)s copy of a withdrawn story is overdue",
            "%(count)s copies of withdrawn stories are overdue",
            len(tasks),
        ) % {"count": len(tasks)}
        # Codes and kinds, nothing else: a mail lies in many places.
        lines = [f"{one.withdrawal.testimony.code}: {one.copy.get_kind_display()}" for one in tasks]
        ending = _("The person does not allow it there any more. Take the copies down.")
    address = f"{settings.WAGTAILADMIN_BASE_URL}{reverse(LIST)}"
    line = f"[{settings.WAGTAIL_SITE_NAME}] {subject}"
    return EmailMessage(line, "\n".join([*lines, "", ending, "", address]), to=recipients)
