"""What can be made to go wrong at a simulated platform, for how often and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

from tests.simulators.replies import Spoil


class Fault(StrEnum):
    """The first ten break the wire; the others are answers that a platform gives."""

    SERVER_ERROR = "500"
    HANG = "hang"
    CLOSE = "close"
    HTML = "html"
    TRUNCATED = "truncated"
    NO_ANSWER_BODY = "empty_body"
    REDIRECT = "redirect"
    DRIP = "drip"
    HUGE = "huge"
    # The platform acts, and its answer is lost.
    ACTED = "acted"
    EMPTY_LIST = "empty_list"
    NO_ROWS_KEY = "no_rows_key"
    DEAD_METRIC = "dead_metric"
    DEAD_TOKEN = "dead_token"
    UNAUTHORISED = "401"
    QUOTA_403 = "quota_403"
    QUOTA_429 = "quota_429"
    THROTTLED = "throttled"


@dataclass
class Script:
    """One scripted fault: on paths that contain ``path`` and queries that hold ``where``."""

    path: str
    fault: Fault | Spoil
    where: Mapping[str, str]
    times: int | None
    skip: int = 0


class Faults:
    """The scripted faults of one simulator; asked by several threads at once."""

    def __init__(self) -> None:
        self._scripts: list[Script] = []
        self._lock = Lock()

    def add(
        self,
        path: str,
        fault: Fault | str | Spoil,
        *,
        times: int | None = None,
        skip: int = 0,
        **where: str,
    ) -> None:
        """Break the next ``times`` requests to ``path`` (all of them without ``times``)."""
        known = Fault(fault) if isinstance(fault, str) else fault
        with self._lock:
            self._scripts.append(Script(path, known, where, times, skip))

    def clear(self) -> None:
        """Mend everything."""
        with self._lock:
            self._scripts.clear()

    def next_for(self, path: str, query: Mapping[str, str]) -> Fault | Spoil | None:
        """Give the fault that this request meets, and count it."""
        with self._lock:
            for script in self._scripts:
                if script.path not in path or script.times == 0:
                    continue
                if any(query.get(name) != value for name, value in script.where.items()):
                    continue
                if script.skip:
                    script.skip -= 1
                    continue
                if script.times is not None:
                    script.times -= 1
                return script.fault
        return None
