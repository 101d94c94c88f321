"""The site's own occasions; each calls one function."""

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from portal.asking.questions.erasing import forget_what_is_past as forget_past
from portal.hotline_calls.posting import post_calls
from portal.issues.by_mail.sending import send_letters
from portal.page_views.counting import count_page_views as count_noted
from portal.page_views.posting import post_page_views
from portal.pages.due import publish_due
from portal.pages.weight.keeping import weigh_public_pages


@shared_task
def publish_scheduled_pages() -> None:
    """Publish and expire what has reached its time; what is refused stops nothing else."""
    publish_due(timezone.now())
    # Wagtail's own command: it takes down what expires, and finds the rest done.
    call_command("publish_scheduled", verbosity=0)


@shared_task
def weigh_pages() -> None:
    """Weigh every public page anew."""
    weigh_public_pages(timezone.now())


@shared_task
def count_page_views() -> None:
    """Count the pages that were opened, and state the months in the ledger."""
    now = timezone.now()
    count_noted(now)
    post_page_views(now)


@shared_task
def state_hotline_calls() -> None:
    """State the months of the hotline's calls in the ledger."""
    post_calls(timezone.now())


@shared_task
def forget_what_is_past() -> None:
    """Erase questions of the public at their date, and what guarded the forms."""
    forget_past(timezone.now())


@shared_task
def mail_month_reports() -> None:
    """Send the letters with the month report that are due."""
    send_letters(timezone.now)
