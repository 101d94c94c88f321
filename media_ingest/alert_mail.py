"""Telling people by mail: an outbox of alerts, each told once.

Called by the scheduler's tick and by the watchdog; both may run at once.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from foundation.shown_moments import show_moment
from foundation.whom_to_tell import whom_to_tell
from media_ingest.alert_words import admin_address, what_happened, what_to_do
from media_ingest.models import Alert, AlertQuerySet

logger = logging.getLogger(__name__)

# Longer than a mail server may take (EMAIL_TIMEOUT); a sender that died is taken over then.
CLAIM = timedelta(minutes=10)
REST_AFTER_A_REFUSAL = timedelta(minutes=5)
MOST_IN_ONE_MAIL = 50


def to_be_mailed() -> AlertQuerySet:
    """Give the open alerts that nobody was told of; what is over need not be told."""
    # That mails do not go out can only be told in the admin.
    unsent = Alert.objects.open().filter(mailed_at=None)
    return unsent.exclude(kind=Alert.Kind.MAIL_STUCK)


def send_alerts(now: datetime) -> int:
    """Mail what nobody was told of, in one mail; give how many alerts it held.

    A mail server that is down loses nothing: the alerts are tried again.
    """
    recipients = whom_to_tell()
    claimed = _claim(now) if recipients else []
    if not claimed:
        return 0
    mine = Alert.objects.filter(pk__in=[alert.pk for alert in claimed])
    try:
        _mail(claimed, recipients).send()
    except OSError as error:  # smtplib's own errors are among them
        # Not its text: a mail server may repeat what it was told.
        logger.warning("alerts could not be mailed (%s)", type(error).__name__)
        mine.update(mail_not_before=now + REST_AFTER_A_REFUSAL)
        return 0
    mine.update(mailed_at=now, mail_not_before=None)
    return len(claimed)


def _claim(now: datetime) -> list[Alert]:
    """Take alerts for this sender alone: one conditional UPDATE each decides between two."""
    free = Q(mail_not_before=None) | Q(mail_not_before__lte=now)
    claimed = []
    for alert in to_be_mailed().filter(free).order_by("raised_at")[:MOST_IN_ONE_MAIL]:
        mine = Alert.objects.filter(free, pk=alert.pk, mailed_at=None, resolved_at=None)
        if mine.update(mail_not_before=now + CLAIM):
            claimed.append(alert)
    return claimed


def _mail(alerts: list[Alert], recipients: list[str]) -> EmailMessage:
    with override(settings.LANGUAGE_CODE):
        if len(alerts) == 1:
            subject = what_happened(alerts[0])
        else:
            subject = _("%(count)s things need to be seen to") % {"count": len(alerts)}
        body = "\n\n".join([*(_paragraph(alert) for alert in alerts), _ending()])
    # A name from a platform may hold a line break, which a header may not.
    line = " ".join(f"[{settings.WAGTAIL_SITE_NAME}] {subject}".split())[:200]
    return EmailMessage(subject=line, body=body, to=recipients)


def _paragraph(alert: Alert) -> str:
    since = _("Since %(moment)s.") % {"moment": show_moment(alert.raised_at)}
    to_do = _("What to do: %(what)s") % {"what": what_to_do(alert)}
    return "\n".join([what_happened(alert), since, to_do, admin_address(alert)])


def _ending() -> str:
    return _("This is told once. It stays in the admin, under “Media ingest”, until it is over.")
