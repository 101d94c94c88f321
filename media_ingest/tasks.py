"""The scheduler's ways in. No arguments: what is to be done stands in the database.

soft limit < hard limit < lease < the broker's visibility timeout: a worker has
let go of its run, or is dead, before another may take the run up, and that
before the broker wakes somebody again for the same tick. Neither is relied
upon: a worker that wakes late finds its run taken over and writes nothing.

A worker lost in the middle (``kill -9``, no memory) has its tick put back in
the queue (``task_reject_on_worker_lost``). That alone would go round for ever
where a poll kills its worker each time; here it is the row that counts the
attempts, and after five of them nobody takes it up again.
"""

import logging
from datetime import timedelta
from importlib import import_module
from typing import Any

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from celery.signals import worker_init
from django.conf import settings
from django.utils import timezone

from media_ingest.alert_mail import send_alerts
from media_ingest.polling import poll_what_is_due
from media_ingest.probing import probe_what_is_due
from media_ingest.retention import keep_the_terms

logger = logging.getLogger(__name__)
LEASE = settings.POLL_LEASE_SECONDS
SOFT_LIMIT, HARD_LIMIT = 0.8 * LEASE, 0.9 * LEASE
# Whatever is begun by then has as long again.
BEGIN_POLLS_FOR = timedelta(seconds=0.4 * LEASE)


@worker_init.connect
def load_what_children_share(**_kwargs: Any) -> None:
    """Load Google's client before the pool is forked.

    A child that takes a dead one's place would need a second for it, and memory of its own.
    """
    for name in ("googleapiclient.discovery", "google_auth_httplib2", "google.oauth2.credentials"):
        import_module(name)


@shared_task(soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)
def poll_due_accounts() -> None:
    """Poll the accounts whose time has come, as many as the time of a task allows."""
    try:
        poll_what_is_due(timezone.now, work_for=BEGIN_POLLS_FOR)
    except SoftTimeLimitExceeded:
        # The run was given back with its reason: nothing of this is to be done again.
        logger.warning("a tick took longer than %s s and was ended", SOFT_LIMIT)


@shared_task
def mail_alerts() -> None:
    """Tell people by mail what needs them, once."""
    send_alerts(timezone.now())


@shared_task
def probe_due_metrics() -> None:
    """Ask for each known metric alone, where that was not done this week."""
    probe_what_is_due(timezone.now)


@shared_task
def keep_to_the_terms() -> None:
    """Delete what the platforms' terms let nobody keep; once a day, harmless more often."""
    keep_the_terms(timezone.now())
