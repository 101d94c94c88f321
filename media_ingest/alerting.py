"""Raising and ending alerts: one open row a cause, however often the cause is met.

Whoever learns of a cause calls :func:`raise_alert` and :func:`resolve_alert`,
or :func:`keep_in_step` when it knows all that stands. Mails are the business
of :mod:`media_ingest.alert_mail`, words of :mod:`media_ingest.alert_words`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from media_ingest.models import Account, Alert

Kind = Alert.Kind

# What comes and goes by itself is told again only after a rest, or a quota
# that is spent every afternoon would be a mail every afternoon.
TOLD_AGAIN_AFTER = {
    Kind.ALLOWANCE_CLOSED: timedelta(days=7),
    Kind.POLL_GIVEN_UP: timedelta(days=1),
    Kind.POLL_MISSED: timedelta(days=1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why an alert stands: what it is about, and the facts that its words need.

    The facts are numbers, texts, dates and moments.
    """

    about: str
    account: Account | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


def raise_alert(kind: Kind, cause: Cause, *, now: datetime) -> None:
    """Raise an alert, or bring the facts of the one that stands up to date.

    Safe to call from several workers at once, inside a transaction or not.
    """
    standing = Alert.objects.open().filter(key=_key(kind, cause)).first()
    _raise(kind, cause, standing, now)


def _raise(kind: Kind, cause: Cause, standing: Alert | None, now: datetime) -> None:
    key, details = _key(kind, cause), _as_json(cause.details)
    if standing is not None:
        if standing.details != details:
            Alert.objects.filter(pk=standing.pk).update(details=details)
        return
    if _reopened(key, kind, details, now):
        return
    alert = Alert(
        key=key,
        kind=kind,
        about=cause.about,
        account=cause.account,
        details=details,
        raised_at=now,
    )
    # Two that saw none both insert; the unique key keeps one.
    Alert.objects.bulk_create([alert], ignore_conflicts=True)


def resolve_alert(kind: Kind, about: str, *, now: datetime) -> bool:
    """End an alert, because its cause is over; says whether one stood."""
    standing = Alert.objects.open().filter(key=f"{kind}:{about}")
    return bool(standing.update(resolved_at=now))


def keep_in_step(
    causes: Mapping[Kind, Sequence[Cause]], *, now: datetime, account: Account | None = None
) -> None:
    """Raise what stands and end what stands no more, of one account or of all.

    Of kinds that are not named nothing is known, and nothing changes. What
    stands is read once; only what differs is written.
    """
    if not causes:
        return
    rows = Alert.objects.open().filter(kind__in=causes)
    if account is not None:
        rows = rows.filter(account=account)
    standing = {row.key: row for row in rows}
    for kind, some in causes.items():
        for cause in some:
            _raise(kind, cause, standing.pop(_key(kind, cause), None), now)
    if standing:
        over = [row.pk for row in standing.values()]
        Alert.objects.open().filter(pk__in=over).update(resolved_at=now)


def _key(kind: Kind, cause: Cause) -> str:
    return f"{kind}:{cause.about}"


def _reopened(key: str, kind: Kind, details: Mapping[str, Any], now: datetime) -> bool:
    rest = TOLD_AGAIN_AFTER.get(kind)
    if rest is None:
        return False
    lately = Alert.objects.filter(key=key, resolved_at__gt=now - rest).order_by("-resolved_at")
    newest = lately.first()
    if newest is None:
        return False
    try:
        with transaction.atomic():
            Alert.objects.filter(pk=newest.pk).update(resolved_at=None, details=details)
    except IntegrityError:
        pass  # Another worker opened or raised it in between: it stands, and that is all we want.
    return True


def _as_json(details: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in details.items()
    }
