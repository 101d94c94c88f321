"""What of a service needs somebody: the worst of its facts, and what nobody has told at all."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.directory.models import Service
from portal.facts.states import State, state_of
from portal.facts.words import Kind as FactKind

# The worst first.
ORDER = (State.OVERDUE, State.EMPTY, State.UNCONFIRMED, State.DUE, State.GOOD)


@dataclass(frozen=True, slots=True)
class Review:
    """How a service stands today; ``lacking`` are the kinds of facts that nobody has told."""

    state: State
    lacking: tuple[str, ...]

    @property
    def words(self) -> str:
        """Say it in words, with what is lacking."""
        if not self.lacking:
            return str(self.state.label)
        names = ", ".join(str(FactKind(kind).label) for kind in self.lacking)
        lacking = _("not known: %(facts)s") % {"facts": names}
        return f"{self.state.label}; {lacking}"


def review_of(service: Service, today: datetime.date) -> Review:
    """Look at all that is told of a service, which was read with its facts."""
    facts = service.facts
    told = {fact.kind for fact in facts if fact.is_filled}
    lacking = tuple(kind for kind in service.kind.asked_for if kind not in told)
    states = {state_of(fact, today) for fact in facts} | ({State.EMPTY} if lacking else set())
    return Review(next((one for one in ORDER if one in states), State.GOOD), lacking)
