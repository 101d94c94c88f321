"""The events app in the Wagtail admin, and who may do what, where."""

from django.db.models import Model

from campaigns.scope import DistrictPolicy, EverywherePolicy
from events.models import Body, Event, EventKind, PlannedEvent, Quarantined, Volunteer
from events.viewsets.events import EventViewSet
from events.viewsets.kinds import EventKindViewSet
from events.viewsets.looking import CalendarViewSet, DistrictMapViewSet, ImportEventsViewSet
from events.viewsets.plans import PlanViewSet
from events.viewsets.quarantine import QuarantineViewSet
from events.viewsets.registers import BodyViewSet, VolunteerViewSet
from foundation.kept_rows import AllowedActionsPolicy

__all__ = ["POLICIES", "VIEWSETS"]

# Nobody deletes any of these, administrators included: an event is set aside, a
# volunteer has a last day.
KEPT = {"add", "change", "view"}
POLICIES: dict[type[Model], AllowedActionsPolicy] = {
    Event: DistrictPolicy(Event, KEPT | {"import"}),
    EventKind: AllowedActionsPolicy(EventKind, KEPT),
    Volunteer: DistrictPolicy(Volunteer, KEPT, by="union"),
    Body: DistrictPolicy(Body, KEPT),
    PlannedEvent: DistrictPolicy(PlannedEvent, KEPT),
    # What nobody could place may belong to any district.
    Quarantined: EverywherePolicy(Quarantined, {"change", "view"}),
}
VIEWSETS = (
    PlanViewSet,
    EventViewSet,
    DistrictMapViewSet,
    CalendarViewSet,
    ImportEventsViewSet,
    QuarantineViewSet,
    VolunteerViewSet,
    BodyViewSet,
    EventKindViewSet,
)
