"""The same as another event: a person looks for the other record, and comes to the comparison."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permissions import policy_registry

from campaigns.scope import scope_of
from events.columns import show_person, show_total
from events.comparing import name_event, show
from events.models import Event, EventPair, Standing
from events.places import describe_place
from events.verification.named_pairs import MOST_DAYS, NotTheSame, find_others, name_pair

AT_MOST = 50
DAYS = 7


class LookingForm(forms.Form):
    """How far around the day, and where."""

    days = forms.TypedChoiceField(
        label=_("Days before and after"),
        coerce=int,
        required=False,
        empty_value=None,
        choices=[(1, _("1 day")), (DAYS, _("7 days")), (MOST_DAYS, _("31 days"))],
    )
    q = forms.CharField(label=_("Place or venue"), required=False, max_length=100)


class FindTheSameView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Only for who may merge, and only among the events of their districts."""

    model = Event
    permission_required = "change"
    template_name = "events/find_the_same.html"
    page_title = _("The same as another event")
    header_icon = "copy"

    @cached_property
    def permission_policy(self) -> Any:
        """Ask about pairs: to name one is the first step of merging it."""
        return policy_registry.get_by_type(EventPair)

    @cached_property
    def event(self) -> Event:
        """Find the event. Raises PermissionDenied where it lies elsewhere."""
        events = Event.objects.with_names()
        event: Event = get_object_or_404(events, pk=self.kwargs["pk"])
        if not scope_of(self.request.user).holds(event.place_id):
            raise PermissionDenied
        return event

    def get_page_subtitle(self) -> str:
        return name_event(self.event)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the event."""
        here = {
            "url": reverse("events:inspect", args=[self.event.pk]),
            "label": name_event(self.event),
        }
        return [*self.breadcrumbs_items, here, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = LookingForm({"days": DAYS, **self.request.GET.dict()})
        asked = form.cleaned_data if form.is_valid() else {}
        others = find_others(
            self.event,
            scope=scope_of(self.request.user),
            days=asked.get("days") or DAYS,
            text=asked.get("q", ""),
        )
        found = list(others.with_names().select_related("recorded_by")[: AT_MOST + 1])
        return super().get_context_data(
            event=self.event,
            total=show_total(self.event),
            is_aside=self.event.standing == Standing.SET_ASIDE,
            form=form,
            rows=[(one, _facts(one)) for one in found[:AT_MOST]],
            there_are_more=len(found) > AT_MOST,
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make the two a pair, and lead to their comparison."""
        asked = request.POST.get("other", "")
        own = scope_of(request.user).narrow(Event.objects.all())
        other = own.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 19 else None
        if other is None:
            messages.error(request, _("Choose the other event from the list."))
            return redirect(request.path)
        try:
            pair = name_pair(self.event, other, now=timezone.now())
        except NotTheSame as refusal:
            messages.error(request, str(refusal))
            return redirect(request.path)
        return redirect(reverse("same_events:inspect", args=[pair.pk]))


def _facts(event: Event) -> list[str]:
    return [
        show(event.held_on),
        describe_place(event.place),
        show(event.venue),
        show_total(event),
        show_person(event.recorded_by),
    ]
