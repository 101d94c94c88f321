"""What the ledger admits: known names, sane periods, the right definition, nothing counted twice.

Refusals are :class:`~campaigns.facts.LedgerRefused` with a sentence that a
person who typed the figure can act on.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import available_timezones

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from campaigns.facts import Cell, Contribution, Fact, LedgerRefused
from campaigns.itemising import Months, may_be_itemised, months_told, refuse_both_ways
from campaigns.locks import lock_channels
from campaigns.models import Campaign, Channel, Current, Definition, Indicator, Key, Place
from campaigns.models.entries import Age, Confidence, Role, Sex, State

ZONES = available_timezones()
ROLES, SEXES, AGES, CONFIDENCES = (
    frozenset(words.values) for words in (Role, Sex, Age, Confidence)
)
# Far above any figure, and far enough below what the database can add up.
GREATEST = 10**12
# What stands by itself, by indicator and channel.
Counted = dict[tuple[str, str], list[Key]]
# As wide as the columns of an entry; SQLite would not notice, PostgreSQL would stop.
ROOM = {"reason": 40, "source": 200}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names that a batch of facts uses, read in one query each."""

    indicators: dict[str, Indicator]
    definitions: dict[str, Definition]
    channels: dict[str, Channel]
    campaigns: dict[str, Campaign]
    areas: set[str]

    @classmethod
    def of(cls, cells: list[Cell]) -> "Vocabulary":
        return cls(
            indicators=Indicator.objects.in_bulk({cell.indicator for cell in cells}),
            definitions=Definition.objects.in_bulk({cell.definition for cell in cells}),
            channels=Channel.objects.in_bulk({cell.channel for cell in cells}),
            campaigns=Campaign.objects.in_bulk({cell.campaign for cell in cells}),
            areas={
                *Place.objects.filter(code__in={cell.area for cell in cells}).values_list(
                    "code", flat=True
                ),
                "",
            },
        )


@dataclass(frozen=True, slots=True)
class Gate:
    """All that decides whether facts may enter, read once for a whole batch."""

    vocabulary: Vocabulary
    counted: Counted
    months: Months

    @classmethod
    def of(cls, cells: list[Cell], *, hold: bool = False) -> "Gate":
        """Read it; ``hold`` lets nobody else write meanwhile what a register counts."""
        vocabulary = Vocabulary.of(cells)
        itemised = [cell for cell in cells if may_be_itemised(cell, vocabulary.indicators)]
        if hold and itemised:
            lock_channels(cell.channel for cell in itemised)
        return cls(vocabulary, _what_counts_already(cells), months_told(itemised))

    def admit(self, batch: list[Fact], *, contributed: bool) -> None:
        """Refuse the whole batch when one of its facts may not enter the ledger."""
        for fact in batch:
            _refuse_unknown_names(fact.cell, self.vocabulary)
            _refuse_bad_period(fact.cell)
            _refuse_wrong_definition(fact.cell, self.vocabulary)
            _refuse_bad_value(fact)
            _refuse_wrong_nature(fact.cell, self.vocabulary, contributed=contributed)
            refuse_both_ways(fact.cell, self.months, contributed=contributed)
        _refuse_counting_twice(batch, self.counted)


def admit(facts: Iterable[Fact], *, contributed: bool) -> None:
    """Refuse the whole batch when one of its facts may not enter the ledger."""
    batch = list(facts)
    # What is stated has locked its channels before.
    Gate.of([fact.cell for fact in batch], hold=contributed).admit(batch, contributed=contributed)


def find_refused(contributions: Iterable[Contribution]) -> dict[str, LedgerRefused]:
    """Tell without a write which of many contributions would be refused, and why."""
    every = list(contributions)
    gate = Gate.of([fact.cell for one in every for fact in one.facts])
    refused: dict[str, LedgerRefused] = {}
    for one in every:
        try:
            gate.admit(list(one.facts), contributed=True)
        except LedgerRefused as refusal:
            refused[one.contributor] = refusal
    return refused


def _refuse(cell: Cell, field: str, why: str) -> None:
    message = f"{cell}: {why}"
    raise LedgerRefused(message, field=field, why=why)


def _refuse_unknown_names(cell: Cell, vocabulary: Vocabulary) -> None:
    for field, why, name, known in (
        ("indicator", noop("“%s” is not an indicator that we know"), cell.indicator,
         vocabulary.indicators),
        ("definition", noop("“%s” is not a definition that we know"), cell.definition,
         vocabulary.definitions),
        ("channel", noop("“%s” is not a channel that we know"), cell.channel,
         vocabulary.channels),
        ("campaign", noop("“%s” is not a campaign that we know"), cell.campaign,
         vocabulary.campaigns),
        ("area", noop("“%s” is not a place code that we know"), cell.area, vocabulary.areas),
        ("zone", noop("“%s” is not a time zone that we know"), cell.zone, ZONES),
        ("role", noop("“%s” is not a role that we know"), cell.role, ROLES),
        ("sex", noop("“%s” is not a sex that we know"), cell.sex, SEXES),
        ("age", noop("“%s” is not an age that we know"), cell.age, AGES),
    ):  # fmt: skip
        # Words are looked up for what is refused only: nearly everything is admitted.
        if name not in known:
            _refuse(cell, field, _(why) % name)


def _refuse_bad_period(cell: Cell) -> None:
    if cell.period_start > cell.period_end:
        _refuse(cell, "period_end", _("the period ends before it starts"))
    if cell.role == Role.MONTH and cell.period_start < cell.month:
        _refuse(cell, "period_start", _("a month's figure must lie inside one month"))


def _refuse_wrong_definition(cell: Cell, vocabulary: Vocabulary) -> None:
    definition = vocabulary.definitions[cell.definition]
    if definition.indicator_id != cell.indicator:
        why = _("“%(name)s” is about %(indicator)s")
        words = {"name": cell.definition, "indicator": definition.indicator_id}
        _refuse(cell, "definition", why % words)
    if not definition.covers(cell.period_start, cell.period_end):
        why = _(
            "the definition “%(name)s” did not hold on every day of the period "
            "(it holds from %(start)s to %(end)s)"
        )
        start, end = definition.valid_from or _("ever"), definition.valid_to or _("now")
        _refuse(cell, "definition", why % {"name": cell.definition, "start": start, "end": end})
    channel = vocabulary.channels[cell.channel]
    if cell.role == Role.MONTH and not channel.active_between(cell.period_start, cell.period_end):
        why = _("the channel was not active (it was from %(start)s to %(end)s)")
        start, end = channel.active_from or _("ever"), channel.active_to or _("today")
        _refuse(cell, "channel", why % {"start": start, "end": end})


def _refuse_bad_value(fact: Fact) -> None:
    if fact.value is None and not fact.reason:
        _refuse(fact.cell, "reason", _("an unknown value needs a reason"))
    if fact.value is not None and fact.value < 0 and fact.cell.role != Role.DIFFERENCE:
        _refuse(fact.cell, "value", _("%s is below zero") % fact.value)
    if fact.value is not None and abs(fact.value) > GREATEST:
        _refuse(fact.cell, "value", _("%s is more than there can be") % fact.value)
    if fact.confidence not in CONFIDENCES:
        why = _("“%s” is not sure, likely or unsure")
        _refuse(fact.cell, "confidence", why % fact.confidence)
    for field, why, words in (
        ("reason", noop("the reason is longer than %s characters"), fact.reason),
        ("source", noop("the source is longer than %s characters"), fact.source.ref),
    ):
        if len(words) > ROOM[field]:
            _refuse(fact.cell, field, _(why) % ROOM[field])


def _refuse_wrong_nature(cell: Cell, vocabulary: Vocabulary, *, contributed: bool) -> None:
    """Stated and contributed months must not meet in one series: they would be added."""
    indicator = vocabulary.indicators[cell.indicator]
    is_contributed = indicator.nature == Indicator.Nature.CONTRIBUTED
    from_a_register = contributed and indicator.may_be_itemised
    if cell.role == Role.MONTH and contributed != is_contributed and not from_a_register:
        why = _("%s adds up from records") if is_contributed else _("%s is stated as a whole")
        _refuse(cell, "indicator", why % cell.indicator)
    if contributed and cell.role != Role.MONTH:
        _refuse(cell, "role", _("a contribution belongs to a month"))
    # The roll-ups of the country add districts and sexes up.
    if cell.area and not indicator.adds_over_areas:
        why = _("%s does not add up over areas: state it for the country")
        _refuse(cell, "area", why % cell.indicator)
    if cell.sex != Sex.NOT_RECORDED and not indicator.adds_over_sexes:
        why = _("%s does not add up over sexes: state it for all")
        _refuse(cell, "sex", why % cell.indicator)


def covers_many_months(key: Cell | Key) -> bool:
    """Whether a key sums up months without itemising them: an opening or a long difference."""
    return key.role == Role.OPENING or (
        key.role == Role.DIFFERENCE and key.period_start < key.month
    )


def _inside(inner: Cell | Key, outer: Cell | Key) -> bool:
    """Whether ``inner`` would be counted in ``outer`` as well."""
    inner_area = inner.area if isinstance(inner, Cell) else inner.area_code
    outer_area = outer.area if isinstance(outer, Cell) else outer.area_code
    return (
        inner_area.startswith(outer_area)
        and (outer.sex == "x" or outer.sex == inner.sex)
        and outer.period_start <= inner.period_end
        and inner.period_start <= outer.period_end
    )


def _what_counts_already(cells: list[Cell]) -> Counted:
    """Read what stands in the days of these cells and might count one of them twice."""
    if not cells:
        return {}
    spans: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for cell in cells:
        spans[cell.indicator, cell.channel].append(cell)
    overlapping = Q()
    for (indicator, channel), some in spans.items():
        first = min(cell.period_start for cell in some)
        overlapping |= Q(
            key__indicator=indicator,
            key__channel=channel,
            # Nothing that ended before: the index leads past all older months.
            key__month__gte=first.replace(day=1),
            key__period_start__lte=max(cell.period_end for cell in some),
        )
    # A month's figure can only meet a sum of months: few rows. A sum, which is
    # posted once in a programme's life, is compared with everything in its days.
    rows = Current.objects.filter(overlapping, state=State.VALUE).select_related("key")
    if not any(covers_many_months(cell) for cell in cells):
        rows = rows.exclude(key__role=Role.MONTH).exclude(
            key__role=Role.DIFFERENCE, key__period_start__gte=F("key__month")
        )
    counted: Counted = defaultdict(list)
    for row in rows:
        counted[row.key.indicator_id, row.key.channel_id].append(row.key)
    return counted


def _refuse_counting_twice(batch: list[Fact], counted: Counted) -> None:
    """Refuse an item inside a sum of months, and such a sum over items that exist.

    Both ways round, so that the order of posting does not decide what is counted.
    """
    has_sums = any(covers_many_months(fact.cell) for fact in batch)
    for fact in batch:
        cell = fact.cell
        here: list[Key | Cell] = []
        if keys := counted.get((cell.indicator, cell.channel)):
            own = cell.digest("")
            here += [key for key in keys if key.digest != own]
        if has_sums:
            here += [
                other.cell
                for other in batch
                if other.cell is not cell and other.value is not None
                if (other.cell.indicator, other.cell.channel) == (cell.indicator, cell.channel)
            ]
        _compare(cell, here)


def _compare(cell: Cell, keys: Sequence[Key | Cell]) -> None:
    for key in keys:
        if covers_many_months(key) and _inside(cell, key):
            why = _("already inside a balance of %(start)s to %(end)s")
            days = {"start": key.period_start.isoformat(), "end": key.period_end.isoformat()}
            _refuse(cell, "period_start", why % days)
        if covers_many_months(cell) and _inside(key, cell):
            _refuse(cell, "period_start", _("%s is already counted by itself") % key)
