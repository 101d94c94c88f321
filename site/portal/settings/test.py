"""For the test suite: no secret kept, no platform beyond loopback, quick passwords."""

import os
import tempfile

os.environ.setdefault("STATE_DIR", tempfile.mkdtemp(prefix="nirapad-test-"))
os.environ.setdefault("FACEBOOK_GRAPH_URL", "http://127.0.0.1:9/")
os.environ.setdefault("YOUTUBE_API_ROOT", "http://127.0.0.1:9/")
os.environ.setdefault("YOUTUBE_ANALYTICS_ROOT", "http://127.0.0.1:9/")
os.environ.setdefault("GOOGLE_TOKEN_URI", "http://127.0.0.1:9/token")

from portal.settings.base import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SERVE_MEDIA = True
PLATFORM_TIMEOUT_SECONDS = 2
