"""What each metric last answered: a dead one is asked for again once a week, not at every poll."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from media_ingest.answers import Asked
from media_ingest.models import Account, Metric

__all__ = ["Asked", "ask_for_a_probe", "left_alone", "note_metrics"]

DEAD_IS_ASKED_AGAIN_AFTER = timedelta(days=7)
REASON_LENGTH = 300
# Of several answers for one metric (a post each) the worst counts: "dead" says it for all.
WORST_LAST = [
    Metric.State.ANSWERS,
    Metric.State.REFUSED,
    Metric.State.EMPTY,
    Metric.State.DEAD,
]


def left_alone(
    account: Account, subjects: Sequence[str], now: datetime
) -> dict[tuple[str, str], str]:
    """Give the dead metrics that are not asked for yet, by name and period, with their reasons."""
    rows = account.metrics.all().left_alone(now).filter(subject__in=subjects)
    return {(row.name, row.period): row.reason for row in rows}


def note_metrics(account: Account, asked: Iterable[Asked], *, now: datetime) -> list[Asked]:
    """Remember what became of each metric, and give those that were found dead just now.

    A change of state is dated.
    """
    told = {(a.subject, a.name, a.period): a for a in sorted(asked, key=_worst_last)}
    known = (
        {(row.subject, row.name, row.period): row for row in account.metrics.all()} if told else {}
    )
    rows = []
    for key in sorted(told):
        one, before = told[key], known.get(key)
        dead = one.state == Metric.State.DEAD
        rows.append(
            Metric(
                account=account,
                subject=one.subject,
                name=one.name,
                period=one.period,
                state=one.state,
                reason=one.reason[:REASON_LENGTH],
                since=before.since if before and before.state == one.state else now,
                checked_at=now,
                ask_again_at=now + DEAD_IS_ASKED_AGAIN_AFTER if dead else None,
            )
        )
    Metric.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["account", "subject", "name", "period"],
        update_fields=["state", "reason", "since", "checked_at", "ask_again_at"],
    )
    return [one for one in told.values() if one.state == Metric.State.DEAD]


def ask_for_a_probe(account: Account) -> None:
    """Let the next tick probe: where one metric died, others may have died with it."""
    Account.objects.filter(pk=account.pk).update(probed_at=None)


def _worst_last(asked: Asked) -> int:
    return WORST_LAST.index(Metric.State(asked.state))
