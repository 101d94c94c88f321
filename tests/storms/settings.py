"""For the processes of a storm: the settings of one machine, another clock, a bug on request."""

import os
from pathlib import Path

from django.utils import timezone

from portal.settings.dev import *  # noqa: F403
from portal.settings.dev import CELERY_BEAT_SCHEDULE, INSTALLED_APPS
from tests.storms.clock import MovedClock

# The tasks read it when they run. Celery and the brokers keep the real time.
timezone.now = MovedClock(Path(os.environ["STORM_CLOCK"]))
INSTALLED_APPS = [*INSTALLED_APPS, "tests.storms.planted.PlantedBugs"]
# It asks each metric in each period, every week and by itself. The storm counts what polls ask.
CELERY_BEAT_SCHEDULE = {
    name: entry for name, entry in CELERY_BEAT_SCHEDULE.items() if name != "probe-due-metrics"
}
