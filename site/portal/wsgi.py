"""The web server's way in (gunicorn: ``portal.wsgi``)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")

application = get_wsgi_application()

# It knows pages, so Django has to be set up first.
from portal.page_cache.answering import FromKeptPages  # noqa: E402

application = FromKeptPages(application)  # type: ignore[assignment]
