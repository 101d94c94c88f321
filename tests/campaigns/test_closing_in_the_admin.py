"""On the page of a month one person begins its closing with words, and another approves it."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from campaigns.ledger import Cell, Fact, Source, post_contribution
from campaigns.models import Channel, Current, Month, MonthExplanation, Note
from campaigns.terms import declare_term
from tests.campaigns.campaign_made import browser_of, somebody
from tests.campaigns.month_made import (
    AUGUST,
    FACEBOOK,
    JULY,
    NOW,
    SEPTEMBER,
    YOUTUBE,
    answer_headline,
    page,
    press,
    print_total,
    state,
    words_for,
)

pytestmark = pytest.mark.django_db

BOTH = words_for(FACEBOOK, YOUTUBE)


@pytest.fixture(autouse=True)
def august(db, monkeypatch) -> None:
    """August holds a figure, and it is November."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    state(AUGUST, 3)


@pytest.fixture
def data() -> Client:
    return browser_of("Data managers")


@pytest.fixture
def approver() -> Client:
    return browser_of("Approvers")


def state_of(month: dt.date) -> str:
    row = Month.objects.filter(start=month).first()
    return row.state if row else "open"


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.split("<main")[-1]).split())


def test_a_month_is_closed_by_two_people_and_its_gaps_keep_their_reasons(data, approver):
    assert "Begin closing" in page(data, AUGUST)
    assert "begun" in press(data, "begin", AUGUST, BOTH)
    assert state_of(AUGUST) == "closing"
    told = text(page(approver, AUGUST))
    assert "It was silent." in told
    assert "The platform gave no figure" in told
    press(approver, "approve", AUGUST)
    month = Month.objects.get()
    assert (month.state, month.closed_by.username, month.approved_by.username) == (
        "closed", "data-managers", "approvers",
    )  # fmt: skip
    gaps = Current.objects.filter(state="unknown").values_list("reason", flat=True)
    assert set(gaps) == {"platform-silent"}
    assert set(Note.objects.values_list("text", flat=True)) == {"It was silent."}
    told = text(page(approver, AUGUST))
    assert "What it was closed over" in told
    assert "The month was closed" in told


@pytest.mark.parametrize("left_out", [f"reason:{YOUTUBE}", f"words:{YOUTUBE}"])
def test_what_is_missing_has_to_be_explained_and_nothing_written_is_lost(data, left_out):
    html = press(data, "begin", AUGUST, BOTH | {left_out: ""})
    assert state_of(AUGUST) == "open"
    assert "This field is required" in html
    assert "It was silent." in html


def test_whoever_began_may_not_approve_also_with_both_permissions():
    admin = browser_of("Administrators")
    press(admin, "begin", AUGUST, BOTH)
    assert "Approve and close" not in page(admin, AUGUST)
    assert "Two people close a month" in press(admin, "approve", AUGUST)
    assert state_of(AUGUST) == "closing"


@pytest.mark.parametrize(
    ("role", "button", "fields"),
    [
        ("Approvers", "begin", BOTH),
        ("Editors", "begin", BOTH),
        ("Data managers", "approve", {}),
        ("Donor readers", "approve", {}),
        ("Donor readers", "take_back", {"reason": "x"}),
    ],
)
def test_each_step_is_for_those_whose_step_it_is(role, button, fields):
    if button != "begin":
        press(browser_of("Administrators"), "begin", AUGUST, BOTH)
    before = state_of(AUGUST)
    browser = browser_of(role)
    press(browser, button, AUGUST, fields)
    assert state_of(AUGUST) == before
    assert f"/months/{button}/" not in page(browser, AUGUST)


def test_what_is_red_offers_no_button_and_stops_whoever_presses_it(data, approver):
    answer_headline(AUGUST)
    print_total(AUGUST, 701)
    assert "Begin closing" not in page(data, AUGUST)
    assert "printed 701, and we add up 700" in text(press(data, "begin", AUGUST))
    assert state_of(AUGUST) == "open"
    state(AUGUST, 501, indicator="D4", channel="youtube", minute=1)
    press(data, "begin", AUGUST)
    assert state_of(AUGUST) == "closing"
    state(AUGUST, 400, indicator="D4", channel="youtube", minute=2)
    told = page(approver, AUGUST)
    assert "Approve and close" not in told
    assert "Stops the closing" in told
    assert "cannot be closed" in press(approver, "approve", AUGUST)
    assert state_of(AUGUST) == "closing"


def test_a_gap_that_came_up_since_is_explained_before_anybody_approves(data, approver):
    press(data, "begin", AUGUST, BOTH)
    one_more = Channel.objects.create(
        slug="messenger", group="digital", label_en="Messenger", label_bn="মেসেঞ্জার"
    )
    term = declare_term(one_more, "D1", AUGUST)
    told = page(approver, AUGUST)
    assert "Nobody has explained this" in told
    assert "Approve and close" not in told
    assert "obody has explained yet" in press(approver, "approve", AUGUST)
    assert state_of(AUGUST) == "closing"
    press(approver, "take_back", AUGUST, {"reason": "One more channel."})
    assert state_of(AUGUST) == "open"
    told = page(data, AUGUST)
    assert "It was silent." in told, "what was written is kept"
    assert "The closing was taken back: One more channel." in text(told)
    third = words_for(f"gap:{term.channel_id}:D1", reason="still-to-come")
    press(data, "begin", AUGUST, BOTH | third)
    press(approver, "approve", AUGUST)
    assert state_of(AUGUST) == "closed"


def test_the_closing_is_taken_back_with_a_reason_only_and_never_of_a_closed_month(data, approver):
    press(data, "begin", AUGUST, BOTH)
    assert "This field is required" in press(data, "take_back", AUGUST, {"reason": " "})
    assert state_of(AUGUST) == "closing"
    press(data, "take_back", AUGUST, {"reason": "Too early."})
    assert state_of(AUGUST) == "open"
    press(data, "begin", AUGUST, BOTH)
    press(approver, "approve", AUGUST)
    press(approver, "take_back", AUGUST, {"reason": "Please."})
    assert state_of(AUGUST) == "closed"


def test_two_who_begin_at_once_do_not_write_over_each_other(data):
    press(data, "begin", AUGUST, BOTH)
    mine = words_for(FACEBOOK, YOUTUBE, words="Mine.")
    answer = press(browser_of("Administrators"), "begin", AUGUST, mine)
    assert "closing it already" in answer
    assert set(MonthExplanation.objects.values_list("words", flat=True)) == {"It was silent."}


def test_what_comes_after_the_closing_is_told_on_both_months_with_old_and_new(data, approver):
    press(data, "begin", AUGUST, BOTH)
    press(approver, "approve", AUGUST)
    state(AUGUST, 5, minute=1)
    for month, other in ((AUGUST, "September 2026"), (SEPTEMBER, "August 2026")):
        rows = page(data, month).split("<tr>")
        [row] = [text(one) for one in rows if "C1" in one and "<td>5</td>" in one]
        assert f"{other} 3 5" in row
        assert "A person or a document" in row


def test_what_records_add_late_is_told_as_a_sum(data, approver, places):
    press(data, "begin", AUGUST, BOTH)
    press(approver, "approve", AUGUST)
    for which, value in ((1, 1), (2, 1), (2, 0)):
        cell = Cell(
            indicator="A1", channel="ipt-show", definition="events-held",
            period_start=AUGUST, period_end=AUGUST, zone="Asia/Dhaka", area=places[0],
        )  # fmt: skip
        at = NOW + dt.timedelta(minutes=which - value)
        source = Source(authority="person", ref="phone", observed_at=at)
        fact = Fact(cell=cell, source=source, value=value)
        post_contribution(f"event:{which}", [fact], source=source, now=at)
    [row] = [text(one) for one in page(data, SEPTEMBER).split("<tr>") if "A1" in one]
    assert "August 2026 – +1" in row


def test_the_list_leads_to_the_month_that_closes_next_before_it_has_a_row(data, approver):
    index = reverse("months:index")
    told = data.get(index).content.decode()
    assert "Close August 2026" in told
    assert reverse("months:inspect", args=["2026-08-01"]) in told
    assert "Close August 2026" not in approver.get(index).content.decode()


@pytest.mark.parametrize("pk", ["2026-08-02", "2026-12-01", JULY.isoformat(), "soon", "0"])
def test_what_is_no_month_of_the_books_has_no_page(data, pk):
    assert data.get(reverse("months:inspect", args=[pk])).status_code == 404


def test_a_donor_reads_that_a_gap_is_explained_and_not_who_said_what(data):
    press(data, "begin", AUGUST, BOTH)
    told = text(page(browser_of("Donor readers"), AUGUST))
    assert "The platform gave no figure" in told
    assert "It was silent." not in told


def test_the_page_names_its_month_in_bangla():
    browser = browser_of("Data managers")
    profile = UserProfile.get_for_user(somebody("Data managers"))
    profile.preferred_language = "bn"
    profile.save()
    assert "আগস্ট ২০২৬" in page(browser, AUGUST)
