"""Fees, telephone numbers, days and percentages are read alike in Bangla and in English."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation import bangla
from portal.facts.numbers.reading import read_numbers
from portal.facts.numbers.told import lacking

# What says the same in both languages, as writers here write it.
SAME = [
    ("It costs 5 lakh taka.", "৫ লাখ টাকা লাগে।"),
    ("BDT 500,000 (5,952 USD)", "৫,০০,০০০ টাকা (৫,৯৫২ ডলার)"),
    ("They got BDT 2.4 million back.", "তাঁরা ২৪ লাখ টাকা ফেরত পেয়েছেন।"),
    ("520,000 taka", "৫ লাখ ২০ হাজার টাকা"),
    ("150,000 taka", "দেড় লাখ টাকা"),
    ("two thousand taka", "২,০০০ টাকা"),
    ("between 5 and 6 days, 5 to 6 lakh taka", "৫-৬ দিন, ৫-৬ লাখ টাকা"),
    ("Tk. 500/-", "৳৫০০"),
    ("1,000 Saudi riyals a month", "মাসে ১,০০০ সৌদি রিয়াল"),
    ("Call 08000102030 or 09610102030.", "০৮০০০ ১০২০৩০ বা ০৯৬১০-১০২০৩০ নম্বরে ফোন করুন।"),
    ("Call +880 1712-345678", "০১৭১২৩৪৫৬৭৮"),
    ("In danger call 999.", "বিপদে ৯৯৯ নম্বরে ফোন করুন।"),
    ("by 12 March 2026", "১২ই মার্চ ২০২৬ তারিখের মধ্যে"),
    ("March 12, 2026", "২০২৬ সালের ১২ মার্চ"),
    ("12/03/2026", "১২ মার্চ, ২০২৬"),
    ("on 21 July", "২১শে জুলাইয়ে"),
    ("in May 2019", "২০১৯ সালের মে মাসে"),
    ("since January 2020", "২০২০ সালের জানুয়ারী থেকে"),
    ("12.1 per cent were women", "শতকরা ১২.১ ভাগ নারী"),
    ("3.1%", "৩.১ শতাংশ"),
    # No word for money in one of them: a number that may be meant is no quarrel.
    ("It costs 5 lakh.", "৫ লাখ টাকা লাগে।"),
]
DIFFERENT = [
    ("The fee is 500 taka.", "খরচ ৬০০ টাকা।"),
    ("The fee is 5 lakh taka.", "খরচ ৫০ লাখ টাকা।"),
    ("500 taka", "৫০০ রিয়াল"),
    ("Call 08000102030.", "০৮০০০ ১০২০৩১ নম্বরে ফোন করুন।"),
    ("Call 999.", "৯৯৮ নম্বরে ফোন করুন।"),
    ("by 12 March 2026", "১২ মার্চ ২০২৭"),
    ("by 12 March", "১৩ মার্চ"),
    ("in May 2019", "২০১৯ সালের জুন মাসে"),
    ("12 per cent", "১৩ শতাংশ"),
    ("5 to 6 lakh taka", "৫ থেকে ৭ লাখ টাকা"),
    ("5 to 6 lakh taka", "৪ থেকে ৬ লাখ টাকা"),
]
# What is no fee, no telephone number and no day: each may stand in one language alone.
NOT_COMPARED = [
    "3 steps, 64 districts, ten centres",
    "৩টি ধাপ, ৬৪ জেলা",
    "Act of 2013, section 3.2",
    "২০১৩ সালের আইন",
    "You may march 5 times",
    "৫ মেয়ে ও ৩ ছেলে",
    "এক টাকাও দেবেন না",
    "লাখ লাখ টাকা",
    "সকাল ৭টা থেকে রাত ১১টা",
    "7 am to 11 pm, every 30 days",
    "5-10 people of 1,424,550",
    "Route 5/6, page 12-14",
]


@pytest.mark.parametrize(("english", "bangla_text"), SAME)
def test_the_same_is_read_as_the_same(english, bangla_text):
    one, other = read_numbers([english]), read_numbers([bangla_text])
    assert other.told
    assert lacking(one, other) == lacking(other, one) == []


@pytest.mark.parametrize(("english", "bangla_text"), DIFFERENT)
def test_another_number_is_noticed_from_both_sides(english, bangla_text):
    one, other = read_numbers([english]), read_numbers([bangla_text])
    assert lacking(one, other)
    assert lacking(other, one)


@pytest.mark.parametrize("text", NOT_COMPARED)
def test_numbers_that_cost_and_date_nothing_are_not_compared(text):
    assert read_numbers([text]).told == ()


def test_what_differs_is_told_as_it_is_written():
    page = "<p>The fee is <b>৫০০ টাকা</b>.</p><p>Call <a href='x'>999</a></p>"
    written = {told.written for told in read_numbers([page]).told}
    assert written == {"৫০০ টাকা", "999"}


def test_a_link_that_dials_is_a_telephone_number():
    dials = read_numbers(['<a href="tel:16135">this number</a>'])
    assert lacking(dials, read_numbers(["call 16135"])) == []
    assert lacking(dials, read_numbers(["call us"]))


@given(st.integers(0, 99_999_999))
def test_any_sum_is_the_same_in_both_groupings(value):
    english = read_numbers([f"It is {value:,} taka."])
    printed = bangla.to_bangla_digits(bangla.group(value))
    assert [told.value for told in english.told] == [("bdt", Decimal(value))]
    assert lacking(read_numbers([f"{printed} টাকা লাগে"]), english) == []


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 12, 31)))
def test_any_day_is_the_same_in_both_languages(day):
    english, in_bangla = (read_numbers([bangla.day(day, code)]) for code in ("en", "bn"))
    assert len(english.told) == 1
    assert english.told == in_bangla.told
    other = bangla.day(day + datetime.timedelta(1), "bn")
    assert lacking(english, read_numbers([other]))
