"""What can go wrong when an outside service is asked, told apart by what we do about it.

Clients raise these and nothing else; callers decide by class, never by text.
A reason is one line in plain words and never holds a secret.
"""

from datetime import datetime


class OutsideTrouble(Exception):
    """An outside service did not give what was asked of it."""

    def __init__(self, reason: str) -> None:
        self.reason = " ".join(reason.split())
        super().__init__(self.reason)


class TryLater(OutsideTrouble):
    """It may work by itself later; not before ``after``, when the service named a time.

    ``tell``: if it has not passed by the last try, a person has to look.
    """

    def __init__(self, reason: str, after: datetime | None = None, *, tell: bool = False) -> None:
        super().__init__(reason)
        self.after = after
        self.tell = tell


class NeedsPerson(OutsideTrouble):
    """Nothing will change until a person acts: a dead token, a permission taken away."""


class PermissionMissing(NeedsPerson):
    """One thing is not permitted; what needs another permission may still be asked."""


class GrantEnded(NeedsPerson):
    """The owner took our key back, or it died: the terms' clock for what was lent to us starts."""


class Gone(OutsideTrouble):
    """The service knows nothing under this id, or does not show it to us."""


class NotUnderstood(OutsideTrouble):
    """The answer, or the refusal, is none that we know: our fault until shown otherwise."""


class MetricRefused(OutsideTrouble):
    """This one metric has no answer; others of the same account may have one."""


class MetricDead(MetricRefused):
    """The platform no longer knows this metric: asking again soon is of no use."""
