"""Pages of signing in that are more than allauth's: enrolment, codes shown once, old doors."""

from typing import Any
from urllib.parse import quote, urlencode

from allauth.mfa.base.views import IndexView
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.log_actions import log

from portal.pages.models import Programme
from portal.people.evidence import note_enrolment
from portal.people.requirement import has_second_factor, needs_second_factor
from portal.people.roles import LABELS

LETTERS_IN_A_GROUP = 4


class EnrolView(ActivateTOTPView):
    """Shows the secret as a picture and in groups to type, and takes the first code."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what a person types who has only this one phone."""
        shown = super().get_context_data(**kwargs)
        return {
            **shown,
            "secret_in_groups": in_groups(shown["form"].secret),
            "is_needed": needs_second_factor(self.request.user),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        """Enrol, and let the session know that it has shown a second factor."""
        response: HttpResponse = super().form_valid(form)
        note_enrolment(self.request)
        log(self.request.user, "people.enrol_second_factor", user=self.request.user)
        return response


def in_groups(secret: str) -> str:
    """Break a secret into groups that can be typed without losing one's place."""
    starts = range(0, len(secret), LETTERS_IN_A_GROUP)
    return " ".join(secret[at : at + LETTERS_IN_A_GROUP] for at in starts)


class CodesView(ViewRecoveryCodesView):
    """Shows the recovery codes once, with a file of them that asks nothing of the site again."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the file, inside the page: a second request would find the codes shown."""
        shown = super().get_context_data(**kwargs)
        text = "\n".join(
            [
                _("Recovery codes of %(person)s for %(programme)s. Each works once.")
                % {"person": self.request.user.get_username(), "programme": Programme.load()},
                "",
                *shown["unused_codes"],
                "",
            ]
        )
        return {**shown, "file": "data:text/plain;charset=utf-8," + quote(text)}


class OwnSignInView(IndexView):
    """What a person can see and change of their own sign-in."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add their roles, in their language."""
        user: Any = self.request.user
        names = user.groups.order_by("name").values_list("name", flat=True)
        roles = [LABELS.get(name, name) for name in names]
        if user.is_superuser:
            roles.insert(0, _("Superuser"))
        return {
            **super().get_context_data(**kwargs),
            "roles": roles,
            "has_second_factor": has_second_factor(user),
            "is_needed": needs_second_factor(user),
            "may_enter_admin": user.has_perm("wagtailadmin.access_admin"),
        }


@never_cache
def wagtail_login(request: HttpRequest) -> HttpResponse:
    """Stand where Wagtail's own log-in was, which knows no second factor."""
    allowed = request.user.has_perm("wagtailadmin.access_admin")
    return _to_the_one_door(request, allowed=allowed, home="/admin/")


@never_cache
def django_login(request: HttpRequest) -> HttpResponse:
    """Stand where Django's own log-in was, which knows no second factor."""
    allowed = request.user.is_authenticated and request.user.is_staff
    return _to_the_one_door(request, allowed=allowed, home="/django-admin/")


@never_cache
def page_login(request: HttpRequest) -> HttpResponse:
    """Stand where the log-in of private pages was, which knows no second factor."""
    return _to_the_one_door(request, allowed=request.user.is_authenticated, home="/")


def own_password(request: HttpRequest) -> HttpResponse:
    """Lead to the one page that changes one's own password."""
    return redirect("account_change_password")


def _to_the_one_door(request: HttpRequest, *, allowed: bool, home: str) -> HttpResponse:
    wanted = request.GET.get("next", "")
    hosts = {request.get_host()}
    if not url_has_allowed_host_and_scheme(wanted, hosts, require_https=request.is_secure()):
        wanted = home
    if allowed:
        return redirect(wanted)
    # Signed in and yet sent here: to sign in once more would lead to the same place.
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': wanted})}")
