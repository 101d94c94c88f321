"""Outcome claims in the Wagtail admin: list, form, and one claim with its history."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.permissions import policy_registry

from campaigns.scope import scope_of
from campaigns.viewsets.own_districts import (
    SEES,
    OwnDistrictsEditView,
    OwnDistrictsIndexView,
    OwnDistrictsInspectView,
    OwnDistrictsViewSet,
)
from events.columns import show_person
from events.comparing import name_event
from events.forms.outcomes import CLAIM_FORM, ClaimForm
from events.models import (
    Event,
    OutcomeClaim,
    OutcomeClaimQuerySet,
    OutcomeKind,
)
from events.outcomes.claiming import (
    ClaimRefused,
    wrote_in,
)
from events.viewsets.outcome_decisions import DECISIONS
from events.viewsets.outcome_list import (
    HEADINGS,
    ClaimFilterSet,
    export_row,
    facts_about,
    list_columns,
    show_month,
    what,
)
from foundation.carrying_away import CarriedAway
from foundation.kept_rows import KeptModelViewSet
from foundation.shown_moments import show_moment


class ClaimIndexView(CarriedAway, OwnDistrictsIndexView):
    add_item_label = _("Claim an outcome")
    export_permission = "events.export_outcomeclaim"

    def get_base_queryset(self) -> OutcomeClaimQuerySet:
        """Read kinds, places and people with the claims."""
        claims: OutcomeClaimQuerySet = super().get_base_queryset()
        return claims.with_names()

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the month, which opens the claim."""
        month = TitleColumn(
            "happened_on",
            label=HEADINGS["month"],
            accessor=show_month,
            get_url=self.get_inspect_url,
            sort_key="happened_on",
        )
        return [month, *list_columns()]

    def to_row_dict(self, claim: OutcomeClaim) -> dict[str, Any]:
        return export_row(claim)


class WritesClaims:
    """Hands the moment to the form, which writes; Wagtail's own history is not kept of claims."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "now": timezone.now()}  # type: ignore[misc]

    def save_instance(self) -> OutcomeClaim:
        claim: OutcomeClaim = self.form.save()  # type: ignore[attr-defined]
        return claim

    def form_valid(self, form: ClaimForm) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except ClaimRefused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as problems:
            form.add_error(None, [str(problem) for problem in problems.messages])
        self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
        return self.form_invalid(form)  # type: ignore[attr-defined]

    def get_success_url(self) -> str:
        return reverse("outcomes:inspect", args=[self.object.pk])  # type: ignore[attr-defined]

    def get_success_buttons(self) -> list[Any]:
        return []


class ClaimCreateView(WritesClaims, generic.CreateView):
    submit_button_label = _("Claim it")

    def get_initial(self) -> dict[str, Any]:
        """Take over the event, when its page sends people here."""
        given: dict[str, Any] = super().get_initial()
        events = policy_registry.get_by_type(Event).instances_user_has_any_permission_for(
            self.request.user, SEES
        )
        asked = self.request.GET.get("event", "")
        event = events.filter(pk=asked).first() if asked.isdecimal() else None
        return {**given, "event": event.pk, "place": event.place_id} if event else given


class ClaimEditView(WritesClaims, OwnDistrictsEditView):
    def get_object(self, *args: Any, **kwargs: Any) -> OutcomeClaim:
        """Let only those change it who may, and only what waits."""
        claim = cast("OutcomeClaim", super().get_object(*args, **kwargs))
        if not self.user_has_permission_for_instance("change", claim):
            raise PermissionDenied
        return claim

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        asked = OutcomeClaim.objects.filter(pk=kwargs["pk"]).first()
        if asked and not asked.is_waiting and self.user_has_permission("change"):
            messages.warning(request, _("This claim was decided. Open it again to change it."))
            return redirect(reverse("outcomes:inspect", args=[asked.pk]))
        return super().dispatch(request, *args, **kwargs)


class ClaimInspectView(OwnDistrictsInspectView):
    template_name = "events/outcome.html"
    page_title = _("Outcome claim")

    def get_page_subtitle(self) -> str:
        return what(self.object)

    def get_edit_url(self) -> str | None:
        may = self.object.is_waiting and self.user_has_permission_for_instance(
            "change", self.object
        )
        return super().get_edit_url() if may else None

    def get_fields_context(self) -> list[dict[str, Any]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        claim: OutcomeClaim = self.object
        person = cast("User", self.request.user)
        decides = self.user_has_permission_for_instance("verify", claim)
        wrote, is_own = wrote_in(claim, person), claim.claimed_by_id == person.pk
        event = claim.event
        sees_event = event is not None and scope_of(person).holds(event.place_id)
        return super().get_context_data(
            claim=claim,
            facts=facts_about(claim),
            event=event if sees_event else None,
            event_name=name_event(event) if event and sees_event else "",
            history=[
                (show_moment(step.at), step, show_person(step.by))
                for step in claim.steps.select_related("by")
            ],
            may_decide=claim.is_waiting and decides and not wrote,
            needs_another=claim.is_waiting and decides and wrote,
            may_withdraw=claim.is_waiting and (is_own or decides),
            may_reopen=not claim.is_waiting and decides and not is_own,
            **kwargs,
        )


class OutcomeClaimViewSet(OwnDistrictsViewSet):
    model = OutcomeClaim
    name = "outcomes"
    icon = "pick"
    menu_label = _("Outcome claims")
    menu_name = "outcome-claims"
    absent = frozenset({"delete", "usage", "history"})
    index_view_class = ClaimIndexView
    add_view_class = ClaimCreateView
    edit_view_class = ClaimEditView
    inspect_view_class = ClaimInspectView
    inspect_template_name = ClaimInspectView.template_name
    edit_handler = CLAIM_FORM
    filterset_class = ClaimFilterSet
    ordering = ["-claimed_at"]
    list_export = list(HEADINGS)
    export_headings = HEADINGS
    export_filename = "outcome-claims"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add what may be said about a claim."""
        return [
            *super().get_urlpatterns(),
            *(
                path(f"{way}/<int:pk>/", self.construct_view(view), name=way)
                for way, view in DECISIONS.items()
            ),
        ]


class OutcomeKindViewSet(KeptModelViewSet):
    model = OutcomeKind
    absent = frozenset({"delete", "usage"})
    name = "outcome_kinds"
    icon = "tag"
    menu_order = 701
    add_to_settings_menu = True
    edit_handler = ObjectList(
        [
            FieldPanel("slug"),
            FieldRowPanel([FieldPanel("name_en"), FieldPanel("name_bn")]),
            FieldPanel("about_money"),
            FieldPanel("needs_words"),
            FieldPanel("active"),
            FieldPanel("sort_order"),
        ]
    )
    list_display = [
        "__str__",
        BooleanColumn("about_money", label=_("About money")),
        BooleanColumn("active", label=_("Offered")),
    ]
