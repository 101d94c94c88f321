"""The ids under which one person is known in the database: what erasers are given."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

# Kinds of ids. Numbers hold within one database; the last two hold in every backup too.
STORY, PAGE, TRANSLATION, FILE = "story", "page", "translation", "file"
LASTING = (TRANSLATION, FILE)


@dataclass(frozen=True, slots=True)
class Traces:
    """A testimony, and the ids of what belongs to it, by kind. Never a word."""

    testimony: uuid.UUID
    # When the person was erased, or is erased again.
    at: datetime.datetime
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def ids(self, kind: str) -> frozenset[str]:
        """Give the ids of a kind, as text."""
        return self.known.get(kind, frozenset())

    def numbers(self, kind: str) -> list[int]:
        """Give the ids of a kind whose ids are numbers."""
        return sorted(int(one) for one in self.ids(kind))

    def with_more(self, more: Mapping[str, Iterable[Any]]) -> "Traces":
        """Add ids; none is ever forgotten, for its row may be gone and others still name it."""
        kinds = {*self.known, *more}
        return Traces(
            self.testimony,
            self.at,
            {kind: self.ids(kind) | {str(one) for one in more.get(kind, ())} for kind in kinds},
        )

    def as_json(self, kinds: Iterable[str] | None = None) -> dict[str, list[str]]:
        """Write the ids down, of all kinds or of some."""
        return {kind: sorted(self.ids(kind)) for kind in sorted(kinds or self.known)}
