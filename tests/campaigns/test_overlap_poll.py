"""The shares of the overlap poll: what they are made of, and when none is told."""

from typing import Any

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from campaigns.overlap_poll import ANSWERS, ANY, FEWEST_ASKED, NO_HANDS, Hands, report_of
from campaigns.overlap_words import ROWS, poll_in_words, share_in_words, spread_in_words


@st.composite
def districts(draw: Any) -> Hands:
    asked = draw(st.integers(0, 90))
    facebook, youtube = (draw(st.integers(0, asked)) for _ in range(2))
    any_of_them = draw(st.integers(max(facebook, youtube), min(asked, facebook + youtube)))
    counts = dict(zip(ANSWERS, (asked, facebook, youtube, any_of_them), strict=True))
    return Hands(counts, events=draw(st.integers(1, 4)) if asked else 0)


def some(asked: int, facebook: int, youtube: int, any_of_them: int, events: int = 1) -> Hands:
    return Hands(dict(zip(ANSWERS, (asked, facebook, youtube, any_of_them), strict=True)), events)


@given(st.lists(districts(), max_size=6))
def test_a_share_lies_in_its_spread_and_its_parts_make_it_whole(parts):
    whole = sum(parts, NO_HANDS)
    told = report_of(whole, parts)
    assert told["enough"] == (whole.asked >= FEWEST_ASKED)
    assert told["districts"] == sum(one.asked > 0 for one in parts)
    for name in ANSWERS[1:]:
        share = told[name]
        assert (share["percent"] is None) == (not told["enough"])
        assert share["parts"] == sum(one.asked >= FEWEST_ASKED for one in parts)
        if share["parts"]:
            assert 0 <= share["lowest"] <= share["highest"] <= 100
        if share["parts"] == sum(one.asked > 0 for one in parts) and share["parts"]:
            assert share["lowest"] <= share["percent"] <= share["highest"]
    # Whoever saw both is in each of the two, and once among any of them.
    both = told["several"]["hands"]
    assert (
        both == told["poll_facebook"]["hands"] + told["poll_youtube"]["hands"] - whole.counts[ANY]
    )
    assert 0 <= both <= min(told["poll_facebook"]["hands"], told["poll_youtube"]["hands"])


@given(st.lists(districts(), max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_districts_says_nothing(parts, chance):
    turned = chance.sample(parts, len(parts))
    assert report_of(sum(turned, NO_HANDS), turned) == report_of(sum(parts, NO_HANDS), parts)


def test_of_29_nothing_is_told_and_of_30_it_is():
    few, enough = (report_of(one, [one]) for one in (some(29, 9, 3, 10), some(30, 9, 3, 10)))
    assert [few[name]["percent"] for name, _label in ROWS] == [None] * 4
    assert [enough[name]["percent"] for name, _label in ROWS] == [30, 10, 33.3, 6.7]
    assert poll_in_words(few) == "too few asked; 29 asked, events: 1, districts: 1"
    assert poll_in_words(report_of(NO_HANDS, [])) == "nobody was asked"
    assert spread_in_words(enough, ANY) == ""


def test_it_is_told_in_the_readers_digits():
    parts = [some(40, 10, 4, 12), some(60, 30, 12, 33)]
    told = report_of(sum(parts, NO_HANDS), parts)
    assert (
        spread_in_words(told, "poll_facebook")
        == "All months, 2 districts: 25.0\u00a0% to 50.0\u00a0%"
    )
    with translation.override("bn"):
        assert share_in_words(told, ANY) == "৪৫.০\u00a0%"
        assert spread_in_words(told, ANY) == "এ পর্যন্ত ২ জেলায়: ৩০.০\u00a0% থেকে ৫৫.০\u00a0%"
        assert not {*poll_in_words(told)} & {*"0123456789"}
