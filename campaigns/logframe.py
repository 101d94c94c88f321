"""Targets and results at a month: baseline, target, actual and how far that is.

Everything a donor's logframe asks for (OPSYS: indicator, baseline, target, value), read from
the ledger alone with a fixed number of queries, however many targets there are.
"""

import datetime
from dataclasses import dataclass
from fractions import Fraction

from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns import quiz_gain, unique_persons
from campaigns.actuals import Actual, Basis, actual_of
from campaigns.books import last_day, next_month
from campaigns.figures import Measure
from campaigns.models import Campaign, Channel, Definition, Indicator, Target
from campaigns.models.rollups import ALL_CAMPAIGNS
from campaigns.quiz_gain import hands_of_lines, rounded
from campaigns.stretches import Shelf, Stretch
from campaigns.totals import Line
from campaigns.unique_persons import Estimates, estimates, quarter_of

GAIN = "K1"


class Status(models.TextChoices):
    KNOWN = "known", _("known")
    IN_PART = "in-part", _("known in part")
    UNKNOWN = "unknown", _("not known")


class Pace(models.TextChoices):
    """How far a target is; the two percentages stand beside the word."""

    REACHED = "reached", _("reached")
    AHEAD = "ahead", _("on track")
    BEHIND = "behind", _("behind")
    NOT_REACHED = "not-reached", _("not reached")


@dataclass(frozen=True, slots=True)
class Row:
    """One target at a month. ``gone`` is how much of its days are over, in whole per cent.

    ``missing`` counts the months that are over and of which nobody stated a figure.
    """

    target: Target
    actual: Actual
    gone: int
    missing: int = 0

    @property
    def share(self) -> int | None:
        """How much of the target is reached, in whole per cent; None when nobody knows."""
        if self.actual.value is None:
            return None
        # Never rounded up: 99.9 % is not reached.
        return int(100 * Fraction(self.actual.value) / self.target.target_value)

    @property
    def status(self) -> Status:
        if self.actual.value is None:
            parts = any(part.value is not None for part in self.actual.parts)
            return Status.IN_PART if parts else Status.UNKNOWN
        return Status.IN_PART if self.actual.unknown or self.missing else Status.KNOWN

    @property
    def pace(self) -> Pace | None:
        """Compare with the days only what grows with them, which a sum does."""
        if self.share is None:
            return None
        if self.share >= 100:
            return Pace.REACHED
        if self.actual.basis is not Basis.SUM or self.gone >= 100:
            return Pace.NOT_REACHED
        return Pace.AHEAD if self.share >= self.gone else Pace.BEHIND


@dataclass(frozen=True, slots=True)
class Logframe:
    """The rows of a month, and the words of the channels and definitions in their parts.

    ``left_out`` counts the targets that somebody keeps out of the report: it is never silent.
    """

    month: datetime.date
    rows: tuple[Row, ...]
    channels: dict[str, Channel]
    definitions: dict[str, Definition]
    left_out: int = 0


def logframe(
    month: datetime.date,
    *,
    today: datetime.date,
    campaign: str | None = None,
    with_persons: bool = True,
    channels: dict[str, Channel] | None = None,
    definitions: dict[str, Definition] | None = None,
) -> Logframe:
    """Tell every target that had begun by ``month``; of one campaign if it is named.

    Eight queries, and a ninth where a target is of persons (A3). That one groups the cells of
    quarters, where all else reads roll-ups: who has no time for it leaves it out
    (``with_persons``), and such a target then tells only what a person stated. Who has read the
    channels and definitions already hands them over, which spares two.
    """
    month = month.replace(day=1)
    chosen = Target.objects.running_in(month).select_related("campaign", "indicator")
    every = [*(chosen if campaign is None else chosen.filter(campaign=campaign))]
    targets = [target for target in every if target.in_report]
    # The programme's first, each in its place, in the order of the model otherwise.
    targets.sort(key=lambda target: (target.campaign_id != Campaign.NONE, target.place))
    left_out = len(every) - len(targets)
    if not targets:
        return Logframe(month, (), {}, {}, left_out)
    first = min(target.from_month for target in targets)
    campaigns = {_campaign_of(target) for target in targets}
    shelf = Shelf.read(_measured(targets), campaigns, first=first, last=month)
    of_persons = any(one.indicator_id == unique_persons.INDICATOR for one in targets)
    persons = estimates(first=quarter_of(first), last=month) if with_persons and of_persons else {}
    return Logframe(
        month=month,
        rows=tuple(_row(one, shelf, persons, month, today) for one in targets),
        channels=Channel.objects.in_bulk() if channels is None else channels,
        definitions=Definition.objects.in_bulk() if definitions is None else definitions,
        left_out=left_out,
    )


def _measured(targets: list[Target]) -> set[str]:
    """Name the indicators whose months are to be read."""
    indicators = {target.indicator_id for target in targets}
    return indicators | {*quiz_gain.INDICATORS} if GAIN in indicators else indicators


def _campaign_of(target: Target) -> str:
    """Name the series of a target: what counts for no campaign counts for the programme."""
    is_programme = target.campaign_id == Campaign.NONE
    return ALL_CAMPAIGNS if is_programme else str(target.campaign_id)


def _row(
    target: Target,
    shelf: Shelf,
    persons: Estimates,
    month: datetime.date,
    today: datetime.date,
) -> Row:
    until = min(month, target.to_month)
    found = [
        stretch
        for name in shelf.by_series
        if name.campaign == _campaign_of(target)
        and (target.sex == Target.Of.ALL or name.sex == target.sex)
        and (stretch := shelf.stretch(name, target.from_month, until)) is not None
    ]
    own = [one for one in found if one.name.indicator == target.indicator_id]
    actual = actual_of(own, Measure.of(target.indicator), month)
    if target.indicator_id == GAIN:
        actual = _gain(found, month)
    elif target.indicator_id == unique_persons.INDICATOR and actual.value is None:
        # What a person stated of it stands before what is computed.
        actual = _estimate(target, persons, until)
    return Row(
        target=target,
        actual=actual,
        gone=_gone(target, min(last_day(month), today)),
        missing=_missing(target, actual, until, today),
    )


def _gain(stretches: list[Stretch], month: datetime.date) -> Actual:
    """Compute the gain of quizzes from the hands of the period, and of the month."""
    lines = [
        Line(
            name=one.name,
            own=sum(row.own for row in one.months if row.month == month),
            own_known=sum(row.own_known for row in one.months if row.month == month),
            cum=one.value or 0,
            cum_known=one.known,
        )
        for one in stretches
    ]
    of_month, of_period = hands_of_lines(lines)
    return Actual(Basis.GAIN, value=rounded(of_period.gain), month=rounded(of_month.gain))


def _estimate(target: Target, persons: Estimates, until: datetime.date) -> Actual:
    """Take the quarter with the most persons: quarters are never added."""
    campaign = _campaign_of(target)
    first = quarter_of(target.from_month)
    mine = [
        one
        for (of, quarter), one in persons.items()
        if of == campaign and first <= quarter <= until and one.low is not None
    ]
    largest = max(mine, key=lambda one: (one.low or 0, one.quarter), default=None)
    if largest is None:
        return Actual(Basis.ESTIMATE)
    return Actual(
        Basis.ESTIMATE,
        value=largest.low,
        at=largest.quarter,
        high=largest.high,
        unknown=sum(not one.complete for one in mine),
    )


def _gone(target: Target, day: datetime.date) -> int:
    """Say how much of a target's days are over, in whole per cent."""
    end = last_day(target.to_month)
    days = (min(day, end) - target.from_month).days + 1
    return max(0, int(100 * Fraction(days, (end - target.from_month).days + 1)))


def _missing(target: Target, actual: Actual, until: datetime.date, today: datetime.date) -> int:
    """Count the months that are over and unsaid; what adds up from records is never stated."""
    if target.indicator.nature != Indicator.Nature.STATED or actual.basis is Basis.ESTIMATE:
        return 0
    missing, month = 0, target.from_month
    while month <= until and last_day(month) < today:
        missing += month not in actual.months_known
        month = next_month(month)
    return missing
