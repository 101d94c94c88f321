"""What people in the admin see when a page may not become public, whichever way they tried.

Wagtail publishes from a dozen views (a workflow's end, a bulk action, a translation), and
the rule stands where all of them meet: in the page's ``save``. What it says is shown here.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin import messages

from portal.pages.refusal import PageRefused


class RefusedMiddleware:
    """Turns a refusal in the admin into its sentences, on the page that was refused."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass everything on."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Say why; the transaction of the view is rolled back by then."""
        match = request.resolver_match
        if not (isinstance(exception, PageRefused) and request.path.startswith("/admin/")):
            return None
        for sentence in exception.messages:
            messages.error(request, sentence)
        page = match.kwargs.get("page_id") if match else None
        if page:
            return redirect("wagtailadmin_pages:edit", page)
        return redirect("wagtailadmin_explore_root")
