"""What a person sends or has sent: who may ask about it, and refusals with a sentence."""

import http
from datetime import datetime
from typing import Any, cast

from django.contrib.auth.models import User
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from campaigns.scope import scope_of
from crm_videos.models import Upload
from crm_videos.recordings.arriving import Gone, offset_of
from crm_videos.recordings.tus_headers import VERSION, Unreadable

MAY_BRING = "crm_videos.add_recording"
# Django would read these while it looks for the token, and write the files in them to a folder.
FORMS = frozenset({"multipart/form-data", "application/x-www-form-urlencoded"})


class Problem(Exception):
    """What is answered instead, with a sentence."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.words = words


class OfOnesOwn(View):
    """What a person who may bring recordings sends or has sent, in their districts."""

    @method_decorator(csrf_exempt)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Say first what is not read at all: the check for forgery reads a form."""
        self.now: datetime = timezone.now()
        if request.content_type in FORMS:
            answer = _in_words(415, _("A recording is not sent as a form."))
        else:
            # Some proxies let nothing through but GET and POST.
            if request.method == "POST" and "X-HTTP-Method-Override" in request.headers:
                request.method = request.headers["X-HTTP-Method-Override"].upper()
            answer = self._checked(request, *args, **kwargs)
        answer["Tus-Resumable"] = VERSION
        if answer.status_code == http.HTTPStatus.PRECONDITION_FAILED:
            answer["Tus-Version"] = VERSION
        return answer

    @method_decorator(csrf_protect)
    def _checked(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            self.demand_right()
            return super().dispatch(request, *args, **kwargs)
        except Problem as problem:
            return _in_words(problem.status, problem.words)
        except Unreadable as unreadable:
            return _in_words(400, str(unreadable))

    @property
    def person(self) -> User:
        return cast("User", self.request.user)

    def demand_right(self) -> None:
        if not self.request.user.is_authenticated:
            raise Problem(401, _("Sign in first."))
        if not self.request.user.has_perm(MAY_BRING):
            raise Problem(403, _("You may not bring recordings."))

    def upload(self) -> Upload:
        own = Upload.objects.filter(brought_by=self.person, pk=self.kwargs["pk"])
        found = scope_of(self.person).narrow(own, by="testimony__place")
        upload = found.select_related("testimony").first()
        if upload is None:
            raise Problem(404, _("There is no such upload."))
        return upload

    def offset(self, upload: Upload) -> int:
        try:
            return offset_of(upload, now=self.now)
        except Gone:
            raise Problem(410, upload.words or _("There is no such upload.")) from None


def _in_words(status: int, words: str) -> HttpResponseBase:
    return JsonResponse({"words": words}, status=status)
