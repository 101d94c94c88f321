import unicodedata
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation import bangla


@pytest.mark.parametrize(
    ("value", "bn", "en"),
    [
        (0, "০", "0"),
        (7, "৭", "7"),
        (999, "৯৯৯", "999"),
        (1000, "১,০০০", "1,000"),
        (20019, "২০,০১৯", "20,019"),
        (100000, "১,০০,০০০", "100,000"),
        (996003, "৯,৯৬,০০৩", "996,003"),
        (8830252, "৮৮,৩০,২৫২", "8,830,252"),
        (10000000, "১,০০,০০,০০০", "10,000,000"),
        (-23270, "-২৩,২৭০", "-23,270"),
    ],
)
def test_a_figure_is_grouped_as_its_language_does(value, bn, en):
    assert bangla.figure(value, "bn") == bn
    assert bangla.figure(value, "en") == en


def test_unknown_is_a_dash_and_a_reported_zero_is_a_zero():
    assert bangla.figure(None, "bn") == bangla.figure(None, "en") == "—"
    assert bangla.figure(0, "bn") == "০"


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_grouping_never_changes_the_number(value):
    grouped = bangla.group(value)
    assert int(grouped.replace(",", "")) == value
    *pairs, last = grouped.lstrip("-").split(",")
    assert len(last) == 3 or not pairs
    assert all(len(pair) == 2 for pair in pairs[1:])


def test_months_and_days_are_named_with_the_digits_of_the_language():
    assert bangla.month_name(date(2022, 9, 1), "bn") == "সেপ্টেম্বর ২০২২"
    assert bangla.month_name(date(2022, 9, 1), "en") == "September 2022"
    assert bangla.day(date(2022, 8, 31), "bn") == "৩১ আগস্ট ২০২২"
    assert bangla.day(date(2022, 8, 31), "en") == "31 August 2022"


@pytest.mark.parametrize(
    ("value", "bn", "en"),
    [
        (time(7), "সকাল ৭টা", "7 am"),
        (time(23), "রাত ১১টা", "11 pm"),
        (time(0), "রাত ১২টা", "12 am"),
        (time(12), "দুপুর ১২টা", "12 pm"),
        (time(16, 30), "বিকাল ৪টা ৩০ মিনিট", "4:30 pm"),
        (time(5, 5), "ভোর ৫টা ৫ মিনিট", "5:05 am"),
    ],
)
def test_a_time_is_written_as_it_is_spoken(value, bn, en):
    assert bangla.clock(value, "bn") == bn
    assert bangla.clock(value, "en") == en


def test_bangla_is_kept_in_the_one_normal_form():
    text = Path(bangla.__file__).read_text(encoding="utf-8")
    assert text == unicodedata.normalize("NFC", text)
