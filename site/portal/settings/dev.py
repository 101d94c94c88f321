"""One machine, nothing to configure: SQLite, files as broker, files served by the site itself."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import STATIC_ROOT
from portal.settings.environment import flag_setting

DEBUG = flag_setting("DEBUG", default=False)
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# Static files straight from the apps, uploads by a plain view: no step by hand.
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise wants to see it, empty or not
WHITENOISE_AUTOREFRESH = DEBUG
SERVE_MEDIA = True
