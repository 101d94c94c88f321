"""What the web server serves (``portal.web``)."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.wsgi import get_wsgi_application

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")


class WithoutOurEnvironment:
    """A WSGI application around another: it hands on what the request says, and nothing of ours.

    Granian lays all variables of the process below it: secrets would stand in ``request.META``,
    and a variable ``HTTP_PROXY`` would pass for a header of the client's.
    """

    OF_A_REQUEST = ("wsgi.", "SERVER_", "REMOTE_", "REQUEST_", "PATH_INFO", "QUERY_", "SCRIPT_NAME")
    OF_A_CLIENT = ("HTTP_", "CONTENT_")

    def __init__(self, application: "WSGIApplication") -> None:
        self.application = application
        self.ours = dict(os.environ)

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        handed_on = {
            name: value
            for name, value in environ.items()
            if name.startswith(self.OF_A_REQUEST)
            or (name.startswith(self.OF_A_CLIENT) and value != self.ours.get(name))
        }
        return self.application(handed_on, start_response)


application = WithoutOurEnvironment(get_wsgi_application())

# It knows pages, so Django has to be set up first.
from portal.page_cache.answering import FromKeptPages  # noqa: E402

application = FromKeptPages(application)  # type: ignore[assignment]
