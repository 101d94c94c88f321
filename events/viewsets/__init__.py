"""The events app in the Wagtail admin, and who may do what, where."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from campaigns.scope import DistrictPolicy, EverywherePolicy
from events.models import (
    Body,
    Device,
    Draw,
    DrawnEvent,
    Event,
    EventKind,
    EventPair,
    OutcomeClaim,
    OutcomeKind,
    PlannedEvent,
    Quarantined,
    Question,
    School,
    ServiceKind,
    Volunteer,
)
from events.openrosa.whose import OwnPeoplePolicy
from events.policies import ClaimPolicy, DrawPolicy, ThroughEventsPolicy
from events.viewsets.devices import DeviceViewSet
from events.viewsets.draws import DrawViewSet
from events.viewsets.events import EventViewSet
from events.viewsets.kinds import EventKindViewSet
from events.viewsets.looking import (
    CalendarViewSet,
    DistrictMapViewSet,
    ImportEventsViewSet,
    ImportPhoneFileViewSet,
)
from events.viewsets.outcomes import OutcomeClaimViewSet, OutcomeKindViewSet
from events.viewsets.plans import PlanViewSet
from events.viewsets.quarantine import QuarantineViewSet
from events.viewsets.quiz_registers import QuestionViewSet, SchoolViewSet, ServiceKindViewSet
from events.viewsets.registers import BodyViewSet, VolunteerViewSet
from events.viewsets.same_events import EventPairViewSet
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
    School: DistrictPolicy(School, KEPT),
    Question: AllowedActionsPolicy(Question, KEPT),
    ServiceKind: AllowedActionsPolicy(ServiceKind, KEPT),
    # What nobody could place may belong to any district.
    Quarantined: EverywherePolicy(Quarantined, {"change", "view"}),
    # A password is made for somebody, shown once, and revoked.
    Device: OwnPeoplePolicy(Device, KEPT),
    EventPair: ThroughEventsPolicy(EventPair, {"change", "view"}, through=("first", "second")),
    Draw: DrawPolicy(Draw, {"add", "view"}),
    DrawnEvent: ThroughEventsPolicy(DrawnEvent, {"change", "view"}, through=("event",)),
    OutcomeClaim: ClaimPolicy(OutcomeClaim, KEPT | {"verify", "export"}),
    OutcomeKind: AllowedActionsPolicy(OutcomeKind, KEPT),
}


class Events(ViewSetGroup):
    items = (
        EventViewSet,
        PlanViewSet,
        CalendarViewSet,
        DistrictMapViewSet,
        ImportEventsViewSet,
        ImportPhoneFileViewSet,
        VolunteerViewSet,
        BodyViewSet,
        SchoolViewSet,
    )
    menu_label = _("Events")
    # By itself it would be made of the label, of which nothing is left in Bangla.
    menu_name = "events-and-plans"
    menu_icon = "calendar-alt"
    menu_order = 150


class Verification(ViewSetGroup):
    items = (QuarantineViewSet, EventPairViewSet, DrawViewSet, OutcomeClaimViewSet)
    menu_label = _("Verification")
    menu_name = "verification"
    menu_icon = "check"
    menu_order = 152


VIEWSETS = (
    Events,
    Verification,
    EventKindViewSet,
    QuestionViewSet,
    ServiceKindViewSet,
    DeviceViewSet,
    OutcomeKindViewSet,
)
