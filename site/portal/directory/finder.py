"""What the finder answers: who serves a district, whom to call, who is near; and the whole map."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from campaigns.district_map import KINDS, UNKNOWN, Shade, Sign, draw, swatch
from campaigns.district_neighbours import neighbours_of
from campaigns.models import Place
from foundation import bangla
from foundation.moments import dhaka_day
from portal.directory.districts import word_in_address
from portal.directory.models import KindOfService, Service
from portal.directory.shown import Reader, ShownKind, ShownService, by_kind
from portal.directory.words import OFFICE_KIND, RSC_KIND

# Shown for a district also where nobody knows of one: that is an answer too.
ALWAYS_TOLD = (RSC_KIND, OFFICE_KIND)


@dataclass(frozen=True, slots=True)
class Answer:
    """For one district: the kinds in their order, the lines to call, and who is near."""

    district: Place
    kinds: list[ShownKind]
    lines: list[ShownService]
    near: list[ShownService]

    @property
    def services(self) -> list[ShownService]:
        own = [one for kind in self.kinds for one in kind.services]
        return [*own, *self.lines]


def answer_for(district: Place, reader: Reader) -> Answer:
    """Find who serves a district; as many queries for any number of services."""
    code, around = district.pk, neighbours_of(district.pk)
    found = Service.objects.listed(dhaka_day(reader.now)).with_all()
    services = list(found.filter(_touching([code, *around])).distinct())
    kinds = list(KindOfService.objects.select_related("about"))
    own = [one for one in services if _serves(one, code)]
    visited = [kind for kind in kinds if not kind.is_called]
    told = by_kind(visited, own, reader)
    near = [
        one
        for one in services
        if one not in own and not one.kind.is_called and _district_of(one) in around
    ]
    near.sort(key=lambda one: (around.index(_district_of(one)), one.kind.sort_order))
    return Answer(
        district,
        [kind for kind in told if kind.services or kind.slug in ALWAYS_TOLD],
        [ShownService(one, reader) for one in own if one.kind.is_called],
        [ShownService(one, reader) for one in near],
    )


def _touching(codes: list[str]) -> Q:
    """Select what serves the first of some districts, stands in any of them, or serves all."""
    standing = Q()
    for code in codes:
        standing |= Q(place__code__startswith=code)
    serving = Q(rsc__served__district=codes[0]) | Q(districts=codes[0])
    lines = Q(kind__is_called=True, districts=None)
    return standing | serving | lines | Q(rsc__seat__in=codes)


def _serves(service: Service, code: str) -> bool:
    """Say whether a service is for a district. A centre is for those of the register alone."""
    named = {place.pk for place in service.serves}
    if service.rsc is not None:
        return code in named
    if service.kind.is_called and not named:
        return True
    return code in named or _district_of(service) == code


def _district_of(service: Service) -> str:
    district = service.district
    return district.pk if district else ""


@dataclass(frozen=True, slots=True)
class Served:
    """One centre in the list beside the map: its number there, and its districts."""

    shown: ShownService | None
    number: str
    swatch: SafeString
    districts: list[tuple[Place, str]]


@dataclass(frozen=True, slots=True)
class Overview:
    """All districts by the centre that serves them, as a map and as a list; and the lines."""

    map: SafeString
    centres: list[Served]
    unserved: Served | None
    lines: list[ShownService]
    others: list[ShownKind]

    @property
    def services(self) -> list[ShownService]:
        own = [one.shown for one in self.centres if one.shown]
        return [*own, *(one for kind in self.others for one in kind.services), *self.lines]


def overview(districts: list[Place], reader: Reader, *, address: str) -> Overview:
    """Arrange all districts; ``address`` is that of the page, in which each has its link."""
    services = list(Service.objects.listed(dhaka_day(reader.now)).with_all())
    links = {one.pk: f"{address}?district={word_in_address(one)}" for one in districts}
    centres = [ShownService(one, reader) for one in services if one.kind_id == RSC_KIND]
    centres.sort(key=lambda one: one.name)
    served: list[Served] = []
    shades: dict[str, Shade] = {}
    for at, centre in enumerate(centres):
        own = {place.pk for place in centre.service.serves}
        rows = [(one, links[one.pk]) for one in districts if one.pk in own]
        number = bangla.figure(at + 1, reader.language)
        served.append(Served(centre, number, swatch(at, KINDS), rows))
        shades |= {one.pk: Shade(at, f"{one.name}: {centre.name}", link) for one, link in rows}
    rest = [(one, links[one.pk]) for one in districts if one.pk not in shades]
    nobody = _("not known yet who serves it")
    shades |= {one.pk: Shade(UNKNOWN, f"{one.name}: {nobody}", link) for one, link in rest}
    kinds = KindOfService.objects.select_related("about").exclude(pk=RSC_KIND)
    shown = by_kind(kinds, services, reader)
    return Overview(
        draw(
            shades,
            label=_(
                "Map of the districts, each with its centre. The list beside it says the same."
            ),
            colours=KINDS,
            signs=_signs(served),
        ),
        served,
        Served(None, "", swatch(UNKNOWN), rest) if rest else None,
        [one for kind in shown if kind.kind.is_called for one in kind.services],
        [kind for kind in shown if not kind.kind.is_called],
    )


def _signs(served: list[Served]) -> list[Sign]:
    """Write each centre's number at its door, or where its district has its middle."""
    signs = []
    for one in served:
        service = one.shown.service if one.shown else None
        place = service.stands_in if service else None
        if service and service.lat is not None and service.lon is not None:
            signs.append(Sign(one.number, service.lat, service.lon))
        elif place and place.lat is not None and place.lon is not None:
            signs.append(Sign(one.number, place.lat, place.lon))
    return signs
