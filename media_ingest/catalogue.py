"""What each metric last answered: a dead one is asked for again once a week, not at every poll."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from media_ingest.models import Account, Metric

DEAD_IS_ASKED_AGAIN_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One metric that was asked for, and what became of it."""

    subject: str
    name: str
    period: str
    state: str = Metric.State.ANSWERS
    reason: str = ""

    def found_dead(self, reason: str) -> "Asked":
        return replace(self, state=Metric.State.DEAD, reason=reason)


def left_alone(account: Account, subject: str, now: datetime) -> dict[tuple[str, str], str]:
    """Give the dead metrics that are not asked for yet, by name and period, with their reasons."""
    rows = account.metrics.left_alone(now).filter(subject=subject)
    return {(row.name, row.period): row.reason for row in rows}


def note_metrics(account: Account, asked: Iterable[Asked], *, now: datetime) -> None:
    """Remember what became of each metric; a change of state is dated."""
    known = {(row.subject, row.name, row.period): row for row in account.metrics.all()}
    # Of several answers for one metric (a post each) the worst counts: "dead" says it for all.
    for one in {(a.subject, a.name, a.period): a for a in sorted(asked, key=_worst_last)}.values():
        row = known.get((one.subject, one.name, one.period))
        dead = one.state == Metric.State.DEAD
        Metric.objects.update_or_create(
            account=account,
            subject=one.subject,
            name=one.name,
            period=one.period,
            defaults={
                "state": one.state,
                "reason": one.reason[:300],
                "since": row.since if row and row.state == one.state else now,
                "checked_at": now,
                "ask_again_at": now + DEAD_IS_ASKED_AGAIN_AFTER if dead else None,
            },
        )


def _worst_last(asked: Asked) -> int:
    return [Metric.State.ANSWERS, Metric.State.EMPTY, Metric.State.DEAD].index(
        Metric.State(asked.state)
    )
