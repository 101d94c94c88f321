"""The site's own occasions; each calls one function."""

from celery import shared_task
from django.core.management import call_command


@shared_task
def publish_scheduled_pages() -> None:
    """Publish and expire the pages whose time has come (Wagtail's own command)."""
    call_command("publish_scheduled", verbosity=0)
