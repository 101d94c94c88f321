"""The overlap poll where it is read: persons reached, the page of a month, the issue."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User

from campaigns.factsheet.cells import FactsheetBooks
from campaigns.factsheet.opening import recompute
from campaigns.models import Place
from campaigns.reach import reach_report
from events.models import Event, EventKind
from events.recording import save_event
from portal.issues.content import issue_content
from portal.issues.html_page import as_html
from portal.issues.paper import newest
from portal.issues.pdf import as_pdf
from tests.portal.test_reach_page import words_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)


@pytest.fixture
def ask() -> Callable[..., Event]:
    """Hold a show with a poll: how many were asked, and the hands for each and for any."""

    def held(day: date, *counts: int, district: str = "BD4047") -> Event:
        names = ("poll_asked", "poll_facebook", "poll_youtube", "poll_any")
        show = Event(
            kind=EventKind.objects.get(pk="ipt-show"), held_on=day, headcount="count",
            place=Place.objects.get(pk=district), not_recorded=200,
            details=dict(zip(names, counts, strict=True)),
        )  # fmt: skip
        save_event(show, by=None, now=NOW)
        return show

    return held


def overlap(client, url: str, month: str) -> str:
    answer = client.get(url, {"month": month})
    assert answer.status_code == 200
    html = answer.content.decode()
    (section,) = re.findall(r'(?s)<section aria-labelledby="overlap">.*?</section>', html)
    # Between the range of the digital figure and the figure of the field.
    places = [html.index(f'aria-labelledby="{name}"') for name in ("digital", "overlap", "field")]
    assert places == sorted(places)
    answer.content = section.encode()
    return words_of(answer)


def test_without_a_poll_it_says_what_would_narrow_the_range(client, prottasha, reach_urls):
    words = overlap(client, reach_urls["en"], "2022-09")
    assert "up to September 2022 nobody was asked" in words
    assert "Asking at events who has seen us online before would narrow the range." in words
    assert "%" not in words
    bangla = overlap(client, reach_urls["bn"], "2022-09")
    assert "কাউকে জিজ্ঞাসা করা হয়নি" in bangla
    assert not re.search(r"[0-9A-Za-z]", bangla)


def test_it_stands_with_its_sample_its_spread_and_what_it_is_not(client, reach_urls, ask):
    ask(date(2026, 9, 5), 60, 30, 12, 33)
    ask(date(2026, 10, 5), 40, 10, 4, 12, district="BD3026")
    words = overlap(client, reach_urls["en"], "2026-10")
    assert "On Facebook All months, 2 districts: 25.0 % to 50.0 % 25.0 % 40.0 %" in words
    assert "On YouTube All months, 2 districts: 10.0 % to 20.0 % 10.0 % 16.0 %" in words
    assert "On any of them All months, 2 districts: 30.0 % to 55.0 % 30.0 % 45.0 %" in words
    assert "On both 5.0 % 11.0 %" in words
    assert "People asked 40 100" in words
    assert "Up to October 2026: 100 asked, events: 2, districts: 2." in words
    assert "not of everybody who watches us" in words
    bangla = overlap(client, reach_urls["bn"], "2026-10")
    assert "ফেসবুকে এ পর্যন্ত ২ জেলায়: ২৫.০ % থেকে ৫০.০ % ২৫.০ % ৪০.০ %" in bangla
    assert not re.search(r"[0-9A-Za-z]", bangla)


def test_of_too_few_no_share_is_told_until_more_were_asked(client, reach_urls, ask):
    ask(date(2026, 9, 5), 20, 10, 4, 12)
    few = overlap(client, reach_urls["en"], "2026-09")
    assert "On Facebook too few asked too few asked" in few
    assert "%" not in few
    assert "People asked 20 20" in few
    ask(date(2026, 10, 5), 20, 10, 4, 12)
    more = overlap(client, reach_urls["en"], "2026-10")
    assert "On Facebook too few asked 50.0 %" in more
    later = overlap(client, reach_urls["en"], "2026-11")
    assert "On Facebook nobody was asked 50.0 %" in later


def test_an_event_that_is_set_aside_takes_its_hands_back(client, reach_urls, ask):
    show = ask(date(2026, 10, 5), 40, 10, 4, 12)
    assert "25.0 %" in overlap(client, reach_urls["en"], "2026-10")
    show.standing, show.set_aside_reason = "set-aside", "logged twice"
    save_event(show, by=None, now=NOW)
    assert "nobody was asked" in overlap(client, reach_urls["en"], "2026-10")


def test_the_report_holds_it_as_it_was_known_at_any_moment(ask):
    ask(date(2026, 10, 5), 40, 10, 4, 12)
    told = reach_report(date(2026, 10, 1), now=NOW)["overlap"]
    assert (told["month"]["asked"], told["cumulative"]["poll_any"]["percent"]) == (40, 30.0)
    again = reach_report(date(2026, 10, 1), now=NOW, as_of=datetime.now(UTC))["overlap"]
    assert again == told
    before = reach_report(date(2026, 10, 1), now=NOW, as_of=datetime(2026, 11, 1, tzinfo=UTC))
    assert before["overlap"]["cumulative"]["asked"] == 0


def test_the_page_of_a_month_tells_it_to_those_who_close_it(client, ask):
    ask(date(2026, 9, 5), 60, 30, 12, 33)
    ask(date(2026, 10, 5), 10, 1, 1, 2)
    client.force_login(User.objects.create_superuser("shirin"))
    page = client.get("/admin/months/inspect/2026-10-01/")
    text = words_of(page)
    assert "In this month: too few asked; 10 asked, events: 1, districts: 1" in text
    shares = "On Facebook: 44.3 %; On YouTube: 18.6 %; On any of them: 50.0 %; On both: 12.9 %"
    assert f"Up to this month: {shares}; 70 asked, events: 2, districts: 1" in text


def hands_of_the_issue(month: date) -> dict[tuple[str, str], int | None]:
    """Give what an issue prints of the poll; its receipts are opened and must give the same."""
    books = FactsheetBooks.read(month, now=NOW)
    printed = {}
    for block in issue_content(month, None, now=NOW)["blocks"]:
        if block["slug"] != "overlap-poll":
            continue
        for row in block["rows"]:
            for cell in row["cells"]:
                formula = books.formula_of(row["slug"]).in_cell(cell["basis"], cell["sex"])
                assert cell["receipt"] == formula.code(month)
                assert recompute(formula, month).value == cell["value"]
                printed[row["slug"], cell["basis"]] = cell["value"]
    return printed


def test_an_issue_prints_hands_with_receipts_once_enough_people_were_asked(ask):
    ask(date(2026, 9, 5), 29, 10, 4, 12)
    assert hands_of_the_issue(date(2026, 9, 1)) == {}
    ask(date(2026, 10, 5), 40, 10, 4, 12, district="BD3026")
    assert hands_of_the_issue(date(2026, 10, 1)) == {
        ("poll-asked", "month"): 40, ("poll-asked", "cumulative"): 69,
        ("poll-facebook", "month"): 10, ("poll-facebook", "cumulative"): 20,
        ("poll-youtube", "month"): 4, ("poll-youtube", "cumulative"): 8,
        ("poll-any", "month"): 12, ("poll-any", "cumulative"): 24,
    }  # fmt: skip
    # What was asked later is no part of an earlier month.
    assert hands_of_the_issue(date(2026, 9, 1)) == {}
    paper = newest(date(2026, 10, 1), now=NOW)
    assert "changes no total" in as_html(paper, "en").decode()
    assert "ফেসবুকে আমাদের দেখেছেন" in as_html(paper, "bn").decode()
    assert as_pdf(paper, "bn").startswith(b"%PDF")
