"""Money in outcome claims: the band that stays of an amount, and sums that are honest about it."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.models import AmountBand, OutcomeClaim

# The highest amount of each band, the lowest band first; None where there is no end.
UP_TO: dict[str, int | None] = {
    AmountBand.TO_10: 10_000,
    AmountBand.TO_50: 50_000,
    AmountBand.TO_100: 100_000,
    AmountBand.TO_300: 300_000,
    AmountBand.ABOVE: None,
}
# Fewer amounts than these are shown as no sum: it would tell of single people.
LEAST_SHOWN = 5


def band_of(amount: int | None) -> str:
    """Give the band of an amount; nothing for one that is not known, which is not 0."""
    if amount is None:
        return ""
    bands = (band for band, highest in UP_TO.items() if highest is None or amount <= highest)
    return str(next(bands))


def limits_of(band: str) -> tuple[int, int | None]:
    """Give the least and the greatest amount of a band."""
    names = [*UP_TO]
    place = names.index(AmountBand(band))
    below = UP_TO[names[place - 1]] if place else 0
    return (below or 0) + 1, UP_TO[names[place]]


@dataclass(frozen=True, slots=True)
class Sum:
    """What some claims together are about: at least, at most, and of how many it is known."""

    claims: int
    known: int
    least: int
    # None when one of them is in the band without an end.
    most: int | None

    @property
    def is_shown(self) -> bool:
        return self.known >= LEAST_SHOWN


def sum_of(claims: Iterable[OutcomeClaim]) -> Sum:
    """Add up amounts: exactly where they are known still, else by the ends of their bands."""
    every = list(claims)
    parts = [
        (one.amount, one.amount) if one.amount is not None else limits_of(one.amount_band)
        for one in every
        if one.amount is not None or one.amount_band
    ]
    most = [high for _low, high in parts]
    ends = [high for high in most if high is not None]
    return Sum(
        claims=len(every),
        known=len(parts),
        least=sum(low for low, _high in parts),
        most=sum(ends) if len(ends) == len(most) else None,
    )
