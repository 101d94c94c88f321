"""Which figure can never be above which: a table, and each line of it recomputed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from campaigns.factsheet.cells import AT_LEAST
from campaigns.factsheet.formulas import CUMULATIVE
from portal.issues.linting.beside import Beside
from portal.issues.linting.findings import AMBER, RED, Finding, said
from portal.issues.linting.reading import Name, Reading

ABOVE = _("%(value)s is more than %(whole)s: %(most)s.")
UNCHECKED = _("Nobody can tell whether this is more than %(whole)s: that is not wholly known.")


@dataclass(frozen=True, slots=True)
class Relation:
    """One row that is a part of another, or of several together."""

    part: str
    of: tuple[str, ...]


# `prottasha.md` A5 and A6: the first two fail in the print of September 2022.
RELATIONS = (
    Relation("counselling-completed", ("psychosocial",)),
    Relation("counselling-enrolled", ("psychosocial",)),
    Relation("plans", ("screened",)),
    Relation("unique-eu", ("screened-eu",)),
    Relation("unique-elsewhere", ("screened-elsewhere",)),
    # Each kind of assistance has no more people than there are different ones in all kinds.
    Relation("social", ("unique",)),
    Relation("psychosocial", ("unique",)),
    Relation("economic", ("unique",)),
    Relation("unique", ("social", "psychosocial", "economic")),
    Relation("in-kind", ("economic",)),
    Relation("skill-trainings", ("economic",)),
)


@dataclass(frozen=True, slots=True)
class AtMost:
    """A relation of one sex with its figures; ``is_open`` where the whole is not wholly known."""

    relation: Relation
    name: Name
    value: int
    most: int
    is_open: bool

    @property
    def holds(self) -> bool:
        return self.value <= self.most


def comparisons(reading: Reading) -> Iterator[AtMost]:
    """Give every relation whose figures are printed, for each sex that all its rows have."""
    for relation in RELATIONS:
        for slug, basis, sex in reading.cells:
            part = reading.cell(slug, basis, sex)
            if slug != relation.part or basis != CUMULATIVE or part is None:
                continue
            wholes = [reading.cell(one, basis, sex) for one in relation.of]
            known = [one for one in wholes if one is not None and one["value"] is not None]
            if part["value"] is None or not known or None in wholes:
                continue
            is_open = len(known) < len(wholes) or any(one["status"] == AT_LEAST for one in known)
            most = sum(one["value"] for one in known)
            yield AtMost(relation, (slug, basis, sex), part["value"], most, is_open)


def check_relations(reading: Reading, beside: Beside) -> Iterator[Finding]:
    """Mark each part above its whole once: for all people, else for the first sex that fails."""
    marked = set()
    for one in comparisons(reading):
        if one.holds or one.relation in marked:
            continue
        marked.add(one.relation)
        whole = [reading.label(row) for row in one.relation.of]
        says = (
            said(UNCHECKED, whole=whole)
            if one.is_open
            else said(ABOVE, value=one.value, whole=whole, most=one.most)
        )
        mark = AMBER if one.is_open else RED
        where = reading.where(one.name)
        yield Finding("part-above-whole", mark, where, reading.at(one.name), says)
