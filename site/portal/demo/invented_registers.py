"""Invented registers: which centre serves which district, volunteers, forums and committees.

The ten centres and their districts of seat are the project's own. Which
districts each serves stands in no source, so the demo takes the nearest
centre and says so; volunteers and the days on which bodies were formed are
made up.
"""

import datetime
from collections.abc import Iterable

from django.contrib.auth.models import User

from campaigns.models import RSC, Assignment, Place, ServedDistrict
from events.models import Body, Event, Volunteer

INVENTED = "Invented for the demo: the nearest centre"
VOLUNTEERS = 60
DISTRICT_OF_FIELD_WORKER = "BD4047"  # Khulna
# Kinds of meeting, and what the body is called that holds them.
BODIES = {
    "migration-forum-meeting": ("Migration Forum", "মাইগ্রেশন ফোরাম", ""),
    "dcc-meeting": ("District Coordination Committee", "জেলা সমন্বয় কমিটি", "DCC; DMCC"),
}
PLANNED = 3


def make_centres() -> None:
    """Make the ten centres; each district goes to the nearest."""
    seats = list(Place.objects.filter(level="district", rsc=True))
    centres = {
        seat.pk: RSC.objects.create(
            name_en=seat.name_en, name_bn=seat.name_bn, seat=seat, districts_source=INVENTED
        )
        for seat in seats
    }
    ServedDistrict.objects.bulk_create(
        ServedDistrict(district=district, rsc=centres[_nearest(district, seats).pk])
        for district in Place.objects.filter(level="district")
    )


def assign(people: dict[str, User]) -> None:
    """Let the supervisor have a centre, and the field worker one of its districts."""
    Assignment.objects.create(
        user=people["supervisor"], supervises=RSC.objects.get(seat=DISTRICT_OF_FIELD_WORKER)
    )
    own = Place.objects.filter(code=DISTRICT_OF_FIELD_WORKER)
    Assignment.objects.create(user=people["field"]).districts.set(own)


def _nearest(district: Place, seats: list[Place]) -> Place:
    return min(seats, key=lambda seat: _square_of_distance(seat, district))


def _square_of_distance(one: Place, other: Place) -> float:
    """Compare distances in degrees, which is near enough for an invention."""
    north, east = (
        float(getattr(one, part) or 0) - float(getattr(other, part) or 0) for part in ("lat", "lon")
    )
    return north**2 + east**2


def make_volunteers(today: datetime.date) -> None:
    """Make a few dozen volunteers in unions of the districts with a centre; some have left."""
    seats = Place.objects.filter(level="district", rsc=True).order_by("code")
    unions = [
        union
        for seat in seats
        for union in Place.objects.within(seat.code).filter(level="union")[: VOLUNTEERS // 10]
    ]
    year = datetime.timedelta(days=365)
    Volunteer.objects.bulk_create(
        Volunteer(
            union=union,
            name=f"Invented volunteer {number}",
            active_from=today - 2 * year,
            active_to=today - year if number % 12 == 0 else None,
        )
        for number, union in enumerate(unions, start=1)
    )


def give_bodies(events: Iterable[Event], today: datetime.date) -> list[Event]:
    """Make the forums and committees whose meetings these are, and a few that are only planned."""
    given = list(events)
    formed = today - datetime.timedelta(days=400)
    bodies: dict[tuple[str, str], Body] = {}
    for event in given:
        if event.kind_id in BODIES:
            where = (event.kind_id, event.place.pk)
            bodies.setdefault(where, _body(event.kind_id, event.place, formed))
            event.body = bodies[where]
    taken = {place for _kind, place in bodies}
    free = Place.objects.filter(level="upazila").exclude(pk__in=taken).order_by("code")
    planned = [_body("migration-forum-meeting", place, None) for place in free[:PLANNED]]
    Body.objects.bulk_create([*bodies.values(), *planned])
    return given


def _body(kind: str, place: Place, formed_on: datetime.date | None) -> Body:
    name_en, name_bn, other_names = BODIES[kind]
    return Body(
        meets_as_id=kind,
        place=place,
        name_en=f"{place.name_en} {name_en}",
        name_bn=f"{place.name_bn} {name_bn}",
        other_names=other_names,
        formed_on=formed_on,
    )
