"""What the admin screens of both registers have in common: writing, taking out, showing."""

from typing import Any, cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views import generic

from campaigns.campaign_parts import parts_of
from campaigns.models.register_rows import RegisterRow
from campaigns.registers import RegisterRefused, show_on_site, take_out, why_not_shown
from foundation.carrying_away import CarriedAway
from foundation.kept_rows import KeptModelViewSet


class RegisterIndexView(CarriedAway, generic.IndexView):
    def get_list_buttons(self, row: RegisterRow) -> list[Any]:
        """Offer none: the first column opens the row."""
        return []


class Writes:
    """Says beside the field what the register or the ledger refuses."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except ValidationError as problems:
            form.add_error(None, problems)
        self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
        return self.form_invalid(form)  # type: ignore[attr-defined]

    def get_success_url(self) -> str:
        namespace = self.request.resolver_match.namespace  # type: ignore[attr-defined]
        return reverse(f"{namespace}:inspect", args=[self.object.pk])  # type: ignore[attr-defined]

    def get_success_buttons(self) -> list[Any]:
        return []


class RegisterCreateView(Writes, generic.CreateView):
    submit_button_label = _("Write it down")


class RegisterEditView(Writes, generic.EditView):
    pass


class RegisterDeleteView(generic.DeleteView):
    page_title = _("Take it out of the register")
    confirmation_message = _(
        "Only for what was written down by mistake: it is no longer counted. The ledger keeps "
        "that it was there."
    )

    def delete_action(self) -> None:
        """Take it out, with its item in the ledger."""
        take_out(self.object, by=self.request.user, now=timezone.now())


class RegisterInspectView(generic.InspectView):
    facts_of: Any = None
    hook = ""

    def get_fields_context(self) -> list[dict[str, Any]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the row, and what may be done with it."""
        row, reader = self.object, cast("User", self.request.user)
        may = reader.has_perm(f"campaigns.publish_{row._meta.model_name}")
        namespace = self.request.resolver_match.namespace
        why_not = why_not_shown(row)
        parts = parts_of(self.hook, row, reader, timezone.now()) if self.hook else ()
        return super().get_context_data(
            row=row,
            facts=type(self).facts_of(row),
            why_not=why_not if not row.on_site else "",
            may_show=may and not row.on_site and not why_not,
            may_hide=may and row.on_site,
            show_url=reverse(f"{namespace}:show", args=[row.pk]),
            hide_url=reverse(f"{namespace}:hide", args=[row.pk]),
            parts=list(parts),
            **kwargs,
        )


class ShowView(View):
    """Shows a row on the site, or takes it from there, by a button on its page."""

    model: Any = None
    shown = True

    def post(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Do so, for whoever may."""
        if not request.user.has_perm(f"campaigns.publish_{self.model._meta.model_name}"):
            raise PermissionDenied
        row = get_object_or_404(self.model, pk=pk)
        by = cast("User", request.user)
        try:
            show_on_site(row, shown=self.shown, by=by, now=timezone.now())
        except RegisterRefused as refusal:
            messages.error(request, str(refusal))
        else:
            told = _("It is shown on the site.") if self.shown else _("It has left the site.")
            messages.success(request, told)
        namespace = cast("Any", request.resolver_match).namespace
        return redirect(reverse(f"{namespace}:inspect", args=[row.pk]))


class RegisterViewSet(KeptModelViewSet):
    absent = frozenset({"usage"})
    add_view_class = RegisterCreateView
    edit_view_class = RegisterEditView
    delete_view_class = RegisterDeleteView

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add showing and hiding."""
        showing = ShowView.as_view(model=self.model)
        hiding = ShowView.as_view(model=self.model, shown=False)
        return [
            *super().get_urlpatterns(),
            path("show/<int:pk>/", showing, name="show"),
            path("hide/<int:pk>/", hiding, name="hide"),
        ]
