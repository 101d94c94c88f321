"""The administrator's page that takes a lost second factor from a person."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from portal.people.requirement import has_second_factor
from portal.people.resetting import reset_second_factor

RESET = "people_reset_second_factor"


def may_reset(by: Any, user: Any) -> bool:
    """Say who may: those who manage users; of a superuser, another superuser alone."""
    if by.pk == user.pk or not by.has_perm("auth.change_user"):
        return False
    return bool(by.is_superuser or not user.is_superuser)


# The administrator shows the own second factor again: this opens somebody else's account.
@reauthentication_required
def reset_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then reset."""
    user = get_object_or_404(User, pk=pk)
    if not may_reset(request.user, user):
        raise PermissionDenied
    if request.method == "POST":
        if reset_second_factor(user, by=request.user):  # type: ignore[arg-type]
            said = _("%(person)s sets up a new second factor at the next sign-in.")
            messages.success(request, said % {"person": user.get_username()})
        return redirect("wagtailusers_users:edit", user.pk)
    shown = {"person": user, "has_second_factor": has_second_factor(user)}
    return TemplateResponse(request, "people/reset_second_factor.html", shown)
