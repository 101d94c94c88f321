"""Taking the answers out of what was said, one by one, with what is wrong by name."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from events.single_values import Wrong

DETAILS = "details"
NOTHING: tuple[Any, ...] = (None, "", [], {})
# Gives the row of a model under a key, if there is one.
FindRow = Callable[[type[Model], str | int], Model | None]
GREATEST_KEY = 2**31


@dataclass(slots=True)
class Details:
    """The answers that were given, in their one form, and what cannot be right, by field."""

    answers: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    def wrong(self, name: str, why: str) -> None:
        """Note what is wrong with an answer; the first reason stands."""
        self.problems.setdefault(f"{DETAILS}.{name}", why)

    def take(self, said: dict[str, Any], name: str, read: Callable[[Any], Any]) -> None:
        """Read one answer, if it was given."""
        if said.get(name) in NOTHING:
            return
        try:
            answer = read(said[name])
        except Wrong as wrong:
            self.wrong(name, str(wrong))
            return
        # Text of blanks says nothing either.
        if answer not in NOTHING:
            self.answers[name] = answer

    def refuse_others(self, said: dict[str, Any], known: tuple[str, ...]) -> None:
        """Refuse what nobody asked: a slip in a name would pass unseen."""
        for name in said.keys() - {*known}:
            self.wrong(name, _("This is not asked of an event of this kind."))


def read_key(value: Any) -> int:
    """Read the number by which a row of ours is known."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < GREATEST_KEY:
        raise Wrong(_("This is not the number of anything that we know."))
    return value


def read_list(value: Any, *, most: int) -> list[dict[str, Any]]:
    """Read a list of objects."""
    if not isinstance(value, list) or len(value) > most:
        raise Wrong(_("This is not a list of up to %(most)s.") % {"most": most})
    if not all(isinstance(one, dict) for one in value):
        raise Wrong(_("Each of these must be an object with names."))
    return value
