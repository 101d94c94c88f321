"""Figures that a person states, for the tests of polls beside them."""

from datetime import date, datetime

from campaigns.books import last_day
from campaigns.ledger import post_stated
from campaigns.statements import Statement


def state_products(month: date, now: datetime) -> None:
    """State a figure of the register of products, so that the books are not empty."""
    said = Statement(
        channel="products", indicator="C1", period_start=month, period_end=last_day(month),
        value=1, source="sheet",
    )  # fmt: skip
    post_stated([said.fact(now=now)], now=now)
