"""The Celery application; workers and the scheduler start from ``celery -A portal``."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")

# What ``CELERY_BROKER_URL=files://`` means.
TRANSPORT_ALIASES["files"] = "portal.broker_of_files:Transport"

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
