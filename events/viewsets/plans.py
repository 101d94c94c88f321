"""Planned events in the Wagtail admin: what comes, what was held, what nobody has logged."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic

from campaigns.viewsets.own_districts import (
    OwnDistrictsEditView,
    OwnDistrictsIndexView,
    OwnDistrictsViewSet,
)
from events.filters import PlanFilterSet
from events.forms.plans import PlanForm
from events.models import PlannedEvent, PlannedEventQuerySet, PlanState
from events.places import describe_place
from events.planning import planned_against_held
from foundation import bangla
from foundation.moments import DHAKA

STATES = dict(PlanState.choices)


def _today() -> Any:
    return timezone.localdate(timezone=DHAKA)


def when(plan: PlannedEvent) -> str:
    """Give the day, and the hour where it is known."""
    language = get_language() or "en"
    day = bangla.day(plan.planned_for, language)
    return f"{day}, {bangla.clock(plan.starts_at, language)}" if plan.starts_at else day


def standing_with_link(plan: PlannedEvent) -> Any:
    """Say how a plan stands; what nobody has logged can be logged from here."""
    state = plan.state(_today())
    if state == PlanState.CANCELLED:
        return f"{STATES[state]}: {plan.cancel_reason}"
    if state != PlanState.NOT_LOGGED:
        return STATES[state]
    address = f"{reverse('events:add')}?plan={plan.pk}"
    return format_html('{}. <a href="{}">{}</a>', STATES[state], address, _("Log it"))


class WhenColumn(TitleColumn):
    def get_value(self, plan: PlannedEvent) -> str:
        return when(plan)


class PlanIndexView(OwnDistrictsIndexView):
    add_item_label = _("Plan an event")

    def get_base_queryset(self) -> PlannedEventQuerySet:
        """Read places and kinds with the plans."""
        plans: PlannedEventQuerySet = super().get_base_queryset()
        return plans.with_names()

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the day, which opens the plan."""
        return [
            self._get_title_column("planned_for", WhenColumn),
            Column("kind", label=_("Kind")),
            Column("place", label=_("Place"), accessor=lambda plan: describe_place(plan.place)),
            Column("venue", label=_("Venue")),
            BooleanColumn("announced", label=_("Announced")),
            Column("state", label=_("What became of it"), accessor=standing_with_link),
        ]

    def get_page_subtitle(self) -> str:
        """Count planned against held, of what the filters left."""
        counts = planned_against_held(self.get_queryset(), _today())
        words = str(_("%(held)s of %(planned)s held, %(not_logged)s not logged")) % counts
        return bangla.in_digits_of(words, get_language() or "en")


class ReadsTheClock:
    """Hands the moment to the form."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "now": timezone.now()}  # type: ignore[misc]


class PlanCreateView(ReadsTheClock, generic.CreateView):
    pass


class PlanEditView(ReadsTheClock, OwnDistrictsEditView):
    pass


class PlanViewSet(OwnDistrictsViewSet):
    model = PlannedEvent
    name = "planned_events"
    icon = "calendar"
    menu_label = _("Planned events")
    absent = frozenset({"delete", "usage"})
    inspect_view_enabled = False
    index_view_class = PlanIndexView
    add_view_class = PlanCreateView
    edit_view_class = PlanEditView
    filterset_class = PlanFilterSet
    ordering = ["-planned_for"]
    search_fields = ["venue", "place__name_en", "place__name_bn"]
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            FieldRowPanel([FieldPanel("planned_for"), FieldPanel("starts_at")]),
            FieldPanel("place"),
            FieldPanel("venue"),
            FieldPanel("announced"),
            FieldPanel("note"),
            MultiFieldPanel(
                [FieldPanel("held_as"), FieldPanel("cancel_reason")],
                heading=_("What became of it"),
            ),
        ],
        base_form_class=PlanForm,
    )
