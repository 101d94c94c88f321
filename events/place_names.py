"""A place by its code or by one exact name, never by guess.

A name is the English or Bangla one or another spelling that the register holds.
Where several places bear it, or none does, a person has to say which: the reason
lists candidates with their codes. Five thousand places are read once a sheet.
"""

import difflib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Self

from django.utils.translation import gettext as _

from campaigns.models import Place
from campaigns.models.places import search_form

MOST_CANDIDATES = 8
LIKENESS = 0.75
MOST_COMPARED = 60
Codes = frozenset[str]


class NoSuchPlace(ValueError):
    """No one place is meant; ``column`` says which cell, the message why."""

    def __init__(self, column: str, why: str) -> None:
        super().__init__(why)
        self.column = column


@dataclass(slots=True)
class PlaceNames:
    """All places but divisions by their folded names; divisions by their codes alone."""

    by_code: dict[str, Place] = field(default_factory=dict)
    by_name: dict[str, set[str]] = field(default_factory=dict)
    by_pair: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def read(cls) -> Self:
        """Read the register; one query."""
        names = cls()
        for place in Place.objects.defer("search_text", "doubt"):
            names.by_code[place.code.upper()] = place
            # No event is held in a division, so its name stands for the district.
            if place.level == Place.Level.DIVISION:
                continue
            for name in (place.name_en, place.name_bn, *place.aliases.split(";")):
                if folded := _folded(name):
                    names.by_name.setdefault(folded, set()).add(place.code.upper())
        return names

    def find(self, text: str, *, district: str = "", upazila: str = "") -> Place:
        """Give the one place that is meant. Raises :class:`NoSuchPlace`."""
        within = self._narrow(district, upazila)
        found = self._named(text)
        lying = sorted(code for code in found if _lies_in(code, within))
        if len(lying) == 1:
            return self.by_code[lying[0]]
        if lying:
            raise NoSuchPlace("place", self._ambiguous(text, lying))
        if found:
            raise NoSuchPlace("place", self._elsewhere(text, found))
        raise NoSuchPlace("place", self._unknown(text, within))

    def _named(self, text: str) -> Codes:
        code = text.strip().upper()
        if code in self.by_code:
            return frozenset({code})
        return frozenset(self.by_name.get(_folded(text), ()))

    def _narrow(self, district: str, upazila: str) -> Codes:
        """Give the areas in which it must lie: those of the upazila, in the district."""
        within: Codes = frozenset({""})
        for column, text, levels in (
            ("district", district, {Place.Level.DISTRICT}),
            ("upazila", upazila, {Place.Level.UPAZILA, Place.Level.CITY_CORPORATION}),
        ):
            if not text:
                continue
            found = {code for code in self._named(text) if self.by_code[code].level in levels}
            lying = frozenset(code for code in found if _lies_in(code, within))
            if not lying:
                why = self._elsewhere(text, found) if found else self._unknown(text, within, levels)
                raise NoSuchPlace(column, why)
            within = lying
        return within

    def _ambiguous(self, text: str, codes: Iterable[str]) -> str:
        return _(
            "“%(text)s” is the name of several places: %(places)s. Write the code, or name the "
            "district or upazila in its column."
        ) % {"text": text, "places": self._listed(codes)}

    def _elsewhere(self, text: str, codes: Iterable[str]) -> str:
        return _(
            "“%(text)s” does not lie in the district or upazila of this row; it is: %(places)s."
        ) % {"text": text, "places": self._listed(codes)}

    def _unknown(self, text: str, within: Codes, levels: Iterable[str] = ()) -> str:
        alike = self._alike(_folded(text), within)
        alike = [c for c in alike if not levels or self.by_code[c].level in levels]
        if not alike:
            return _("We know no place “%(text)s”. Write its code, or its name as we do.") % {
                "text": text
            }
        return _(
            "We know no place “%(text)s”. Is it one of these? %(places)s. Write the code or the "
            "exact name."
        ) % {"text": text, "places": self._listed(alike)}

    def _alike(self, folded: str, within: Codes) -> list[str]:
        """Give places of like names, to show and never to take."""
        shared: Counter[str] = Counter()
        for pair in _pairs_of_letters(folded):
            shared.update(self._by_pair().get(pair, ()))
        names = (
            name
            for name, _number in shared.most_common()
            if within == {""} or any(_lies_in(code, within) for code in self.by_name[name])
        )
        # To compare with all nine thousand names would take a while for each slip of a sheet.
        nearest = [*islice(names, MOST_COMPARED)]
        close = difflib.get_close_matches(folded, nearest, n=3, cutoff=LIKENESS)
        return [
            code for name in close for code in sorted(self.by_name[name]) if _lies_in(code, within)
        ]

    def _by_pair(self) -> dict[str, list[str]]:
        """Give the names by each two letters that follow each other in them; made once."""
        if not self.by_pair:
            for name in self.by_name:
                for pair in _pairs_of_letters(name):
                    self.by_pair.setdefault(pair, []).append(name)
        return self.by_pair

    def _listed(self, codes: Iterable[str]) -> str:
        """Name places with what they lie in, and their codes."""
        every = sorted(codes)
        told = [f"{self._described(code)} ({code})" for code in every[:MOST_CANDIDATES]]
        more = len(every) - MOST_CANDIDATES
        if more > 0:
            told.append(_("and %(more)s more") % {"more": more})
        return "; ".join(told)

    def _described(self, code: str) -> str:
        """Name a place up to its district, without a query for each step."""
        steps, place = [], self.by_code.get(code)
        while place is not None and place.level != Place.Level.DIVISION:
            steps.append(place.name)
            place = self.by_code.get((place.parent_id or "").upper())
        return ", ".join(steps) or self.by_code[code].name


def _pairs_of_letters(folded: str) -> set[str]:
    return {folded[at : at + 2] for at in range(max(1, len(folded) - 1))}


def _lies_in(code: str, within: Codes) -> bool:
    return any(code.startswith(area) for area in within)


@lru_cache(maxsize=20_000)
def _folded(name: str) -> str:
    """Fold a name: as for searching, with single spaces."""
    return " ".join(search_form(name).split())
