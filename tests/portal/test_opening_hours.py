"""Whether somebody is there now, in Dhaka, and when that changes; and how hours are written."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from foundation.moments import DHAKA
from portal.directory.opening import opening_at
from portal.facts.forms import DaysField
from portal.facts.hours import Hours
from portal.facts.models import Fact
from portal.facts.words import Kind

pytestmark = pytest.mark.sqlite
NINE, FIVE, MIDNIGHT = dt.time(9), dt.time(17), dt.time(0)
OFFICE = Hours((7, 1, 2, 3, 4), NINE, FIVE)  # Sunday to Thursday
DAILY = Hours((1, 2, 3, 4, 5, 6, 7), dt.time(7), dt.time(23))
ALWAYS = Hours((1, 2, 3, 4, 5, 6, 7), MIDNIGHT, MIDNIGHT)
SATURDAY = Hours((6,), NINE, dt.time(13))
# 2026-11-26 is a Thursday.
THURSDAY, FRIDAY, SUNDAY = (dt.date(2026, 11, day) for day in (26, 27, 29))


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """Give a moment of Dhaka as a server in another zone has it."""
    return dt.datetime.combine(day, dt.time(hour, minute), DHAKA).astimezone(dt.UTC)


@pytest.mark.parametrize(
    ("hours", "now", "is_open", "changes", "days"),
    [
        ([OFFICE], at(THURSDAY, 9), True, FIVE, 0),
        ([OFFICE], at(THURSDAY, 8, 59), False, NINE, 0),
        ([OFFICE], at(THURSDAY, 17), False, NINE, 3),
        ([OFFICE], at(FRIDAY, 12), False, NINE, 2),
        ([OFFICE, SATURDAY], at(FRIDAY, 12), False, NINE, 1),
        ([SATURDAY], at(FRIDAY + dt.timedelta(1), 14), False, NINE, 7),
        ([DAILY], at(FRIDAY, 22, 59), True, dt.time(23), 0),
        ([DAILY], at(FRIDAY, 2), False, dt.time(7), 0),
        ([Hours((4,), MIDNIGHT, MIDNIGHT)], at(THURSDAY, 23, 59), True, MIDNIGHT, 1),
        ([Hours((4,), NINE, FIVE), Hours((4,), FIVE, dt.time(20))], at(THURSDAY, 16), True,
         dt.time(20), 0),
    ],
)  # fmt: skip
def test_open_and_closed_are_dhaka_s(hours, now, is_open, changes, days):
    found = opening_at(hours, now=now)
    assert (found.is_open, found.clock, found.days_ahead) == (is_open, changes, days)


def test_day_and_night_never_changes_and_no_hours_say_nothing():
    assert opening_at([ALWAYS], now=at(FRIDAY, 3)).is_always_open
    assert opening_at([], now=at(FRIDAY, 3)) is None
    assert opening_at([OFFICE], now=at(THURSDAY, 18)).weekday == SUNDAY.isoweekday()


@pytest.mark.parametrize(
    ("hours", "en", "bn"),
    [
        (OFFICE, "Sunday to Thursday, 9 am to 5 pm", "রবিবার থেকে বৃহস্পতিবার, সকাল ৯টা থেকে বিকাল ৫টা"),
        (DAILY, "Every day, 7 am to 11 pm", "প্রতিদিন, সকাল ৭টা থেকে রাত ১১টা"),
        (ALWAYS, "Every day, day and night", "প্রতিদিন, দিনরাত"),
        (Hours((1, 3), NINE, FIVE), "Monday, Wednesday, 9 am to 5 pm",
         "সোমবার, বুধবার, সকাল ৯টা থেকে বিকাল ৫টা"),
        (Hours((5, 6, 7), NINE, FIVE), "Friday to Sunday, 9 am to 5 pm",
         "শুক্রবার থেকে রবিবার, সকাল ৯টা থেকে বিকাল ৫টা"),
    ],
)  # fmt: skip
def test_hours_are_written_as_people_say_them(hours, en, bn):
    assert (hours.text("en"), hours.text("bn")) == (en, bn)


def test_days_are_kept_in_one_order_and_ticked_again():
    field = DaysField(choices=[(str(day), str(day)) for day in range(1, 8)])
    assert field.clean(["7", "1"]) == "17"
    assert field.prepare_value("17") == ["1", "7"]
    assert not field.has_changed("17", ["7", "1"])
    assert field.has_changed("17", ["7"])


def test_hours_that_end_before_they_begin_are_refused_in_words(db):
    fact = Fact(
        key="hours", kind=Kind.HOURS, label_bn="সময়", label_en="Hours", open_days="1",
        opens_at=FIVE, closes_at=NINE,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="must close after it opens"):
        fact.clean()
