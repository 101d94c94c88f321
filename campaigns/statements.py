"""What a person states, typed into a form or written in a sheet, made into a fact of the ledger.

Here are the rules that hold for people and not for platforms: no month that
has not begun, nothing observed in the future, a definition that is found when
there is only one. What is wrong is :class:`StatementRefused`, which names the
field; the ledger's own laws follow when it is posted.
"""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.books import last_day
from campaigns.facts import Cell, Fact, LedgerRefused, Posting, Source
from campaigns.ledger import post_stated
from campaigns.models import Channel, Definition
from campaigns.models.entries import Authority, Confidence, Role, Sex
from foundation.moments import dhaka_day

# A platform's day is its own, so that a typed and a polled month meet in one cell.
ZONES = {"facebook": "America/Los_Angeles", "youtube": "America/Los_Angeles"}


class StatementRefused(LedgerRefused):
    """What a person states cannot be taken; ``field`` says what of it."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why, field=field)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One figure as a person states it; ``value`` None is unknown and has a reason."""

    channel: str
    indicator: str
    period_start: datetime.date
    period_end: datetime.date
    value: int | None
    role: str = Role.MONTH.value
    sex: str = Sex.NOT_RECORDED.value
    reason: str = ""
    definition: str = ""
    confidence: str = Confidence.SURE.value
    source: str
    observed_at: datetime.datetime | None = None
    payload_sha256: str = ""
    actor: str = ""

    def fact(self, *, now: datetime.datetime) -> Fact:
        """Make the fact. Raises :class:`StatementRefused`."""
        today = dhaka_day(now)
        self._refuse_what_is_to_come(now, today)
        definition = self._definition()
        return Fact(
            cell=Cell(
                indicator=self.indicator,
                channel=self.channel,
                definition=definition.slug,
                period_start=self.period_start,
                period_end=self.period_end,
                zone=ZONES.get(definition.platform, "Asia/Dhaka"),
                role=self.role,
                sex=self.sex,
            ),
            source=Source(
                authority=Authority.PERSON.value,
                ref=self.source,
                observed_at=self.observed_at or now,
                payload_sha256=self.payload_sha256,
                actor=self.actor,
            ),
            value=self.value,
            reason=self.reason,
            # What is said of a month that still runs is not its last word.
            settled=self.value is not None and self.period_end < today,
            confidence=self.confidence,
        )

    def _refuse_what_is_to_come(self, now: datetime.datetime, today: datetime.date) -> None:
        if self.period_start > today:
            why = _("%(day)s is still to come: nothing can be known of it") % {
                "day": self.period_start.isoformat()
            }
            raise StatementRefused("period_start", why)
        if self.role != Role.MONTH and self.period_end > today:
            why = _("%(day)s is still to come: a balance ends on a day that is over") % {
                "day": self.period_end.isoformat()
            }
            raise StatementRefused("period_end", why)
        if self.observed_at is not None and self.observed_at > now:
            why = _("it cannot have been observed in the future (%(moment)s)") % {
                "moment": self.observed_at.isoformat(timespec="minutes")
            }
            raise StatementRefused("observed_at", why)

    def _definition(self) -> Definition:
        """Return the named definition, or the only one that held all through the period."""
        if self.definition:
            named = Definition.objects.filter(slug=self.definition).first()
            if named is None:
                why = _("“%(name)s” is not a definition that we know") % {"name": self.definition}
                raise StatementRefused("definition", why)
            return named
        fitting = definitions_between(self.indicator, self.period_start, self.period_end)
        if len(fitting) != 1:
            why = _(
                "%(indicator)s has %(count)s definitions that held from %(start)s to %(end)s: "
                "name one in the column definition"
            ) % {
                "indicator": self.indicator,
                "count": len(fitting),
                "start": self.period_start,
                "end": self.period_end,
            }
            raise StatementRefused("definition", why)
        return fitting[0]


def definitions_between(
    indicator: str, start: datetime.date, end: datetime.date
) -> list[Definition]:
    """Give the definitions that held on every day from ``start`` to ``end``."""
    every = Definition.objects.filter(indicator=indicator)
    return [one for one in every if one.covers(start, end)]


def days_of_month(
    month: datetime.date, channel: Channel, definition: Definition | None
) -> tuple[datetime.date, datetime.date]:
    """Give the days of a month on which the channel was active and the definition held.

    Where there are none it is the whole month, and the ledger says what is wrong with it.
    """
    held_from = definition.valid_from if definition else None
    held_to = definition.valid_to if definition else None
    start = max(month, channel.active_from or month, held_from or month)
    end = min(day or last_day(month) for day in (channel.active_to, held_to, None))
    return (start, end) if start <= end else (month, last_day(month))


def try_posting(fact: Fact, *, now: datetime.datetime) -> Posting:
    """Tell what posting a fact would do, by doing it and taking it back."""
    with transaction.atomic():
        posting = post_stated([fact], now=now)
        transaction.set_rollback(True)
    return posting
