"""The events app in the Wagtail admin, and who may do what, where."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from campaigns.scope import DistrictPolicy, EverywherePolicy
from events.models import (
    Body,
    Draw,
    DrawnEvent,
    Event,
    EventKind,
    EventPair,
    PlannedEvent,
    Quarantined,
    Volunteer,
)
from events.policies import DrawPolicy, ThroughEventsPolicy
from events.viewsets.draws import DrawViewSet
from events.viewsets.events import EventViewSet
from events.viewsets.kinds import EventKindViewSet
from events.viewsets.plans import PlanViewSet
from events.viewsets.quarantine import QuarantineViewSet
from events.viewsets.registers import BodyViewSet, VolunteerViewSet
from events.viewsets.same_events import EventPairViewSet
from foundation.kept_rows import AllowedActionsPolicy

__all__ = ["POLICIES", "VIEWSETS"]

# Nobody deletes any of these, administrators included: an event is set aside, a
# volunteer has a last day.
KEPT = {"add", "change", "view"}
POLICIES: dict[type[Model], AllowedActionsPolicy] = {
    Event: DistrictPolicy(Event, KEPT),
    EventKind: AllowedActionsPolicy(EventKind, KEPT),
    Volunteer: DistrictPolicy(Volunteer, KEPT, by="union"),
    Body: DistrictPolicy(Body, KEPT),
    PlannedEvent: DistrictPolicy(PlannedEvent, KEPT),
    # What nobody could place may belong to any district.
    Quarantined: EverywherePolicy(Quarantined, {"change", "view"}),
    EventPair: ThroughEventsPolicy(EventPair, {"change", "view"}, through=("first", "second")),
    Draw: DrawPolicy(Draw, {"add", "view"}),
    DrawnEvent: ThroughEventsPolicy(DrawnEvent, {"change", "view"}, through=("event",)),
}


class Verification(ViewSetGroup):
    items = (EventPairViewSet, DrawViewSet)
    menu_label = _("Verification")
    menu_icon = "check"
    menu_order = 152


VIEWSETS = (
    PlanViewSet,
    EventViewSet,
    QuarantineViewSet,
    VolunteerViewSet,
    BodyViewSet,
    EventKindViewSet,
    Verification,
)
