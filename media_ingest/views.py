"""The screens that connect a YouTube channel: choose ours, go to Google, come back, choose theirs.

Every way that leads nowhere ends with one sentence on the first screen, and
with nothing stored.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables
from django.views.generic import FormView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from foundation.errors import OutsideTrouble
from media_ingest.connecting import ConnectRefused
from media_ingest.consenting import (
    ConsentRefused,
    begin,
    choose,
    finish,
    is_set_up,
    pending,
    take,
)
from media_ingest.forms import ChooseForm, ConnectForm
from media_ingest.models import Account, PendingGrant

PERMISSION = "media_ingest.change_account"
START, BACK, CHOOSE = "media_connect_youtube", "media_connect_youtube_back", "media_choose_youtube"
REFUSALS = (ConsentRefused, ConnectRefused, OutsideTrouble)


class MayConnect(View):
    """Lets in who may change accounts; the admin has asked for a sign-in before."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def back_to_start(self, why: object) -> HttpResponse:
        """Say why it led nowhere, where it can be begun again."""
        text = _("Not connected: %(why)s") % {"why": why}
        messages.error(self.request, text)
        return redirect(START)

    def connected(self, account: Account) -> HttpResponse:
        """Say what counts from now on."""
        text = _("Connected “%(title)s” to channel %(channel)s. It is polled within a minute.")
        messages.success(
            self.request, text % {"title": account.title, "channel": account.channel_id}
        )
        return redirect("wagtailadmin_home")


class FormPage(MayConnect, WagtailAdminTemplateMixin, FormView):
    """One form with its title in the admin's frame."""

    header_icon = "globe"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Name the page, which Wagtail's frame would else call Home."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class ConnectView(FormPage):
    """Choose our channel, then go to Google."""

    template_name = "media_ingest/connect_youtube.html"
    form_class = ConnectForm
    page_title = gettext_lazy("Connect a YouTube channel")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell what must be registered at Google."""
        return super().get_context_data(
            **kwargs, is_set_up=is_set_up(), redirect_uri=self.redirect_uri
        )

    @cached_property
    def redirect_uri(self) -> str:
        return self.request.build_absolute_uri(reverse(BACK))

    def form_valid(self, form: Form) -> HttpResponse:
        """Send the owner to Google."""
        try:
            address = begin(
                self.request.session,
                slug=form.cleaned_data["channel"],
                redirect_uri=self.redirect_uri,
                now=timezone.now(),
            )
        except REFUSALS as error:
            return self.back_to_start(error)
        return HttpResponseRedirect(address)


class BackView(MayConnect):
    """Where Google sends the owner back to."""

    # In all that is called from here too: a report of an error shows no variable.
    @method_decorator(sensitive_variables())
    def get(self, request: HttpRequest) -> HttpResponse:
        """Take the answer once, and connect."""
        now = timezone.now()
        try:
            begun = take(request.session, state=request.GET.get("state", ""), now=now)
            if word := request.GET.get("error"):
                return self.back_to_start(_said_no(word))
            found = finish(begun, code=request.GET.get("code", ""), user=request.user, now=now)
        except REFUSALS as error:
            return self.back_to_start(error)
        if isinstance(found, PendingGrant):
            return redirect(CHOOSE, key=found.pk)
        return self.connected(found)


class ChooseView(FormPage):
    """Choose one of several channels of the owner."""

    template_name = "media_ingest/choose_youtube.html"
    form_class = ChooseForm
    page_title = gettext_lazy("Which YouTube channel?")
    grant: PendingGrant

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the waiting grant first, of this person alone."""
        try:
            self.grant = pending(kwargs["key"], user=request.user, now=timezone.now())
        except ConsentRefused as error:
            return self.back_to_start(error)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the channels that Google named."""
        return {**super().get_form_kwargs(), "grant": self.grant}

    @method_decorator(sensitive_variables())
    def form_valid(self, form: Form) -> HttpResponse:
        """Connect it."""
        try:
            account = choose(self.grant, form.cleaned_data["youtube"], now=timezone.now())
        except REFUSALS as error:
            return self.back_to_start(error)
        return self.connected(account)


def _said_no(word: str) -> str:
    if word == "access_denied":
        return _("the owner did not agree at Google.")
    # Anyone may put words into an address; they are not shown.
    return _("Google refused; see to the OAuth client and its consent screen.")
