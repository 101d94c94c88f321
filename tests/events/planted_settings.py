"""The settings of a server with a planted bug, or one that is killed at a given moment."""

from portal.settings.dev import *  # noqa: F403
from portal.settings.dev import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.events.planted_intake.PlantedInIntake"]
