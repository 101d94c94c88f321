"""What the ledger admits: known names, sane periods, the right definition, nothing counted twice.

Refusals are :class:`~campaigns.facts.LedgerRefused` with a sentence that a
person who typed the figure can act on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import available_timezones

from django.db.models import F, Q

from campaigns.facts import Cell, Fact, LedgerRefused
from campaigns.models import Campaign, Channel, Current, Definition, Indicator, Key, Place
from campaigns.models.entries import Age, Confidence, Role, Sex, State

ZONES = available_timezones()
# Far above any figure, and far enough below what the database can add up.
GREATEST = 10**12
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


def admit(facts: Iterable[Fact], *, contributed: bool) -> None:
    """Refuse the whole batch when one of its facts may not enter the ledger."""
    batch = list(facts)
    vocabulary = Vocabulary.of([fact.cell for fact in batch])
    for fact in batch:
        _refuse_unknown_names(fact.cell, vocabulary)
        _refuse_bad_period(fact.cell)
        _refuse_wrong_definition(fact.cell, vocabulary)
        _refuse_bad_value(fact)
        _refuse_wrong_nature(fact.cell, vocabulary, contributed=contributed)
    _refuse_counting_twice(batch)


def _refuse(cell: Cell, why: str) -> None:
    message = f"{cell}: {why}"
    raise LedgerRefused(message)


def _refuse_unknown_names(cell: Cell, vocabulary: Vocabulary) -> None:
    for what, name, known in (
        ("an indicator", cell.indicator, vocabulary.indicators),
        ("a definition", cell.definition, vocabulary.definitions),
        ("a channel", cell.channel, vocabulary.channels),
        ("a campaign", cell.campaign, vocabulary.campaigns),
        ("a place code", cell.area, vocabulary.areas),
        ("a time zone", cell.zone, ZONES),
        ("a role", cell.role, Role.values),
        ("a sex", cell.sex, Sex.values),
        ("an age", cell.age, Age.values),
    ):
        if name not in known:
            _refuse(cell, f"“{name}” is not {what} that we know")


def _refuse_bad_period(cell: Cell) -> None:
    if cell.period_start > cell.period_end:
        _refuse(cell, "the period ends before it starts")
    if cell.role == Role.MONTH and cell.period_start < cell.month:
        _refuse(cell, "a month's figure must lie inside one month")


def _refuse_wrong_definition(cell: Cell, vocabulary: Vocabulary) -> None:
    definition = vocabulary.definitions[cell.definition]
    if definition.indicator_id != cell.indicator:
        _refuse(cell, f"“{cell.definition}” is about {definition.indicator_id}")
    if not definition.covers(cell.period_start, cell.period_end):
        _refuse(
            cell,
            f"the definition “{cell.definition}” did not hold on every day of the period "
            f"(it holds from {definition.valid_from or 'ever'} to {definition.valid_to or 'now'})",
        )
    channel = vocabulary.channels[cell.channel]
    if cell.role == Role.MONTH and not channel.active_between(cell.period_start, cell.period_end):
        _refuse(
            cell,
            f"the channel was not active (it was from {channel.active_from or 'ever'} "
            f"to {channel.active_to or 'today'})",
        )


def _refuse_bad_value(fact: Fact) -> None:
    if fact.value is None and not fact.reason:
        _refuse(fact.cell, "an unknown value needs a reason")
    if fact.value is not None and fact.value < 0 and fact.cell.role != Role.DIFFERENCE:
        _refuse(fact.cell, f"{fact.value} is below zero")
    if fact.value is not None and abs(fact.value) > GREATEST:
        _refuse(fact.cell, f"{fact.value} is more than there can be")
    if fact.confidence not in Confidence.values:
        _refuse(fact.cell, f"“{fact.confidence}” is not sure, likely or unsure")
    for what, words in (("reason", fact.reason), ("source", fact.source.ref)):
        if len(words) > ROOM[what]:
            _refuse(fact.cell, f"the {what} is longer than {ROOM[what]} characters")


def _refuse_wrong_nature(cell: Cell, vocabulary: Vocabulary, *, contributed: bool) -> None:
    """Stated and contributed months must not meet in one series: they would be added."""
    indicator = vocabulary.indicators[cell.indicator]
    is_contributed = indicator.nature == Indicator.Nature.CONTRIBUTED
    if cell.role == Role.MONTH and contributed != is_contributed:
        how = "adds up from records" if is_contributed else "is stated as a whole"
        _refuse(cell, f"{cell.indicator} {how}")
    if contributed and cell.role != Role.MONTH:
        _refuse(cell, "a contribution belongs to a month")
    # The roll-ups of the country add districts and sexes up.
    if cell.area and not indicator.adds_over_areas:
        _refuse(cell, f"{cell.indicator} does not add up over areas: state it for the country")
    if cell.sex != Sex.NOT_RECORDED and not indicator.adds_over_sexes:
        _refuse(cell, f"{cell.indicator} does not add up over sexes: state it for all")


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


def _refuse_counting_twice(batch: list[Fact]) -> None:
    """Refuse an item inside a sum of months, and such a sum over items that exist.

    Both ways round, so that the order of posting does not decide what is counted.
    """
    cells = [fact.cell for fact in batch]
    overlapping = Q()
    for indicator, channel in {(cell.indicator, cell.channel) for cell in cells}:
        some = [cell for cell in cells if (cell.indicator, cell.channel) == (indicator, channel)]
        first = min(cell.period_start for cell in some)
        overlapping |= Q(
            key__indicator=indicator,
            key__channel=channel,
            # Nothing that ended before: the index leads past all older months.
            key__month__gte=first.replace(day=1),
            key__period_start__lte=max(cell.period_end for cell in some),
        )
    sums = [cell for cell in cells if covers_many_months(cell)]
    # A month's figure can only meet a sum of months: few rows. A sum, which is
    # posted once in a programme's life, is compared with everything in its days.
    rows = Current.objects.filter(overlapping, state=State.VALUE).select_related("key")
    if not sums:
        rows = rows.exclude(key__role=Role.MONTH).exclude(
            key__role=Role.DIFFERENCE, key__period_start__gte=F("key__month")
        )
    known = {(row.key.indicator_id, row.key.channel_id, row.key.digest): row.key for row in rows}
    for cell in cells:
        same = [
            key
            for (indicator, channel, digest), key in known.items()
            if (indicator, channel) == (cell.indicator, cell.channel) and digest != cell.digest("")
        ]
        beside = [
            fact.cell
            for fact in batch
            if sums and fact.cell is not cell and fact.value is not None
            if (fact.cell.indicator, fact.cell.channel) == (cell.indicator, cell.channel)
        ]
        _compare(cell, [*same, *beside])


def _compare(cell: Cell, keys: Sequence[Key | Cell]) -> None:
    for key in keys:
        if covers_many_months(key) and _inside(cell, key):
            _refuse(
                cell,
                f"already inside a balance of {key.period_start.isoformat()} "
                f"to {key.period_end.isoformat()}",
            )
        if covers_many_months(cell) and _inside(key, cell):
            _refuse(cell, f"{key} is already counted by itself")
