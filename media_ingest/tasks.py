"""The scheduler's way in. No arguments: what is to be done stands in the database."""

from celery import shared_task
from django.utils import timezone

from media_ingest.alert_mail import send_alerts
from media_ingest.polling import poll_what_is_due


@shared_task
def poll_due_accounts() -> None:
    """Poll every account whose time has come."""
    poll_what_is_due(timezone.now)


@shared_task
def mail_alerts() -> None:
    """Tell people by mail what needs them, once."""
    send_alerts(timezone.now())
