"""How many of a hundred answered so: unknown where hardly anybody did."""

from foundation.bangla import UNKNOWN, in_digits_of

# A share of fewer says more of chance than of what was asked.
LEAST_FOR_A_SHARE = 5


def share_of(part: int, whole: int) -> int | None:
    """Give the percentage, to the nearest; None of a handful."""
    return round(100 * part / whole) if whole >= LEAST_FOR_A_SHARE else None


def in_percent(share: int | None, language: str) -> str:
    """Write a percentage in a reader's digits; an unknown one is a dash."""
    return UNKNOWN if share is None else in_digits_of(f"{share} %", language)
