"""A month that could be closed, and who closes it: what the tests of closing share."""

import datetime as dt

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from campaigns.ledger import Cell, Fact, Source, post_stated
from campaigns.models import Control

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
TODAY = NOW.date()
JULY, AUGUST, SEPTEMBER, OCTOBER = (dt.date(2026, month, 1) for month in (7, 8, 9, 10))
DEFINITIONS = {
    "C1": "products-developed", "D1": "facebook-viewers", "D4": "youtube-engaged-views",
}  # fmt: skip
FACEBOOK, YOUTUBE = "gap:facebook:D1", "gap:youtube:D4"


def state(
    month: dt.date,
    value: int | None,
    *,
    indicator: str = "C1",
    channel: str = "products",
    minute: int = 0,
    authority: str = "person",
    settled: bool = True,
    **more,
) -> None:
    """State a figure of a month, so many minutes after NOW."""
    end = (month + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
    at = NOW + dt.timedelta(minutes=minute)
    cell = Cell(
        indicator=indicator,
        channel=channel,
        definition=DEFINITIONS[indicator],
        period_start=more.pop("since", month),
        period_end=end,
        zone="Asia/Dhaka",
        role=more.pop("role", "month"),
    )
    observed_at = more.pop("observed_at", at)
    source = Source(authority=authority, ref="register", observed_at=observed_at, actor="user:7")
    fact = Fact(cell=cell, source=source, value=value, settled=settled, **more)
    post_stated([fact], now=at)


def print_total(month: dt.date, value: int, confidence: str = "sure", basis: str = "month") -> None:
    """Have a document print a total of digital reach."""
    Control.objects.create(
        document="factsheet", rule_slug="digital", month=month, basis=basis, value=value,
        confidence=confidence,
    )  # fmt: skip


def answer_headline(month: dt.date, facebook: int = 200, youtube: int = 500) -> None:
    """State what the headline of digital reach asks for."""
    state(month, facebook, indicator="D1", channel="facebook")
    state(month, youtube, indicator="D4", channel="youtube")


def page(browser: Client, month: dt.date) -> str:
    return browser.get(reverse("months:inspect", args=[month.isoformat()])).content.decode()


def press(browser: Client, button: str, month: dt.date, fields: dict | None = None) -> str:
    """Press a button of the page of a month, and read what comes of it."""
    address = reverse(f"months:{button}", args=[month.isoformat()])
    return browser.post(address, fields or {}, follow=True).content.decode()


def words_for(*gaps: str, reason: str = "platform-silent", words: str = "It was silent.") -> dict:
    """Fill in the fields of these gaps."""
    return {
        name: value
        for gap in gaps
        for name, value in ((f"reason:{gap}", reason), (f"words:{gap}", words))
    }


def two_people() -> tuple[User, User]:
    return User.objects.create(username="asma"), User.objects.create(username="rahim")
