"""The ticks of a checklist, as the address of its page carries them: ``?done=1&done=3&of=8``."""

from dataclasses import dataclass

from django.http import QueryDict


@dataclass(frozen=True, slots=True)
class Ticks:
    """Which steps are done; ``is_outdated`` where the list has another length since."""

    done: frozenset[int]
    of: int
    is_outdated: bool = False

    @property
    def left(self) -> int:
        return self.of - len(self.done)


def read_ticks(asked: QueryDict, steps: int) -> Ticks:
    """Read the ticks of an address; what is no step of this list is left out.

    A tick says "this is done": where steps came or went since, none is believed.
    """
    done = {int(one) for one in asked.getlist("done") if one.isascii() and one.isdecimal()}
    was = asked.get("of", "")
    if done and was != str(steps):
        return Ticks(frozenset(), steps, is_outdated=True)
    return Ticks(frozenset(done.intersection(range(1, steps + 1))), steps)
