"""For the test suite: no secret kept, no platform beyond loopback, quick passwords.

The environment itself is changed, so the processes that tests start inherit
the folder that is thrown away and the platforms that cannot be reached.
"""

import os
import tempfile

MARK = "nirapad-test-"
if MARK not in os.environ.get("STATE_DIR", ""):
    _folder = tempfile.TemporaryDirectory(prefix=MARK)  # goes with this process
    os.environ["STATE_DIR"] = _folder.name
for name in ("FACEBOOK_GRAPH_URL", "FACEBOOK_VIDEO_URL"):
    os.environ[name] = "http://127.0.0.1:9/"
for name in ("YOUTUBE_API_ROOT", "YOUTUBE_ANALYTICS_ROOT"):
    os.environ[name] = "http://127.0.0.1:9/"
os.environ["GOOGLE_AUTH_URI"] = "http://127.0.0.1:9/authorize"
os.environ["GOOGLE_REVOKE_URI"] = "http://127.0.0.1:9/revoke"
os.environ["GOOGLE_TOKEN_URI"] = "http://127.0.0.1:9/token"  # noqa: S105 - an address

from portal.settings.base import *  # noqa: E402, F403
from portal.settings.base import STATIC_ROOT  # noqa: E402

STATIC_ROOT.mkdir(parents=True, exist_ok=True)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SERVE_MEDIA = True
# Most tests change what they have just read, and never commit it.
KEEP_PAGES_SECONDS = 0
PLATFORM_TIMEOUT_SECONDS = 2
