"""Figures that are stated, and records that add up, for tests of what is read from the books."""

import datetime as dt

from campaigns.ledger import Cell, Fact, Source, post_contribution, post_stated

NOW = dt.datetime(2026, 11, 22, 6, tzinfo=dt.UTC)
KHULNA = "BD4047"
DEFINITIONS = {
    "A1": "events-held", "A2": "attendance", "A3": "community-persons", "A6": "first-timers",
    "C1": "products-developed", "D1": "facebook-viewers", "D4": "youtube-engaged-views",
    "E2": "hotline-calls", "K2": "message-recall", "M1": "other-accounts-reached",
    "Q2": "stories-with-consent",
    "K3": "quiz-asked-before", "K4": "quiz-right-before", "K5": "quiz-asked-after",
    "K6": "quiz-right-after",
}  # fmt: skip
CHANNELS = {"D1": "facebook", "D4": "youtube", "C1": "products", "E2": "hotline"}


def source(ref: str = "sheet") -> Source:
    return Source(authority="person", ref=ref, observed_at=NOW)


def state(code: str, month: int, value: int | None, **over) -> None:
    first = dt.date(2026, month, 1)
    cell = Cell(
        **{
            "indicator": code, "channel": CHANNELS.get(code, "news"), "zone": "Asia/Dhaka",
            "definition": DEFINITIONS[code], "period_start": first,
            "period_end": dt.date(2026, month, 28), **over,
        }
    )  # fmt: skip
    reason = "" if value is not None else "withheld"
    post_stated([Fact(cell=cell, source=source(), value=value, reason=reason)], now=NOW)


def add(code: str, day: dt.date, values: dict[str, int | None], *, campaign="none", ref="") -> None:
    """Contribute one record's figures, by "sex age"."""
    facts = [
        Fact(
            cell=Cell(
                indicator=code, channel="ipt-show", definition=DEFINITIONS[code],
                period_start=day, period_end=day, zone="Asia/Dhaka", area=KHULNA,
                sex=name.split()[0], age=name.split()[1], campaign=campaign,
            ),
            source=source(), value=value, reason="" if value is not None else "not-recorded",
        )
        for name, value in values.items()
    ]  # fmt: skip
    name = ref or f"event:{code}{day}{campaign}"
    post_contribution(name, facts, source=source(name), now=NOW)
