"""Figures that know what they may be added to.

A :class:`Figure` carries its indicator and where it stands (definition,
channel, month, area, sex and age, basis). ``+`` asks the indicator: over each
axis in which two figures differ it must be additive. :class:`Declared`, the
result of a headline rule, has no ``+``, no kind and no indicator, so it cannot
be added, rolled up or posted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields

from campaigns.models import Indicator

EVERY = "*"


class KindMixed(TypeError):
    """Persons are not views: figures of two kinds, or two indicators, do not add."""


class NotAdditive(TypeError):
    """The indicator does not add up over an axis in which the two figures differ."""

    def __init__(self, indicator: str, axis: str) -> None:
        super().__init__(f"{indicator} does not add up over {axis}")
        self.axis = axis


@dataclass(frozen=True, slots=True)
class Measure:
    """What of an indicator decides about adding."""

    code: str
    kind: str
    adds_over: frozenset[str]

    @classmethod
    def of(cls, indicator: Indicator) -> "Measure":
        adds_over = {
            axis
            for axis, adds in (
                ("months", indicator.adds_over_months),
                ("channels", indicator.adds_over_channels),
                ("areas", indicator.adds_over_areas),
                ("sexes", indicator.adds_over_sexes),
            )
            if adds
        }
        return cls(indicator.code, indicator.kind, frozenset(adds_over))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a figure stands; two figures that differ in an axis add over that axis."""

    definition: str
    channel: str
    month: str
    area: str
    sex: str
    age: str
    basis: str

    def together(self, other: "Standing") -> "Standing":
        merged = {
            f.name: mine if mine == getattr(other, f.name) else EVERY
            for f in fields(self)
            if (mine := getattr(self, f.name)) is not None
        }
        return Standing(**merged)


# Definitions and bases never add: no sum runs across a change of meaning.
AXES = {
    "definition": "definitions",
    "channel": "channels",
    "month": "months",
    "area": "areas",
    "sex": "sexes",
    "age": "sexes",
    "basis": "month and cumulative",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A value of one indicator, or what is known of it.

    ``value`` is the sum of what is known, and None when nothing is;
    ``known`` and ``unknown`` count the cells behind it.
    """

    measure: Measure
    standing: Standing
    value: int | None
    known: int = 1
    unknown: int = 0

    @property
    def kind(self) -> str:
        return self.measure.kind

    def __add__(self, other: object) -> "Figure":
        if not isinstance(other, Figure):
            return NotImplemented
        if (self.measure.code, self.kind) != (other.measure.code, other.kind):
            message = (
                f"{self.measure.code} ({self.kind}) and {other.measure.code} ({other.kind}) "
                "do not add"
            )
            raise KindMixed(message)
        self._refuse_foreign_axes(other.standing)
        known = [figure.value for figure in (self, other) if figure.value is not None]
        return Figure(
            self.measure,
            self.standing.together(other.standing),
            sum(known) if known else None,
            self.known + other.known,
            self.unknown + other.unknown,
        )

    def _refuse_foreign_axes(self, other: Standing) -> None:
        for name, axis in AXES.items():
            differs = getattr(self.standing, name) != getattr(other, name)
            if differs and axis not in self.measure.adds_over:
                raise NotAdditive(self.measure.code, axis)


def sum_up(figures: Sequence[Figure]) -> Figure:
    """Add one figure or more: what ``+`` gives and what it refuses, each axis looked at once."""
    first = figures[0]
    for other in figures[1:]:
        if (other.measure.code, other.kind) != (first.measure.code, first.kind):
            return first + other  # which says why not
    standing: dict[str, str] = {}
    for name in (one.name for one in fields(Standing)):
        values = {getattr(figure.standing, name) for figure in figures}
        if len(values) > 1 and AXES[name] not in first.measure.adds_over:
            raise NotAdditive(first.measure.code, AXES[name])
        standing[name] = values.pop() if len(values) == 1 else EVERY
    known = [figure.value for figure in figures if figure.value is not None]
    return Figure(
        first.measure,
        Standing(**standing),
        sum(known) if known else None,
        sum(figure.known for figure in figures),
        sum(figure.unknown for figure in figures),
    )


@dataclass(frozen=True, slots=True)
class Declared:
    """What a headline rule gives: a sum by declaration, always shown with words and parts.

    ``value`` is None while a term is unknown; ``known`` is what there is then
    and ``missing`` names the channels. ``low`` is the largest part that counts
    persons or accounts (views never bound people from below); ``high`` is the
    sum. A cumulative figure has neither: a sum of months bounds nothing.
    """

    value: int | None
    known: int | None
    missing: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    confidence: str | None = None
    controls: tuple["ControlSeen", ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ControlSeen:
    """A printed total beside what we compute."""

    document: str
    printed: int
    agrees: bool
