"""What the form of the app offers a person: kinds, questions, own districts, what lies in one."""

from dataclasses import dataclass

from campaigns.models import Place
from campaigns.models.places import DISTRICT_CODE_LENGTH
from campaigns.scope import Scope
from events.models import EventKind, Question, School, ServiceKind


@dataclass(frozen=True, slots=True)
class Named:
    """Something to choose, with its names in both languages: the phone may change its own."""

    code: str
    en: str
    bn: str


@dataclass(frozen=True, slots=True)
class OfferedKind(Named):
    """A kind of event; whether it has a level, and what is asked besides."""

    has_level: bool
    details: str


@dataclass(frozen=True, slots=True)
class OfferedQuestion:
    """A question of the bank: its words and its answers in both languages."""

    id: int
    en: str
    bn: str
    answers_en: list[str]
    answers_bn: list[str]
    # Counted from 1.
    right: int


@dataclass(frozen=True, slots=True)
class OfferedSchool:
    """A school, and the code of the place in which it lies."""

    id: int
    en: str
    bn: str
    place: str


@dataclass(frozen=True, slots=True)
class OfferedPlace(Named):
    """A place below a district, with what it lies in."""

    level: str
    within: str


def offered_kinds() -> list[OfferedKind]:
    """Give the kinds that are offered, in their order."""
    return [
        OfferedKind(
            kind.pk, kind.channel.label_en, kind.channel.label_bn, kind.has_level, kind.details
        )
        for kind in EventKind.objects.filter(active=True)
    ]


def offered_districts(scope: Scope) -> list[Named]:
    """Give the districts in which a person may log."""
    districts = scope.narrow(Place.objects.filter(level=Place.Level.DISTRICT), by="pk")
    return [Named(one.code, one.name_en, one.name_bn) for one in districts.order_by("name_en")]


def offered_questions() -> list[OfferedQuestion]:
    """Give the bank, as far as it is offered."""
    return [
        OfferedQuestion(
            one.pk,
            one.text_en,
            one.text_bn,
            one.answers("en"),
            one.answers("bn"),
            one.right_number,
        )
        for one in Question.objects.offered()
    ]


def offered_services() -> list[Named]:
    """Give the kinds of service that institutions offer at a fair."""
    services = ServiceKind.objects.filter(active=True)
    return [Named(one.slug, one.name_en, one.name_bn) for one in services]


def offered_schools(district: str) -> list[OfferedSchool]:
    """Give the schools of a district; whose it is was asked before."""
    schools = School.objects.filter(active=True, place__code__startswith=district)
    return [
        OfferedSchool(one.pk, one.name_en, one.name_bn or one.name_en, one.place_id)
        for one in schools
    ]


def offered_places(scope: Scope, district: str) -> list[OfferedPlace] | None:
    """Give what lies in a district, None when it is none in which the person may log."""
    if len(district) != DISTRICT_CODE_LENGTH or not scope.holds(district):
        return None
    places = Place.objects.within(district).exclude(code=district).order_by("name_en", "code")
    return [
        OfferedPlace(one.code, one.name_en, one.name_bn, one.level, one.parent_id or "")
        for one in places
    ]
