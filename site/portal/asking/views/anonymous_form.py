"""A form that anybody may send: shown with a new token, taken through the door, never kept."""

import datetime
from abc import ABC, abstractmethod
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.views import View

from portal.asking.anonymous_posts.door import TOKEN, TRAP, Form, NotTaken, purpose, receive
from portal.asking.anonymous_posts.tokens import Token, make_token


class AnonymousForm(View, ABC):
    """Shows a form, and hands what came through the door to :meth:`taken`.

    Django's own guard of forms needs a cookie, so these are exempt (``urls``).
    """

    http_method_names = ["get", "head", "post"]
    form: Form
    template_name = ""

    @cached_property
    def now(self) -> datetime.datetime:
        return timezone.now()

    @cached_property
    def language(self) -> str:
        return "bn" if (translation.get_language() or "").startswith("bn") else "en"

    @property
    def about(self) -> str:
        """Say what the form is about, for its token; one form for all is about nothing."""
        return ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = super().dispatch(request, *args, **kwargs)
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["X-Robots-Tag"] = "noindex"
        return answer

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.show()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            token = receive(request, self.form, self.about, now=self.now)
        except NotTaken as refused:
            return self.show_again(refused.words, refused.status, same_token=refused.same_token)
        return self.taken(token)

    @abstractmethod
    def taken(self, token: Token) -> HttpResponseBase:
        """Do what the form asks for, and answer."""

    def show_again(self, problem: Any, status: int = 400, **kwargs: Any) -> HttpResponseBase:
        """Show the form with what was filled in, and say what is wrong."""
        return self.show(status=status, problem=problem, **kwargs)

    def show(
        self, *, status: int = 200, same_token: bool = False, **context: Any
    ) -> HttpResponseBase:
        """Show the page with a token; the one that came, where it is still good."""
        came = self.request.POST.get(TOKEN, "") if same_token else ""
        token = came or make_token(purpose(self.form, self.about), now=self.now)
        whole = {
            "token": token,
            "token_field": TOKEN,
            "trap_field": TRAP,
            "addresses": self.addresses(),
            **self.own_context(),
            **context,
        }
        return TemplateResponse(self.request, self.template_name, whole, status=status)

    def own_context(self) -> dict[str, Any]:
        """Add what this page shows."""
        return {}

    def addresses(self) -> dict[str, str]:
        """Give the address of this page in each language."""
        match = self.request.resolver_match
        name = match.view_name if match else ""
        return {code: _in(code, name) for code, _name in settings.LANGUAGES}


def _in(language: str, name: str, **kwargs: Any) -> str:
    with translation.override(language):
        return reverse(name, kwargs=kwargs)


class FormAboutAPage(AnonymousForm):
    """A form that belongs to a page: its address has the page's number."""

    page: Any

    @abstractmethod
    def pages(self) -> Any:
        """Select the pages that the form can be about."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer 404 for a page that is not public, or not in this language."""
        found = self.pages().filter(pk=kwargs["page_id"], locale__language_code=self.language)
        self.page = found.first()
        if self.page is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def about(self) -> str:
        return str(self.page.pk)

    def own_context(self) -> dict[str, Any]:
        # Not as "page": that would make search engines take this for the page itself.
        return {"subject": self.page}

    def addresses(self) -> dict[str, str]:
        keys = self.pages().filter(translation_key=self.page.translation_key)
        match = self.request.resolver_match
        name = match.view_name if match else ""
        numbers = keys.values_list("locale__language_code", "pk")
        return {code: _in(code, name, page_id=number) for code, number in numbers}
