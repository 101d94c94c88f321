"""The page "Persons reached": figures, words, months."""

import re
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.html import strip_tags

from campaigns.closing import approve_closing, begin_closing, oldest_open_month
from campaigns.ledger import Cell, Fact, Source, post_stated
from portal.pages.models.reach import month_context

NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)


def words_of(response) -> str:
    html = re.sub(r"(?s)<style>.*?</style>|<head>.*?</head>", " ", response.content.decode())
    return re.sub(r"\s+", " ", strip_tags(html.replace("<", " <")))


def post_month(channel, month_start, month_end, value, **more):
    cell = Cell(
        indicator="D1",
        channel=channel,
        definition="facebook-viewers",
        period_start=month_start,
        period_end=month_end,
        zone="America/Los_Angeles",
    )
    source = Source(authority="platform", ref="account:1", observed_at=NOW)
    post_stated([Fact(cell=cell, source=source, value=value, **more)], now=NOW)


def test_september_2022_stands_in_lakh_and_bangla_digits(client, prottasha, reach_urls):
    words = words_of(client.get(reach_urls["bn"], {"month": "2022-09"}))
    for figure in ("২২,৫৩৯", "৭৫,৯৩,২৫৭", "৬৭৫", "৩,৫৯,৭১২", "৮,৭৭,২৮৩", "২৩,২৭০", "৮৮,৩০,২৫২"):
        assert figure in words
    assert "১৪,২৪,৫৫০" in words
    assert "৮৩৯" in words
    assert "সেপ্টেম্বর ২০২২" in words
    assert not re.search(r"[0-9]", words.replace("prottasha-factsheet-2022-09", ""))


def test_september_2022_stands_in_thousands_in_english(client, prottasha, reach_urls):
    words = words_of(client.get(reach_urls["en"], {"month": "2022-09"}))
    for figure in ("22,539 7,593,257", "675 359,712", "56 877,283", "23,270 8,830,252"):
        assert figure in words
    assert "from 22,539, the largest channel that counts persons or accounts, to 23,270" in words
    assert "7,570,718, as of 31 August 2022." in words
    assert "News reports 0 890" in words


def test_unknown_is_a_dash_with_words_and_a_cumulative_does_not_fall(client, prottasha, reach_urls):
    words = words_of(client.get(reach_urls["en"], {"month": "2025-03"}))
    assert "In March 2025: — not known" in words
    assert "Total — not known 8,830,252" in words
    assert "Video show — not known 2,288 at least" in words
    bangla = words_of(client.get(reach_urls["bn"], {"month": "2025-03"}))
    assert "— জানা নেই ৮৮,৩০,২৫২" in bangla


def test_a_part_says_what_it_counts_its_state_and_its_day(client, prottasha, reach_urls):
    post_month("facebook", date(2026, 10, 4), date(2026, 10, 31), 1234, settled=True)
    words = words_of(client.get(reach_urls["en"], {"month": "2026-10"}))
    assert "accounts: one person can have several" in words
    assert "State final" in words
    assert "Days 4–31 October 2026" in words
    # And beside the figure itself, where a hasty reader looks.
    assert "final · 4–31 October 2026 1,234" in words
    bangla = words_of(client.get(reach_urls["bn"], {"month": "2026-10"}))
    assert "৪–৩১ অক্টোবর ২০২৬ ১,২৩৪" in bangla
    assert "Read on 21 November 2026" in words
    assert "Known so far: 1,234." in words
    assert "not the whole month: YouTube" in words
    assert "no reading for this month" in words


def test_what_was_corrected_after_a_closing_stands_below_the_closed_figure(
    client, prottasha, reach_urls
):
    one, other = (User.objects.create(username=name) for name in ("asma", "rahim"))
    while (month := oldest_open_month()) <= date(2022, 9, 1):
        begin_closing(month, by=one, today=NOW.date())
        approve_closing(month, by=other, now=NOW)
    cell = Cell(
        indicator="D0", channel="facebook", definition="printed-reach",
        period_start=date(2022, 9, 1), period_end=date(2022, 9, 30), zone="Asia/Dhaka",
    )  # fmt: skip
    source = Source(authority="person", ref="document:erratum", observed_at=timezone.now())
    post_stated([Fact(cell=cell, source=source, value=22600)], now=NOW)
    words = words_of(client.get(reach_urls["en"], {"month": "2022-09"}))
    assert "22,539 7,593,257" in words
    assert "Facebook, Reach as printed by the project: 22,539 became 22,600 on 21 November" in words
    assert "counted in October 2022 (by a person)" in words


def test_field_reach_is_never_added_to_digital_reach(client, prottasha, reach_urls):
    words = words_of(client.get(reach_urls["en"], {"month": "2022-09"}))
    assert "1,424,550" in words
    assert f"{8830252 + 1424550:,}" not in words


@pytest.mark.parametrize(
    "asked", ["2022-13", "zz", "2019-11", "2999-01", "٢٠٢٢-٠٩", "2022-9-1", "' OR 1=1 --", "\x00"]
)
def test_a_senseless_month_gets_the_newest_one_and_a_polite_sentence(
    client, prottasha, reach_urls, asked
):
    response = client.get(reach_urls["en"], {"month": asked})
    assert response.status_code == 200
    assert "We could not find the month you asked for. Here is September 2022." in words_of(
        response
    )


def test_without_any_figure_the_page_still_answers(client, reach_urls):
    words = words_of(client.get(reach_urls["en"]))
    assert "Total — not known — not known" in words


def test_the_default_is_the_newest_month_with_figures_that_is_over(prottasha):
    assert month_context("", now=NOW)["month"] == date(2022, 9, 1)
    post_month("facebook", date(2026, 11, 1), date(2026, 11, 20), 5)
    assert month_context("", now=NOW)["month"] == date(2022, 9, 1)
    post_month("facebook", date(2026, 9, 3), date(2026, 9, 30), 7)
    assert month_context("", now=NOW)["month"] == date(2026, 9, 1)


def test_months_can_be_paged_between_the_first_figure_and_the_running_month(prottasha):
    first, last = month_context("2019-12", now=NOW), month_context("2026-11", now=NOW)
    assert (first["previous_month"], first["next_month"]) == (None, date(2020, 1, 1))
    assert (last["previous_month"], last["next_month"]) == (date(2026, 10, 1), None)
    assert last["is_running"]
    assert [year for year, _ in last["years"]] == [2026, 2022, 2019]


def test_dhaka_decides_which_month_is_running(db):
    before, after = (
        datetime(2026, 10, 31, 17, 59, tzinfo=UTC),
        datetime(2026, 10, 31, 18, tzinfo=UTC),
    )
    assert month_context("2026-10", now=before)["is_running"]
    assert not month_context("", now=after)["is_running"]


def test_the_headline_on_other_pages_carries_its_words_and_month(client, prottasha, make_page):
    page = make_page("bn", title="হিসাব", body=[("reach", {"lead": ""})])
    words = words_of(client.get(page.url))
    assert "৮৮,৩০,২৫২" in words
    assert "সেপ্টেম্বর ২০২২ পর্যন্ত" in words
    assert "মাসিক হিসাবের যোগফল" in words


def test_the_language_switch_keeps_the_month(client, prottasha, reach_urls):
    html = client.get(reach_urls["en"], {"month": "2022-08"}).content.decode()
    assert f'href="{reach_urls["bn"]}?month=2022-08" lang="bn"' in html


def test_more_figures_take_no_more_queries(
    client, prottasha, reach_urls, django_assert_max_num_queries, django_assert_num_queries
):
    client.get(reach_urls["bn"])
    with django_assert_max_num_queries(30) as first:
        client.get(reach_urls["bn"], {"month": "2022-09"})
    for month in range(7, 11):
        post_month("facebook", date(2026, month, 1), date(2026, month, 28), month)
    with django_assert_num_queries(len(first)):
        client.get(reach_urls["bn"], {"month": "2022-09"})
