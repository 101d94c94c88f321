"""How well an event is evidenced: what there is, what is missing, and a step of four.

No percentage of truth: an event with little evidence may be as true as any. The
conditions are written once, for the database, so that a list filters by what an
event's own page explains; :func:`weigh` is pure.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    FloatField,
    IntegerField,
    OuterRef,
    Q,
    Sum,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Substr
from django.utils.translation import gettext_lazy as _

from campaigns.models import Place
from events.models import (
    ATTENDANCE_FIELDS,
    CallBack,
    DrawnEvent,
    Event,
    EventPhoto,
    EventQuerySet,
    Headcount,
    Merge,
    PhotoState,
    Standing,
    Submission,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ON_TIME = timedelta(days=7)
# Of upazilas and districts only the middle is known, and of unions not even that. Degrees.
NEAR_THE_MIDDLE, NEAR_THE_MIDDLE_OF_A_DISTRICT = 0.25, 0.6


class Evidence(TextChoices):
    CONFIRMED = "confirmed", _("Confirmed")
    STRONG = "strong", _("Good")
    FAIR = "fair", _("Some")
    THIN = "thin", _("Little")


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of evidence: what it weighs, and the words where it is there and where not."""

    code: str
    weight: int
    there: "StrPromise"
    missing: "StrPromise"


ITEMS = (
    Item("called", 100, _("A call-back confirmed it."), _("No call-back has confirmed it.")),
    Item("sheet", 2, _("A signed attendance sheet."), _("No signed attendance sheet.")),
    Item("photo", 2, _("A photo."), _("No photo.")),
    Item("second", 2, _("A second person logged it too."), _("Nobody else logged it.")),
    Item(
        "position",
        2,
        _("The phone was near the place."),
        _("No position of the phone near the place."),
    ),
    Item("counted", 1, _("The people were counted."), _("The people were not counted one by one.")),
    Item("partner", 1, _("A partner is named."), _("No partner is named.")),
    Item("time", 1, _("Venue and start time are named."), _("Venue or start time is missing.")),
    Item("soon", 1, _("Logged within 7 days."), _("Logged more than 7 days later.")),
)
LEAST = {Evidence.CONFIRMED: 100, Evidence.STRONG: 6, Evidence.FAIR: 3, Evidence.THIN: 0}


@dataclass(frozen=True, slots=True)
class Weighed:
    """What there is of one event, what is missing, and the step that follows."""

    level: Evidence
    there: "list[StrPromise]"
    missing: "list[StrPromise]"


def weigh(codes: Collection[str]) -> Weighed:
    """Say how well an event is evidenced by these items."""
    return Weighed(
        level_of(sum(item.weight for item in ITEMS if item.code in codes)),
        [item.there for item in ITEMS if item.code in codes],
        [item.missing for item in ITEMS if item.code not in codes],
    )


def level_of(points: int) -> Evidence:
    """Give the step of a sum of weights."""
    return next(level for level, least in LEAST.items() if points >= least)


def evidence_of(event: Event) -> Weighed:
    """Weigh one event; one query."""
    found = _placed(Event.objects.filter(pk=event.pk)).annotate(
        **{f"has_{code}": _flag(when) for code, when in _conditions().items()}
    )
    row = found.values(*(f"has_{item.code}" for item in ITEMS)).get()
    return weigh({item.code for item in ITEMS if row[f"has_{item.code}"]})


def with_evidence(events: EventQuerySet) -> EventQuerySet:
    """Add ``evidence_points`` to each event; :func:`level_of` says what they mean."""
    conditions = _conditions()
    points: Any = Value(0)
    for item in ITEMS:
        points = points + Case(
            When(conditions[item.code], then=Value(item.weight)),
            default=Value(0),
            output_field=IntegerField(),
        )
    return _placed(events).annotate(evidence_points=points)


def at_level(events: EventQuerySet, level: str) -> EventQuerySet:
    """Keep the events of one step."""
    if "evidence_points" not in events.query.annotations:
        events = with_evidence(events)
    return events.filter(_between(Evidence(level)))


def evidence_by_month(events: EventQuerySet, *, since: date) -> list[dict[str, Any]]:
    """Count the events that count, and who came, by month and step; the newest month first.

    The months are those of the events: for a closed month the ledger, where late
    ones are booked elsewhere, is what was reported.
    """
    counted = with_evidence(events).filter(standing=Standing.COUNTED, held_on__gte=since)
    rows: Any = (
        counted.order_by()
        .annotate(
            # Not a function of dates: SQLite would call Python for each row.
            month=Substr(Cast("held_on", CharField()), 1, 7),
            step=Case(
                *(When(_between(level), then=Value(level.value)) for level in LEAST),
                output_field=CharField(),
            ),
        )
        .values("month", "step")
        .annotate(events=Count("pk"), attendances=Sum(_total()))
        .order_by("-month")
    )
    return list(rows)


def _total() -> Any:
    total: Any = Value(0)
    for name in ATTENDANCE_FIELDS:
        total = total + Coalesce(F(name), Value(0))
    return total


def _between(level: Evidence) -> Q:
    steps = sorted(LEAST.values())
    above = steps[steps.index(LEAST[level]) + 1 :]
    within = Q(evidence_points__gte=LEAST[level])
    return within & Q(evidence_points__lt=above[0]) if above else within


def _conditions() -> dict[str, Any]:
    """Say when each piece of evidence is there."""
    confirmed = DrawnEvent.objects.filter(event=OuterRef("pk"), result=CallBack.CONFIRMED)
    others = Merge.objects.standing().filter(
        kept=OuterRef("pk"), kept__recorded_by__isnull=False, merged__recorded_by__isnull=False
    )
    return {
        "called": Exists(confirmed),
        "sheet": Q(headcount=Headcount.SHEET),
        "photo": _has_photo(),
        "second": Exists(others.exclude(merged__recorded_by=F("kept__recorded_by"))),
        "position": Q(
            latitude__range=(F("middle_lat") - F("reach"), F("middle_lat") + F("reach")),
            longitude__range=(F("middle_lon") - F("reach"), F("middle_lon") + F("reach")),
        ),
        "counted": Q(headcount__in=[Headcount.COUNT, Headcount.SHEET]),
        "partner": ~Q(partner=""),
        "time": Q(starts_at__isnull=False) & ~Q(venue=""),
        # Counted back from our own clock: a phone may claim the last day that there is.
        "soon": Q(held_on__gte=Cast(F("created_at__date") - ON_TIME, DateField())),
    }


def _has_photo() -> Exists:
    """Ask for a photo that can be shown; it belongs to the submission that named or brought it."""
    photos = EventPhoto.objects.filter(state=PhotoState.HELD, submission=OuterRef("client_uuid"))
    return Exists(Submission.objects.filter(Exists(photos), event=OuterRef("pk")))


def _placed(events: EventQuerySet) -> EventQuerySet:
    """Add the middle of what is known of each place, and how far from it is near."""
    in_union = Q(place__level=Place.Level.UNION)
    middles = {
        f"middle_{axis}": Case(
            When(in_union, then=Cast(f"place__parent__{axis}", FloatField())),
            default=Cast(f"place__{axis}", FloatField()),
        )
        for axis in ("lat", "lon")
    }
    reach = Case(
        When(place__level=Place.Level.DISTRICT, then=Value(NEAR_THE_MIDDLE_OF_A_DISTRICT)),
        default=Value(NEAR_THE_MIDDLE),
        output_field=FloatField(),
    )
    return events.alias(**middles, reach=reach)


def _flag(condition: Any) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())
