"""One machine, nothing to configure: SQLite, files as broker, files served by the site itself."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import STATIC_ROOT
from portal.settings.environment import email_setting, flag_setting

DEBUG = flag_setting("DEBUG", default=False)
# Mails are printed, unless a server is named: on one machine there is often none.
vars().update(email_setting("EMAIL_URL", "consolemail://"))
# Static files straight from the apps, uploads by a plain view: no step by hand.
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise wants to see it, empty or not
WHITENOISE_AUTOREFRESH = DEBUG
SERVE_MEDIA = True
