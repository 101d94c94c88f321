"""The door of these pages: who comes in, and in which language they read."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

# To record in the field is to send in: it opens no list of the office, and nothing that was told.
MAY_RECORD = "crm_videos.add_recording"

View = Callable[..., HttpResponse]


class NotHere(Exception):
    """What was asked for is not to be had here; ``sentence`` says why, in the reader's language."""

    def __init__(self, sentence: str, *, status: int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


def for_recorders(view: View) -> View:
    """Let in whoever may record stories; others read a sentence."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _speak_their_language(request)
        if not request.user.is_authenticated:
            if request.method == "POST":
                # A redirect would throw away what was typed.
                sign_in = (reverse("account_login"), _("Sign in"))
                return say(request, _("You are signed out."), link=sign_in, status=401)
            return redirect_to_login(request.get_full_path())
        if not request.user.has_perm(MAY_RECORD):
            return say(request, _("You may not record stories. Ask your supervisor."), status=403)
        try:
            return view(request, *args, **kwargs)
        except NotHere as refused:
            return say(request, refused.sentence, status=refused.status)

    return guarded


def say(
    request: HttpRequest, sentence: str, *, link: tuple[str, str] | None = None, status: int
) -> HttpResponse:
    """Answer with a sentence, and an address with its words that leads on."""
    address, words = link or (reverse("field_stories:list"), _("Back to my testimonies"))
    told = {"sentence": sentence, "address": address, "words": words}
    return render(request, "crm_videos/field/sentence.html", told, status=status)


def _speak_their_language(request: HttpRequest) -> None:
    """Bangla, unless they chose English here or in the field app; phones often ask for English."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    language = chosen if chosen in dict(settings.LANGUAGES) else "bn"
    translation.activate(language)
    request.LANGUAGE_CODE = language
