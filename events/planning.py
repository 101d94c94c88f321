"""Plans and what became of them: the event that a plan was held as, and planned against held."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, QuerySet

from events.models import Event, PlannedEvent, PlanState, Standing, in_state

# A show that rain put off is still the one that was planned.
PUT_OFF_BY_AT_MOST = timedelta(days=30)


def may_be_held_as(plan: PlannedEvent) -> QuerySet[Event]:
    """Select the events that a plan may have become: its kind and district, near its day."""
    near = (plan.planned_for - PUT_OFF_BY_AT_MOST, plan.planned_for + PUT_OFF_BY_AT_MOST)
    events = Event.objects.with_names().in_area(plan.place.district_code)
    free = events.filter(planned=None) | events.filter(planned=plan.pk)
    return free.filter(kind=plan.kind_id, held_on__range=near, standing=Standing.COUNTED)


def hold(plan: PlannedEvent, event: Event) -> None:
    """Note that a plan was held as an event of its kind, unless it was settled meanwhile."""
    with transaction.atomic():
        open_ = PlannedEvent.objects.select_for_update().filter(
            pk=plan.pk, kind=event.kind_id, held_as=None, cancel_reason=""
        )
        open_.update(held_as=event, changed_at=event.updated_at)


def planned_against_held(plans: "QuerySet[PlannedEvent]", today: date) -> dict[str, int]:
    """Count plans by their state on a day."""
    counts = {state.name.lower(): Count("pk", filter=in_state(state, today)) for state in PlanState}
    return plans.order_by().aggregate(planned=Count("pk"), **counts)
