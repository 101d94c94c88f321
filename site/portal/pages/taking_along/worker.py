"""The service worker of the public pages, served. A phone has it only while it keeps a page."""

import json
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.pages.taking_along.kept_copy import DAYS_WITHOUT_CONTACT

BODY = (Path(__file__).parent / "files" / "keep-worker.js").read_bytes()


@require_safe
def keep_worker(request: HttpRequest) -> HttpResponse:
    """Serve the worker; it stands at the root, so that it may govern ``/bn/`` and ``/en/``."""
    said = {
        "list": reverse("withdrawn_list"),
        "keys": reverse("withdrawn_key"),
        "days": DAYS_WITHOUT_CONTACT,
    }
    head = f"self.KEEP = {json.dumps(said)};\n".encode()
    answer = HttpResponse(head + BODY, content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
