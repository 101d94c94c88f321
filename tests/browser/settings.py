"""For the server of the field app: the settings of one machine, and a clock that can be moved."""

import os
from pathlib import Path

from django.utils import timezone

from portal.settings.dev import *  # noqa: F403
from tests.storms.clock import MovedClock

timezone.now = MovedClock(Path(os.environ["FIELD_CLOCK"]))
