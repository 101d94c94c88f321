"""The certificate: that every copy of a withdrawn testimony is gone, by codes, never by names.

Its statement is made of rows that do not change any more, so it is the same each time. It
is signed; :func:`is_certificate` says of a text, as somebody kept it, whether it is ours.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from crm_videos.models import Takedown, Withdrawal
from crm_videos.signing import is_ours, sign
from foundation.bangla import figure

SIGNED_BY = "signature "


class NotYetGone(Exception):
    """The sentence says how many copies are still somewhere."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is printed: ``statement`` is what the digest and the signature are of."""

    case: Withdrawal
    takedowns: list[Takedown]
    gone_at: datetime
    statement: str
    digest: str
    signature: str

    @property
    def took(self) -> timedelta:
        """Say how long it took until the last copy was proven gone."""
        return self.gone_at - self.case.opened_at

    @property
    def text(self) -> str:
        """Give the statement with its signature, to be kept as a file."""
        return f"{self.statement}{SIGNED_BY}{self.signature}\n"


def certify(case: Withdrawal) -> Certificate:
    """Make the certificate of a case. Raises :class:`NotYetGone` while anything is left."""
    left = case.takedowns.open().count()
    if left or case.cleared_at is None:
        told = {"count": figure(left, get_language() or "en")}
        raise NotYetGone(_("Not everything is gone yet. Copies still open: %(count)s.") % told)
    found: Any = case.takedowns.select_related("copy").order_by("copy__gone_at", "copy")
    takedowns = list(found)
    gone_at = max([case.cleared_at, *(task.copy.gone_at for task in takedowns)])
    statement = _statement(case, takedowns, gone_at)
    signature = next(iter(sign(statement.encode()).values()))
    digest = hashlib.sha256(statement.encode()).hexdigest()
    return Certificate(case, takedowns, gone_at, statement, digest, signature)


def is_certificate(text: str) -> bool:
    """Say whether a text is a certificate of ours, letter by letter."""
    statement, found, signature = text.rpartition(SIGNED_BY)
    return bool(found) and is_ours(statement.encode(), signature.strip())


def _statement(case: Withdrawal, takedowns: list[Takedown], gone_at: datetime) -> str:
    lines = [
        "nirapad certificate of withdrawal 1",
        f"testimony {case.testimony.code}",
        f"case {case.pk}",
        f"{'narrowed' if case.is_narrowing else 'withdrawn'} {_utc(case.opened_at)} {case.why}",
        *(
            f"copy {task.copy_id} {task.copy.kind} {task.copy.language or '-'} "
            f"gone {_utc(task.copy.gone_at)} {task.copy.proof}"
            for task in takedowns
        ),
        f"all gone {_utc(gone_at)}",
    ]
    return "\n".join(lines) + "\n"


def _utc(moment: datetime | None) -> str:
    assert moment  # noqa: S101 - nothing is certified while a copy stands
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
