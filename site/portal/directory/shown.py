"""A service as the readers of one language see it at one moment."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from campaigns.models import Place
from foundation.moments import dhaka_day
from portal.directory.models import KindOfService, Service
from portal.directory.opening import Opening, opening_at
from portal.directory.words import Language
from portal.facts.hours import day_name, hours_of
from portal.facts.sheet import ShownFact
from portal.facts.words import Kind as FactKind


@dataclass(frozen=True)
class Reader:
    """Who looks: in which language, at which moment, and whether staff look at a draft."""

    language: str
    now: datetime.datetime
    for_staff: bool = False

    def sees(self, fact: object, key: str = "") -> ShownFact:
        """Give a fact as this reader sees it."""
        return ShownFact(fact, key, self.language, dhaka_day(self.now), self.for_staff)  # type: ignore[arg-type]


@dataclass(frozen=True)
class ShownService:
    """One service with its facts, each under its kind; what is not known is there too."""

    service: Service
    reader: Reader

    @property
    def name(self) -> str:
        return self.service.name(self.reader.language)

    @property
    def kind(self) -> str:
        return self.service.kind.name(self.reader.language)

    @cached_property
    def facts(self) -> list[ShownFact]:
        return [self.reader.sees(fact) for fact in self.service.facts]

    def of_kind(self, kind: str) -> list[ShownFact]:
        """Give the facts of a kind that are known."""
        return [one for one in self.facts if one.is_known and one.fact and one.fact.kind == kind]

    @property
    def phones(self) -> list[ShownFact]:
        return self.of_kind(FactKind.PHONE)

    @property
    def addresses(self) -> list[ShownFact]:
        return self.of_kind(FactKind.ADDRESS)

    @property
    def hours(self) -> list[ShownFact]:
        return self.of_kind(FactKind.HOURS)

    @property
    def to_fill_in(self) -> list[ShownFact]:
        """The facts that staff have begun and nobody has confirmed; for staff alone."""
        return [one for one in self.facts if not one.is_known] if self.reader.for_staff else []

    @property
    def not_known(self) -> str:
        """Name what a reader would ask for and nobody has filled in."""
        asked = {
            _("telephone"): self.phones,
            _("opening hours"): self.hours,
            _("languages"): self.languages,
        }
        if not self.is_called:
            asked |= {_("address"): self.addresses, _("access with a wheelchair"): self.step_free}
        return ", ".join(name for name, known in asked.items() if not known)

    @property
    def more(self) -> list[ShownFact]:
        """What is told beside number, address and hours."""
        told = {FactKind.PHONE, FactKind.ADDRESS, FactKind.HOURS}
        return [
            one for one in self.facts if one.is_known and one.fact and one.fact.kind not in told
        ]

    @cached_property
    def opening(self) -> Opening | None:
        """Whether somebody is there now; None where hours are not known, or may have changed."""
        if any(one.is_old for one in self.hours):
            return None
        return opening_at((hours_of(one.fact) for one in self.hours), now=self.reader.now)

    @property
    def opens_on(self) -> str:
        """Name the day on which it opens next."""
        return day_name(self.opening.weekday, self.reader.language) if self.opening else ""

    @property
    def place(self) -> str:
        """Name the place in which it stands."""
        place = self.service.stands_in
        if place is None:
            return ""
        return place.name_bn if self.reader.language == "bn" else place.name_en

    @property
    def district(self) -> Place | None:
        """The district in which it stands; None where nobody has said, or for a line."""
        return self.service.district

    @property
    def languages(self) -> str:
        """Name the languages that are spoken there; "" where nobody has asked."""
        labels = dict(Language.choices)
        return ", ".join(str(labels[code]) for code in self.service.languages.split())

    @property
    def step_free(self) -> str:
        return str(self.service.get_step_free_display()) if self.service.step_free else ""

    @property
    def is_called(self) -> bool:
        return self.service.kind.is_called

    @property
    def map_address(self) -> str:
        """Give the address that opens the map of a phone at its door; no site is asked."""
        service = self.service
        return f"geo:{service.lat},{service.lon}" if service.lat is not None else ""


@dataclass(frozen=True)
class ShownKind:
    """A kind with its services, also where there is none."""

    kind: KindOfService
    services: list[ShownService]
    reader: Reader

    @property
    def slug(self) -> str:
        return self.kind.slug

    @property
    def name(self) -> str:
        return self.kind.name(self.reader.language)

    @property
    def about(self) -> ShownFact | None:
        """What such a service does, where somebody has confirmed it."""
        about = self.reader.sees(self.kind.about)
        return about if about.is_known else None


def by_kind(
    kinds: Iterable[KindOfService], services: Iterable[Service], reader: Reader
) -> list[ShownKind]:
    """Arrange services under their kinds, in the order of the kinds."""
    given = list(services)
    return [
        ShownKind(
            kind, [ShownService(one, reader) for one in given if one.kind_id == kind.pk], reader
        )
        for kind in kinds
    ]
