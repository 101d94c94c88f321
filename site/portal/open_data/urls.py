"""Open data for machines, the same in every language; the page about it stands below each."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, re_path

from portal.open_data import views
from portal.open_data.answering import head_like_get, problem
from portal.open_data.api import open_api


def no_such_address(request: HttpRequest) -> HttpResponse:
    """Say in JSON that there is nothing here, as of everything else below the API."""
    return open_api.create_response(request, problem("not found"), status=404)


def _api() -> list[URLPattern | URLResolver]:
    patterns, _app, _namespace = open_api.urls
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback = head_like_get(pattern.callback)
    return [*patterns, re_path(r"^.*$", no_such_address)]


api_patterns = (_api(), "ninja", open_api.urls_namespace)
file_patterns = [
    path("iati-results.xml", views.iati_file, name="open_data_iati"),
    path("<slug:name>.csv", views.table_file, name="open_data_file"),
]
