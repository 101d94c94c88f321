"""Draws for call-backs in the admin: drawing a month, the list to call, what each call brought."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permissions import policy_registry

from events.columns import show_figure, show_person, show_total
from events.comparing import show
from events.forms.verification import CallForm, DrawForm
from events.models import MOST_TRIES, Draw, DrawnEvent
from events.places import describe_place
from events.verification.draws import CallRefused, DrawRefused, in_words, note_call, verified
from foundation import bangla
from foundation.kept_rows import KeptModelViewSet
from foundation.shown_moments import show_moment


def month_of(draw: Draw) -> str:
    return bangla.month_name(draw.month, get_language() or "en")


def brought(draw: Draw) -> str:
    """Say what the call-backs of a draw have brought so far."""
    return bangla.in_digits_of(in_words(verified(draw)), get_language() or "en")


def result_of(drawn: DrawnEvent) -> str:
    """Say what came of one drawn event."""
    if drawn.result:
        return drawn.get_result_display()
    if drawn.tries:
        words = _("Not reached yet: %(tries)s of %(most)s tries")
        shown = {"tries": show_figure(drawn.tries), "most": show_figure(MOST_TRIES)}
        return str(words) % shown
    return str(_("Still to be called"))


class MonthColumn(TitleColumn):
    def get_value(self, draw: Draw) -> str:
        return month_of(draw)


class DrawIndexView(generic.IndexView):
    add_item_label = _("Draw a month")

    def get_base_queryset(self) -> "QuerySet[Draw]":
        """Read what was drawn with the draws."""
        return Draw.objects.prefetch_related("drawn")

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the month, which opens the draw."""
        return [
            MonthColumn("month", label=_("Month"), get_url=self.get_inspect_url),
            Column("size", label=_("Events"), accessor=lambda draw: show_figure(draw.size)),
            Column("share", label=_("Of a hundred"), accessor=lambda draw: show_figure(draw.share)),
            Column(
                "brought",
                label=_("What the calls brought"),
                accessor=brought,
                classname="event-why",
            ),
        ]

    def get_list_buttons(self, draw: Draw) -> list[Any]:
        return []


class DrawCreateView(generic.CreateView):
    submit_button_label = _("Draw")
    page_title = _("Draw a month")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand the moment and the reader's language to the form."""
        given: dict[str, Any] = super().get_form_kwargs()
        return {**given, "now": timezone.now(), "language": get_language() or "en"}

    def form_valid(self, form: DrawForm) -> HttpResponse:
        try:
            return super().form_valid(form)
        except DrawRefused as refusal:
            form.add_error(None, str(refusal))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)

    def get_edit_url(self) -> str:
        return reverse("draws:inspect", args=[self.object.pk])

    def get_success_buttons(self) -> list[Any]:
        return []

    def get_success_url(self) -> str:
        return self.get_edit_url()


class DrawInspectView(generic.InspectView):
    template_name = "events/draw.html"
    page_title = _("Draw for call-backs")

    def get_page_subtitle(self) -> str:
        return month_of(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draw: Draw = self.object
        policy = policy_registry.get_by_type(DrawnEvent)
        own = policy.instances_user_has_any_permission_for(
            self.request.user, ("change", "view")
        ).filter(draw=draw)
        rows = own.select_related("event__kind__channel", "event__place__parent__parent")
        may_call = policy.user_has_permission(self.request.user, "change")
        return super().get_context_data(
            draw=draw,
            told=brought(draw),
            size=show_figure(draw.size),
            share=show_figure(draw.share),
            drawn_at=show_moment(draw.drawn_at),
            drawn_by=show_person(draw.drawn_by),
            rows=[_row(one, may_call=may_call) for one in rows.order_by("position")],
            **kwargs,
        )


def _row(drawn: DrawnEvent, *, may_call: bool) -> dict[str, Any]:
    event = drawn.event
    return {
        "number": show_figure(drawn.position),
        "event": event,
        "what": f"{event.kind}, {show(event.held_on)}",
        "place": describe_place(event.place),
        "venue": event.venue,
        "result": result_of(drawn),
        "how": drawn.differs_how,
        "call_url": reverse("draws:call", args=[drawn.pk]) if may_call else "",
        "is_open": not drawn.result,
    }


class CallView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Writes down what one call brought."""

    model = DrawnEvent
    permission_required = "change"
    form_class = CallForm
    template_name = "events/call.html"
    page_title = _("Call back")

    @cached_property
    def permission_policy(self) -> Any:
        """Ask about what was drawn, not about draws."""
        return policy_registry.get_by_type(DrawnEvent)

    @cached_property
    def drawn(self) -> DrawnEvent:
        """Find the drawn event. Raises PermissionDenied where it lies elsewhere."""
        found = DrawnEvent.objects.select_related(
            "draw", "event__kind__channel", "event__place__parent__parent", "event__recorded_by"
        )
        drawn: DrawnEvent = get_object_or_404(found, pk=self.kwargs["pk"])
        if not self.user_has_permission_for_instance("change", drawn):
            raise PermissionDenied
        return drawn

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the draw."""
        draw = self.drawn.draw
        here = {"url": self.get_success_url(), "label": f"{_('Draw')}: {month_of(draw)}"}
        return [*self.breadcrumbs_items, here, {"url": "", "label": self.get_page_title()}]

    def get_success_url(self) -> str:
        return reverse("draws:inspect", args=[self.drawn.draw_id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event = self.drawn.event
        return super().get_context_data(
            drawn=self.drawn,
            event=event,
            facts=[
                (_("Kind"), event.kind),
                (_("Date"), show(event.held_on)),
                (_("Start time"), show(event.starts_at)),
                (_("Place"), describe_place(event.place)),
                (_("Venue"), show(event.venue)),
                (_("Total"), show_total(event)),
                (_("Organiser"), show(event.organiser)),
                (_("Partner"), show(event.partner)),
                (_("Result so far"), result_of(self.drawn)),
            ],
            **kwargs,
        )

    def form_valid(self, form: CallForm) -> HttpResponse:
        try:
            drawn = note_call(
                self.drawn,
                result=form.cleaned_data["result"],
                differs_how=form.cleaned_data["differs_how"],
                by=cast("User", self.request.user),
                now=timezone.now(),
            )
        except CallRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, result_of(drawn))
        return redirect(self.get_success_url())


class DrawViewSet(KeptModelViewSet):
    model = Draw
    name = "draws"
    icon = "mobile-alt"
    menu_label = _("Draws for call-backs")
    absent = frozenset({"edit", "delete", "usage", "history"})
    index_view_class = DrawIndexView
    add_view_class = DrawCreateView
    inspect_view_class = DrawInspectView
    inspect_template_name = DrawInspectView.template_name
    ordering = ["-month"]
    edit_handler = ObjectList(
        [FieldPanel("month"), FieldPanel("share"), FieldPanel("seed")], base_form_class=DrawForm
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the calls."""
        call: Any = self.construct_view(CallView, model=DrawnEvent)
        return [*super().get_urlpatterns(), path("call/<int:pk>/", call, name="call")]
