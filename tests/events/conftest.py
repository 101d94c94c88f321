"""What the tests of events share: an event that is right, and a look into the ledger."""

import datetime as dt
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from campaigns.ledger import Cell, Fact, Source, post_stated
from campaigns.models import Current, Place
from events.models import Event, EventKind
from foundation.pictures import read_picture
from tests.events.phone import Phone, field_worker

# Bugs that are planted to be found by chance take minutes: only in ``make storm``.
collect_ignore = [] if "PLANTED" in os.environ else ["test_planted_bugs_of_the_intake.py"]
FIGURES = ("women", "men", "girls", "boys", "not_recorded")


@pytest.fixture
def now() -> dt.datetime:
    return dt.datetime(2024, 6, 1, 6, tzinfo=dt.UTC)


@pytest.fixture
def union(db) -> Place:
    return Place.objects.filter(level="union", code__startswith="BD4047").order_by("code")[0]


@pytest.fixture
def new_event(union) -> Callable[..., Event]:
    """Make an event that is right but not stored; every part can be said otherwise."""

    def make(kind: str = "ipt-show", **parts: Any) -> Event:
        figures = {name: parts.pop(name, None) for name in FIGURES}
        if not any(figure is not None for figure in figures.values()) and "headcount" not in parts:
            figures.update(women=10, men=20, girls=3, boys=4)
        return Event(
            kind=EventKind.objects.get(pk=kind),
            **{"held_on": dt.date(2024, 5, 10), "place": union, "headcount": "count", **parts},
            **figures,
        )

    return make


@pytest.fixture
def ledger(db) -> Callable[..., dict[str, int]]:
    """Add up what the ledger holds now, by cell: ``{"A2 w adult": 10, …}``."""

    def read(**where: Any) -> dict[str, int]:
        sums: dict[str, int] = {}
        rows = Current.objects.filter(state="value", **where).select_related("key")
        for row in rows:
            key = row.key
            name = f"{key.indicator_id} {key.sex} {key.age}"
            sums[name] = sums.get(name, 0) + row.value
        return sums

    return read


@pytest.fixture
def opening_of_2019(db) -> None:
    """State how many shows were held to the end of 2019, as the leaflet prints it."""
    opening = Cell(
        indicator="A1",
        channel="ipt-show",
        definition="events-held",
        period_start=dt.date(2017, 4, 1),
        period_end=dt.date(2019, 12, 31),
        zone="Asia/Dhaka",
        role="opening",
    )
    stated_at = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    source = Source(authority="person", ref="file:leaflet", observed_at=stated_at)
    post_stated([Fact(cell=opening, source=source, value=1621)], now=stated_at)


@pytest.fixture
def form() -> Callable[..., dict[str, str]]:
    """Fill in the admin form as a browser would send it."""

    def fill(event: Event, **over: Any) -> dict[str, str]:
        plain = {
            "kind": event.kind_id,
            "level": event.level,
            "held_on": event.held_on.isoformat(),
            "starts_at": "",
            "place": event.place_id,
            "venue": event.venue,
            **{name: getattr(event, name) for name in FIGURES},
            "headcount": event.headcount,
            "organiser": event.organiser,
            "partner": event.partner,
            "message": event.message,
            "note": event.note,
            "standing": event.standing,
            "set_aside_reason": event.set_aside_reason,
            **over,
        }
        return {name: "" if value is None else str(value) for name, value in plain.items()}

    return fill


@pytest.fixture
def admin(db) -> Client:
    """A browser in which an administrator has signed in."""
    browser = Client()
    browser.force_login(User.objects.create_superuser("shirin"))
    return browser


# The same few photos are sent again and again: one look at each will do.
look_once = cache(read_picture)


@pytest.fixture(autouse=True)
def photo_folder(tmp_path, settings, monkeypatch) -> Path:
    """Keep the photos of each test in a folder of its own, on a disk that has room."""
    monkeypatch.setattr("events.photos.taking.read_picture", look_once)
    settings.EVENT_PHOTOS_ROOT = tmp_path / "photos"
    settings.EVENT_PHOTOS_LEAVE_FREE_MB = 0
    return settings.EVENT_PHOTOS_ROOT


@pytest.fixture
def phone(union) -> Phone:
    """The phone of a field worker in Khulna."""
    return Phone(field_worker("rahima"), union.code)
