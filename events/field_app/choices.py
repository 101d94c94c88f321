"""What the form of the app offers a person: kinds, their own districts, the places in one."""

from dataclasses import dataclass

from campaigns.models import Place
from campaigns.models.places import DISTRICT_CODE_LENGTH
from campaigns.scope import Scope
from events.models import EventKind


@dataclass(frozen=True, slots=True)
class Named:
    """Something to choose, with its names in both languages: the phone may change its own."""

    code: str
    en: str
    bn: str


@dataclass(frozen=True, slots=True)
class OfferedKind(Named):
    """A kind of event; whether one has to say for which level it was held."""

    has_level: bool


@dataclass(frozen=True, slots=True)
class OfferedPlace(Named):
    """A place below a district, with what it lies in."""

    level: str
    within: str


def offered_kinds() -> list[OfferedKind]:
    """Give the kinds that are offered, in their order."""
    return [
        OfferedKind(kind.pk, kind.channel.label_en, kind.channel.label_bn, kind.has_level)
        for kind in EventKind.objects.filter(active=True)
    ]


def offered_districts(scope: Scope) -> list[Named]:
    """Give the districts in which a person may log."""
    districts = scope.narrow(Place.objects.filter(level=Place.Level.DISTRICT), by="pk")
    return [Named(one.code, one.name_en, one.name_bn) for one in districts.order_by("name_en")]


def offered_places(scope: Scope, district: str) -> list[OfferedPlace] | None:
    """Give what lies in a district, None when it is none in which the person may log."""
    if len(district) != DISTRICT_CODE_LENGTH or not scope.holds(district):
        return None
    places = Place.objects.within(district).exclude(code=district).order_by("name_en", "code")
    return [
        OfferedPlace(one.code, one.name_en, one.name_bn, one.level, one.parent_id or "")
        for one in places
    ]
