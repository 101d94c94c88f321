"""The site's own occasions; each calls one function."""

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone


@shared_task
def publish_scheduled_pages() -> None:
    """Publish and expire the pages whose time has come (Wagtail's own command)."""
    call_command("publish_scheduled", verbosity=0)


@shared_task
def count_page_views() -> None:
    """Count the pages that were opened, and state the months in the ledger."""
    # Imported here: the models are not there yet when Celery reads this.
    from portal.page_views.counting import count_page_views as count
    from portal.page_views.posting import post_page_views

    now = timezone.now()
    count(now)
    post_page_views(now)
