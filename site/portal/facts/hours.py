"""Opening hours: on which days of the week, from when to when, in Dhaka's time."""

import datetime
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise

from foundation import bangla

# ISO numbers, Monday being 1. The week of people here begins on Saturday.
WEEK = (6, 7, 1, 2, 3, 4, 5)
MIDNIGHT = datetime.time(0)
EVERY_DAY = {"bn": "প্রতিদিন", "en": "Every day"}
DAY_AND_NIGHT = {"bn": "দিনরাত", "en": "day and night"}
# Printed in the language of the page, whatever language the thread speaks.
_NAMES = {
    "bn": ("সোমবার", "মঙ্গলবার", "বুধবার", "বৃহস্পতিবার", "শুক্রবার", "শনিবার", "রবিবার"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


@dataclass(frozen=True, slots=True)
class Hours:
    """One stretch of each of some days; from midnight to midnight is day and night."""

    days: tuple[int, ...]
    opens: datetime.time
    closes: datetime.time

    @property
    def is_a_stretch(self) -> bool:
        """Say whether it closes after it opens."""
        return self.opens < self.closes or self.is_all_day

    @property
    def is_all_day(self) -> bool:
        return self.opens == self.closes == MIDNIGHT

    def text(self, language: str) -> str:
        """Write days and times: ``Sunday to Thursday, 9 am to 5 pm``."""
        if self.is_all_day:
            return f"{self._days(language)}, {DAY_AND_NIGHT[language]}"
        times = (bangla.clock(one, language) for one in (self.opens, self.closes))
        return f"{self._days(language)}, {_from_to(times, language)}"

    def _days(self, language: str) -> str:
        if len(self.days) == len(WEEK):
            return EVERY_DAY[language]
        names = [day_name(day, language) for day in _in_a_row(self.days)]
        if len(names) > 2 and _is_one_run(_in_a_row(self.days)):
            return _from_to((names[0], names[-1]), language)
        return ", ".join(names)


def hours_of(fact: Any) -> Hours:
    """Read the hours of a fact that has all of them, or at least the times."""
    return Hours(tuple(int(day) for day in fact.open_days), fact.opens_at, fact.closes_at)


def day_name(day: int, language: str) -> str:
    """Name a day of the week by its ISO number."""
    return _NAMES[language][day - 1]


def names_of_days() -> dict[int, str | Promise]:
    """Give the names of the days for a form, in whatever language it is shown."""
    return {day: WEEKDAYS[day - 1] for day in WEEK}


def _from_to(ends: Any, language: str) -> str:
    first, last = ends
    return f"{first} থেকে {last}" if language == "bn" else f"{first} to {last}"


def _in_a_row(days: tuple[int, ...]) -> list[int]:
    """Put days in their order, beginning after the longest pause of the week."""
    own = [day for day in WEEK if day in days]
    rows = (own[at:] + own[:at] for at in range(len(own)))
    return next((row for row in rows if _is_one_run(row)), own)


def _is_one_run(days: list[int]) -> bool:
    return all(WEEK[(WEEK.index(day) + 1) % len(WEEK)] == after for day, after in pairwise(days))
