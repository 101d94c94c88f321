"""No web process loads Google's discovery client: half a second and 35 MB in each."""

import json
import subprocess
import sys

import pytest

WALK = """
import json, sys
import portal.wsgi, portal.celery, media_ingest.tasks
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from tests import second_factor

second_factor.listen()
settings.ALLOWED_HOSTS = ["testserver"]
boss = get_user_model().objects.create_superuser("boss", "b@example.org", "x")
browser = Client()
statuses = [browser.get("/en/").status_code]
browser.force_login(boss)
statuses += [browser.get("/admin/media/connect-youtube/").status_code]
gone = browser.post("/admin/media/connect-youtube/", {"channel": "youtube"})
state = browser.session["youtube_consent"]["state"]
# Nobody answers at the token endpoint; the way there is the one that counts.
back = browser.get("/admin/media/connect-youtube/back/", {"state": state, "code": "4/x"})
statuses += [gone.status_code, back.status_code]
print(json.dumps({"statuses": statuses, "loaded": sorted(sys.modules)}))
"""


@pytest.mark.django_db
def test_no_web_process_imports_the_discovery_client(own_site):
    environment = {
        **own_site.environment, "YOUTUBE_CLIENT_ID": "c", "YOUTUBE_CLIENT_SECRET": "s",
    }  # fmt: skip
    walked = subprocess.run(
        [sys.executable, "-c", WALK], env=environment, capture_output=True, text=True, check=False
    )
    assert walked.returncode == 0, walked.stderr[-3000:]
    seen = json.loads(walked.stdout.splitlines()[-1])
    assert seen["statuses"] == [200, 200, 302, 302]
    # The consent was really made here, or the test would prove nothing.
    assert "google_auth_oauthlib.flow" in seen["loaded"]
    heavy = ("googleapiclient", "httplib2", "google_auth_httplib2")
    assert not [name for name in seen["loaded"] if name.partition(".")[0] in heavy]
