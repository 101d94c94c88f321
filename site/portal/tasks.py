"""The site's own occasions; each calls one function."""

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from portal.page_views.counting import count_page_views as count_noted
from portal.page_views.posting import post_page_views
from portal.pages.due import publish_due


@shared_task
def publish_scheduled_pages() -> None:
    """Publish and expire what has reached its time; what is refused stops nothing else."""
    publish_due(timezone.now())
    # Wagtail's own command: it takes down what expires, and finds the rest done.
    call_command("publish_scheduled", verbosity=0)


@shared_task
def count_page_views() -> None:
    """Count the pages that were opened, and state the months in the ledger."""
    now = timezone.now()
    count_noted(now)
    post_page_views(now)
