"""What the field app is made of, served. All of it is the same for everybody."""

import hashlib
import json
import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from events.field_app.files import VERSION_LENGTH, WORKER, app_files, version
from events.field_app.words import form_choices, script_words
from foundation.bangla import month_names

LANGUAGES = {"bn": "field_app", "en": "field_app_in_english"}
NAMES = {"bn": "বাংলা", "en": "English"}
# Nothing from elsewhere, and no script that is not a file of the app.
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
A_YEAR = 31_536_000
COLOUR, GROUND = "#0b5a53", "#fbfaf6"


@require_safe
def show_shell(request: HttpRequest, language: str) -> HttpResponse:
    """Show the one page of the app. It holds no figures and no names: the phone fills it."""
    response = HttpResponse(_shell(language))
    response["Content-Security-Policy"] = POLICY
    # The service worker keeps it; the browser beside it shall not.
    response["Cache-Control"] = "no-cache"
    response["Content-Language"] = language
    return response


@require_safe
def serve_worker(request: HttpRequest) -> HttpResponse:
    """Serve the service worker with the list of what it keeps.

    It changes by a byte when anything that it keeps has changed; by that the
    browser knows that there is a new version.
    """
    shells = {reverse(name): _shell(language) for language, name in LANGUAGES.items()}
    manifest = json.dumps(_manifest())
    digest = hashlib.sha256("\0".join([version(), manifest, *shells.values()]).encode())
    kept = [
        *shells,
        reverse("field_app_manifest"),
        *(_address(name) for name in app_files() if name != WORKER),
    ]
    said = {"version": digest.hexdigest()[:VERSION_LENGTH], "kept": kept}
    head = f"self.APP = {json.dumps(said)};\n".encode()
    worker = app_files()[WORKER]
    response = HttpResponse(head + worker.body, content_type=worker.content_type)
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def serve_manifest(request: HttpRequest) -> JsonResponse:
    """Say to the phone how the app is put on its home screen."""
    response = JsonResponse(_manifest(), content_type="application/manifest+json")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def serve_file(request: HttpRequest, version: str, name: str) -> HttpResponse:
    """Serve a file of this version; another version would not fit to the rest."""
    file = app_files().get(name)
    if file is None or name == WORKER or _address(name) != request.path:
        raise Http404
    response = HttpResponse(file.body, content_type=file.content_type)
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _address(name: str) -> str:
    return reverse("field_app_file", args=[version(), name])


def _shell(language: str) -> str:
    with translation.override(language):
        return render_to_string(
            "events/field_app/shell.html",
            {
                "language": language,
                "here": reverse(LANGUAGES[language]),
                "languages": [
                    {"code": code, "name": NAMES[code], "url": reverse(name)}
                    for code, name in LANGUAGES.items()
                ],
                "address": {re.sub(r"\W", "_", name): _address(name) for name in app_files()},
                "words": {
                    **script_words(),
                    "months": list(month_names(language)),
                    "language_cookie": settings.LANGUAGE_COOKIE_NAME,
                },
                **form_choices(),
            },
        )


def _manifest() -> dict[str, object]:
    with translation.override("bn"):
        name = render_to_string("events/field_app/name.html").strip()
    return {
        "name": name,
        "short_name": name,
        "id": reverse("field_app"),
        "start_url": reverse("field_app"),
        "scope": reverse("field_app"),
        "display": "standalone",
        "lang": "bn",
        "dir": "ltr",
        "theme_color": COLOUR,
        "background_color": GROUND,
        "icons": [
            {"src": _address(f"icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png",
             "purpose": "any maskable"}
            for size in (192, 512)
        ],
    }  # fmt: skip
