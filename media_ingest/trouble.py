"""What went wrong in one poll, gathered so that one refusal does not stop the rest."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from celery.exceptions import SoftTimeLimitExceeded

from foundation.errors import (
    Gone,
    MetricRefused,
    NeedsPerson,
    NotUnderstood,
    PermissionMissing,
    TryLater,
)

logger = logging.getLogger(__name__)


@dataclass
class Trouble:
    """The refusals of one poll, and whether asking on makes sense.

    ``person`` is told although asking went on: a permission is missing, and
    what needs another one was still read.
    """

    refusals: list[str] = field(default_factory=list)
    later: TryLater | None = None
    person: NeedsPerson | None = None
    stopped: NeedsPerson | Gone | NotUnderstood | None = None
    throttled: bool = False

    @property
    def may_go_on(self) -> bool:
        return self.stopped is None and not self.throttled

    @property
    def reason(self) -> str:
        """Why something is missing, in one line; empty when nothing is."""
        return self.stopped.reason if self.stopped else "; ".join(dict.fromkeys(self.refusals))

    @contextmanager
    def met(self, what: str) -> Iterator[None]:
        """Gather what goes wrong inside; nothing comes out but the end of the worker's time."""
        try:
            yield
        except SoftTimeLimitExceeded:
            raise
        except TryLater as error:
            self.refuse(what, error.reason)
            self.later = error
            # A named time means that we are throttled, and calling on prolongs it.
            self.throttled = error.after is not None
        except PermissionMissing as error:
            self.refuse(what, error.reason)
            self.person = error
        except (NeedsPerson, Gone) as error:
            self.stopped = error
        except (MetricRefused, NotUnderstood) as error:
            self.refuse(what, error.reason)
        except Exception as error:  # noqa: BLE001 - an answer nobody foresaw must not stop the others
            # Only the place is told: the text of a foreign exception may quote a token.
            logger.error("asking for %s broke with %s", what, _whereabouts(error))
            self.refuse(what, f"not understood ({type(error).__name__})")

    def refuse(self, what: str, reason: str) -> None:
        """Note that something was not given."""
        self.refusals.append(f"{what}: {reason}")


def _whereabouts(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    line = f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "nowhere"
    return f"{type(error).__name__} in {line}"
