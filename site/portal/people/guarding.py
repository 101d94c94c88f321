"""The guard before every view: who lacks a second factor gets to enrolment and nowhere else.

It asks what the session has shown, not which page made the session. A view
that signs somebody in with a password alone therefore opens nothing, wherever
it comes from.
"""

from collections.abc import Callable
from enum import Enum, auto
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from portal.people.requirement import has_second_factor, needs_second_factor

# What anybody may read. Half signed in is not signed in: these see a stranger.
PUBLIC = frozenset(
    {
        # Forms that anybody may send; each has a door of its own.
        "answer",
        "ask",
        "helped",
        "leave_month_report",
        "poll",
        "quiz",
        # The field app is the same for everybody; what it shows comes through its API.
        "field_app",
        "field_app_file",
        "field_app_in_english",
        "field_app_manifest",
        "field_app_worker",
        "front_door",
        "media",
        "open_data",
        "open_data_file",
        "open_data_iati",
        "page_feed",
        "robots",
        "search",
        "short_link",
        "sitemap",
        "story_picture",
        "wagtail_serve",
        "wagtailcore_authenticate_with_password",
        "wagtaildocs_authenticate_with_password",
        "wagtaildocs_serve",
        "withdrawn_key",
        "withdrawn_list",
    }
)
PUBLIC_NAMESPACES = frozenset({"open-data-api"})
# The ways in and out, open to all.
DOORS = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
        "set_language",
    }
)
# ``account_reauthenticate`` asks for the password again before it lets enrol.
ENROLMENT = DOORS | {"mfa_activate_totp", "account_reauthenticate"}


class Standing(Enum):
    """How far a session has come."""

    STRANGER = auto()
    COMPLETE = auto()
    MUST_ENROL = auto()
    MUST_SHOW = auto()


def standing_of(user: Any, request: HttpRequest) -> Standing:
    """Say how far the session of this request has come with this person."""
    if not user.is_authenticated:
        return Standing.STRANGER
    if has_second_factor(user):
        return Standing.COMPLETE if _has_shown(user, request) else Standing.MUST_SHOW
    return Standing.MUST_ENROL if needs_second_factor(user) else Standing.COMPLETE


def _has_shown(user: Any, request: HttpRequest) -> bool:
    records = get_authentication_records(request, user)
    return any(record.get("method") == "mfa" for record in records)


class SecondFactorMiddleware:
    """Stands before every view that an address leads to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Let through, or answer in the view's place."""
        match = request.resolver_match
        name = match.view_name if match else ""
        if name in PUBLIC or (match and match.namespace in PUBLIC_NAMESPACES):
            request.user = _stranger_unless_complete(request)
            return None
        if name in DOORS:
            return None
        standing = standing_of(request.user, request)
        if standing is Standing.MUST_ENROL and name not in ENROLMENT:
            return _enrol_first(request)
        if standing is Standing.MUST_SHOW:
            return _sign_in_again(request)
        return None


def _stranger_unless_complete(request: HttpRequest) -> Any:
    """Put the question off: most public pages never ask who reads them."""
    user = request.user

    def decide() -> Any:
        whole = standing_of(user, request) is Standing.COMPLETE
        return user if whole else AnonymousUser()

    return SimpleLazyObject(decide)


def _enrol_first(request: HttpRequest) -> HttpResponse:
    if _asks_for_data(request):
        return _refusal(gettext("Set up your second factor first."))
    return redirect("mfa_activate_totp")


def _sign_in_again(request: HttpRequest) -> HttpResponse:
    """End a session that a password alone has made, though there is a second factor."""
    logout(request)
    if _asks_for_data(request):
        return _refusal(gettext("Sign in with your second factor."))
    where = request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
    return redirect_to_login(where, reverse("account_login"))


def _refusal(sentence: str) -> JsonResponse:
    return JsonResponse({"code": "second_factor_required", "detail": sentence}, status=403)


def _asks_for_data(request: HttpRequest) -> bool:
    """Tell a program, which cannot follow us to a page, from a person's browser."""
    return (
        "api" in request.path.split("/")
        or request.headers.get("X-Requested-With") == "XMLHttpRequest"
        or request.headers.get("Accept", "").startswith("application/json")
    )
