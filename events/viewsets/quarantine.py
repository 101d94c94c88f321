"""The quarantine in the admin: what waits, the two versions side by side, and the decision."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from events.columns import show_person
from events.comparing import compare, read_kept, summarise, values_sent
from events.details import DETAILS
from events.details.slots import SLOTS, to_slots
from events.forms.events import EventForm
from events.models import CONTENT_FIELDS, POSITION_FIELDS, Decision, Event, Quarantined
from events.panels import EVENT_FORM
from events.photos.frames import frames_of_kept
from events.quarantine import AlreadyDecided, discard, take
from events.viewsets.events import PostsToLedger
from events.viewsets.photos import KeptPhotoView
from foundation.kept_rows import KeptModelViewSet
from foundation.shown_moments import show_moment

DECIDED_MEANWHILE = _("Somebody else has decided this meanwhile.")


class QuarantineIndexView(generic.IndexView):
    page_title = _("Quarantine")

    def get_base_queryset(self) -> QuerySet[Quarantined]:
        return Quarantined.objects.select_related("person", "event", "against")

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with what it is about; that opens it."""
        return [
            TitleColumn("what", label=_("What"), accessor=summarise, get_url=self.get_inspect_url),
            Column("person", label=_("Sent by"), accessor=sent_by),
            Column(
                "received_at",
                label=_("Received at"),
                accessor=lambda kept: show_moment(kept.received_at),
                sort_key="received_at",
            ),
            Column(
                "cause",
                label=_("Why it waits"),
                accessor="get_cause_display",
                classname="event-why",
            ),
            StatusTagColumn(
                "decision",
                label=_("Decision"),
                accessor=decided,
                primary=lambda kept: kept.is_waiting,
            ),
        ]

    def get_list_buttons(self, kept: Quarantined) -> list[Any]:
        return []


def sent_by(kept: Quarantined) -> str:
    """Name who sent it, and the device if the door knows one."""
    name = show_person(kept.person)
    return f"{name} · {kept.device}" if kept.device else name


def decided(kept: Quarantined) -> str:
    return kept.get_decision_display() if kept.decision else str(_("Waits for a person"))


class QuarantineInspectView(generic.InspectView):
    template_name = "events/quarantined.html"
    page_title = _("Quarantine")

    def get_page_subtitle(self) -> str:
        return summarise(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept: Quarantined = self.object
        may_decide = kept.is_waiting and self.user_has_permission("change")
        return super().get_context_data(
            kept=kept,
            lines=compare(kept),
            sent_by=sent_by(kept),
            received=show_moment(kept.received_at),
            decided=decided(kept),
            decided_at=show_moment(kept.decided_at) if kept.decided_at else "",
            body=bytes(kept.body).decode("utf-8", errors="replace"),
            photos=frames_of_kept(kept),
            may_decide=may_decide,
            form=DiscardForm(),
            **kwargs,
        )


class DiscardForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("For example: the same show, sent twice. The field team reads it."),
        widget=forms.TextInput(attrs={"size": 40}),
    )


class Deciding(PermissionCheckedMixin):
    """Only for who may change the quarantine, and only while it waits."""

    permission_required = "change"

    @cached_property
    def permission_policy(self) -> Any:
        """Ask about the quarantine, whatever model the form is of."""
        return policy_registry.get_by_type(Quarantined)

    @cached_property
    def kept(self) -> Quarantined:
        found = Quarantined.objects.select_related("against", "person")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def inspect_url(self) -> str:
        return reverse("quarantine:inspect", args=[self.kept.pk])

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if self.user_has_permission("change") and not self.kept.is_waiting:
            return self.too_late()
        return super().dispatch(request, *args, **kwargs)

    def too_late(self) -> HttpResponseRedirect:
        messages.warning(self.request, DECIDED_MEANWHILE)
        return redirect(self.inspect_url())


class DiscardView(Deciding, WagtailAdminTemplateMixin, FormView):
    """Sets it aside; the row and its bytes stay."""

    form_class = DiscardForm
    template_name = "events/discard.html"
    page_title = _("Set aside")
    http_method_names = ["get", "post"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to what is being decided."""
        here = {"url": self.inspect_url(), "label": summarise(self.kept)}
        return [*self.breadcrumbs_items, here, {"url": "", "label": self.get_page_title()}]

    def form_valid(self, form: DiscardForm) -> HttpResponse:
        try:
            discard(
                self.kept,
                reason=form.cleaned_data["reason"],
                by=cast("User", self.request.user),
                now=timezone.now(),
            )
        except AlreadyDecided:
            return self.too_late()
        messages.success(self.request, _("Set aside. What was sent is kept."))
        return redirect(reverse("quarantine:index"))


class TakeView(Deciding, PostsToLedger, generic.CreateView):
    """The form of an event, filled in with what was sent, for a person to put right."""

    model = Event
    decision = Decision.NEW
    template_name = "events/take.html"
    submit_button_label = _("Take it")
    success_message = _("%(object)s: taken.")
    error_message = _("It cannot be taken yet: see below.")

    @property
    def page_title(self) -> str:
        return str(self.decision.label)

    def get_page_subtitle(self) -> str:
        return summarise(self.kept)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to what is being decided."""
        there = {"url": self.inspect_url(), "label": summarise(self.kept)}
        return [*self.breadcrumbs_items, there, {"url": "", "label": self.page_title}]

    def get_add_url(self) -> str:
        return self.request.path

    def get_edit_url(self) -> str:
        return reverse("events:edit", args=[self.object.pk])

    def get_success_url(self) -> str:
        return reverse("quarantine:index")

    def get_initial_form_instance(self) -> Event:
        """Begin from the event that it edits, or from nothing."""
        sent = read_kept(self.kept).event
        event = Event()
        if self.decision == Decision.EDIT:
            event = get_object_or_404(Event, pk=self.kept.against_id)
        for name in POSITION_FIELDS:
            setattr(event, name, sent.get(name))
        return event

    def get_initial(self) -> dict[str, Any]:
        """Fill in what was sent; what it does not say is blank, also over what is here."""
        sent = values_sent(self.kept)
        whole = (*CONTENT_FIELDS, *SLOTS)
        blank = dict.fromkeys(whole if self.decision == Decision.EDIT else (), "")
        details = to_slots(sent.pop(DETAILS, {}))
        plain = {name: getattr(value, "pk", value) for name, value in sent.items()}
        return blank | plain | details

    def save_instance(self) -> Event:
        """Store the event and the decision, both or neither."""
        user = self.request.user
        event = take(
            self.kept, self.form.instance, decision=self.decision, by=user, now=timezone.now()
        )
        action = "wagtail.create" if self.decision == Decision.NEW else "wagtail.edit"
        log(event, action, user=user)
        return event

    def form_valid(self, form: EventForm) -> HttpResponse:
        try:
            return super().form_valid(form)
        except AlreadyDecided:
            return self.too_late()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            lines=compare(self.kept), kept=self.kept, photos=frames_of_kept(self.kept), **kwargs
        )


class QuarantineViewSet(KeptModelViewSet):
    model = Quarantined
    name = "quarantine"
    icon = "warning"
    menu_label = _("Quarantine")
    absent = frozenset({"add", "edit", "delete", "usage", "history"})
    index_view_class = QuarantineIndexView
    inspect_view_class = QuarantineInspectView
    inspect_template_name = QuarantineInspectView.template_name
    # The empty word of what waits comes before every decision.
    ordering = ["decision", "-received_at"]
    list_filter = ["decision", "cause", "door"]

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the three decisions, and the photos."""
        panel = EVENT_FORM.bind_to_model(Event)
        ways: list[URLPattern] = [
            path(
                f"take/<int:pk>/{decision.value}/",
                self.construct_view(
                    TakeView,
                    model=Event,
                    panel=panel,
                    form_class=panel.get_form_class(),
                    decision=decision,
                    index_url_name=None,
                ),
                name=f"take_{decision.value}",
            )
            for decision in (Decision.NEW, Decision.EDIT)
        ]
        away: Any = self.construct_view(DiscardView)
        photo = path("photo/<int:pk>/<int:photo>/", KeptPhotoView.as_view(), name="photo")
        leave = path("away/<int:pk>/", away, name="discard")
        return [*super().get_urlpatterns(), *ways, leave, photo]
