"""Targets: what the database refuses, who keeps them, and how the screens tell them."""

import csv
import datetime as dt
import io
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from openpyxl import load_workbook
from wagtail.users.models import UserProfile

from campaigns.logframe import logframe
from campaigns.models import Target
from tests.campaigns.booked import add
from tests.campaigns.campaign_made import browser_of, make_campaign, somebody

pytestmark = pytest.mark.django_db
JULY, DECEMBER = dt.date(2026, 7, 1), dt.date(2026, 12, 1)


def make(**over) -> Target:
    parts = {"indicator_id": "A2", "target_value": 5, "from_month": JULY, "to_month": DECEMBER}
    return Target.objects.create(**{**parts, **over})


@pytest.mark.parametrize(
    "wrong",
    [
        {"target_value": 0}, {"from_month": dt.date(2026, 7, 2)},
        {"to_month": dt.date(2026, 12, 31)}, {"to_month": dt.date(2026, 6, 1)},
        {"baseline_value": 3}, {"baseline_on": JULY}, {"baseline_source": "A survey"},
        {"baseline_value": 3, "baseline_on": JULY}, {},
    ],
)  # fmt: skip
def test_the_database_refuses_what_is_no_target(wrong):
    make(sex="w")
    if not wrong:
        make()  # and below the same a second time
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**wrong)


def test_a_baseline_that_nobody_measured_is_none_and_a_zero_was_measured():
    assert make().baseline_value is None
    assert make(sex="w", baseline_value=0, baseline_on=JULY, baseline_source="x").pk


@pytest.mark.parametrize(
    "wrong",
    [
        {"indicator_id": "D1", "sex": "w"}, {"indicator_id": "A3", "sex": "m"},
        {"indicator_id": "A3", "from_month": dt.date(2026, 8, 1)},
        {"indicator_id": "A3", "to_month": dt.date(2026, 11, 1)},
    ],
)  # fmt: skip
def test_no_target_is_of_cells_or_quarters_that_the_books_do_not_have(wrong):
    parts = {"indicator_id": "A2", "target_value": 5, "from_month": JULY, "to_month": DECEMBER}
    Target(**{**parts, "sex": "w"}).full_clean()
    Target(**{**parts, "indicator_id": "A3"}).full_clean()
    with pytest.raises(ValidationError):
        Target(**{**parts, **wrong}).full_clean()


LIST, REPORT = "/admin/targets/", "/admin/reports/targets/"


def form(**over) -> dict:
    return {
        "indicator": "A2", "campaign": "none", "sex": "all", "from_month": "2026-07",
        "to_month": "২০২৬-১২", "target_value": "৫,০০০", "baseline_value": "", "baseline_on": "",
        "baseline_source": "", "verified_by_bn": "সই করা তালিকা", "verified_by_en": "Signed sheets",
        "comment": "", "in_report": "on", "place": "100", **over,
    }  # fmt: skip


def test_a_target_is_set_read_back_and_changed_in_the_admin():
    browser = browser_of("Editors")
    assert browser.post(f"{LIST}new/", form()).status_code == 302
    made = Target.objects.get()
    assert (made.from_month, made.to_month, made.target_value) == (JULY, DECEMBER, 5000)
    shown = browser.get(f"{LIST}edit/{made.pk}/").content.decode()
    assert 'value="2026-07"' in shown
    again = browser.post(f"{LIST}new/", form())
    assert "a target of this for these months already" in again.content.decode()
    for wrong, words in (
        ({"baseline_value": "3"}, "A baseline needs its figure, its day and its source"),
        ({"to_month": "2026-06"}, "It cannot end before it begins"),
        ({"indicator": "D1", "sex": "w"}, "not told apart by sex"),
        ({"target_value": "0"}, "greater than or equal to 1"),
    ):
        said = browser.post(f"{LIST}edit/{made.pk}/", form(**wrong)).content.decode()
        assert words in said, words
    assert browser.get(LIST).status_code == 200
    assert browser.post(f"{LIST}delete/{made.pk}/").status_code == 302
    assert Target.objects.exists()  # an editor only changes it
    browser_of("Data managers").post(f"{LIST}delete/{made.pk}/")
    assert not Target.objects.exists()


@pytest.mark.parametrize(
    ("role", "reads", "sets"),
    [("Editors", True, True), ("Data managers", True, True), ("Donor readers", True, False),
     ("RSC supervisors", True, False), ("Field staff", False, False)],
)  # fmt: skip
def test_who_reads_and_who_sets_targets(role, reads, sets):
    browser = browser_of(role)
    assert (browser.get(REPORT).status_code == 200) == reads
    assert (browser.get(LIST).status_code == 200) == reads
    assert (browser.get(f"{LIST}new/").status_code == 200) == sets


@pytest.fixture
def three() -> None:
    """Attendances with a figure, accounts without one, and a campaign's that runs as a formula."""
    make_campaign("before-eid")
    make(indicator_id="D1", target_value=9)
    make(
        target_value=100, verified_by_en="=1+1", comment="@x", baseline_value=7,
        baseline_on=JULY, baseline_source="A survey",
    )  # fmt: skip
    make(campaign_id="before-eid", target_value=40)
    add("A2", dt.date(2026, 8, 3), {"w adult": 30, "m adult": 12, "x x": None})


def text_of(answer) -> str:
    html = answer.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html.split("<main")[-1]).split())


def test_targets_stand_in_their_places_and_what_is_left_out_is_counted(three):
    browser = browser_of("Editors")
    accounts, attendances = (
        Target.objects.get(indicator=one, campaign="none") for one in ("D1", "A2")
    )

    def order() -> list[str]:
        frame = logframe(dt.date(2026, 8, 1), today=dt.date(2026, 9, 1))
        return [f"{row.target.indicator_id} {row.target.campaign_id}" for row in frame.rows]

    assert order() == ["A2 none", "D1 none", "A2 before-eid"]
    for target, code, place in ((attendances, "A2", "৭"), (accounts, "D1", "3")):
        sent = form(indicator=code, place=place, baseline_value="", target_value="100")
        assert browser.post(f"{LIST}edit/{target.pk}/", sent).status_code == 302
    assert order() == ["D1 none", "A2 none", "A2 before-eid"]
    sent = form(place="7", target_value="100")
    del sent["in_report"]
    assert browser.post(f"{LIST}edit/{attendances.pk}/", sent).status_code == 302
    assert order() == ["D1 none", "A2 before-eid"]
    told = text_of(browser_of("Donor readers").get(REPORT, {"month": "2026-08"}))
    assert "1 target is left out of this report." in told
    assert "A survey" not in told
    assert "Left out" in text_of(browser.get(LIST))
    Target.objects.exclude(pk=attendances.pk).delete()
    assert "1 target is left out" in text_of(browser.get(REPORT, {"month": "2026-08"}))


def test_the_report_tells_each_target_in_words_and_never_a_nought_for_unknown(three):
    told = text_of(browser_of("Donor readers").get(REPORT, {"month": "2026-08"}))
    assert "42" in told
    assert "behind" not in told
    assert "on track: 42 % of the target, 33 % of the days" in told
    assert "known in part, 1 record has no figure" in told
    assert "Women 30 · Men 12 · Girls — · Boys — · Not recorded —" in told
    assert "not known, 2 months have no figure" in told
    assert "left out" not in told
    only = text_of(browser_of("Editors").get(REPORT, {"campaign": "before-eid"}))
    assert "Before Eid" in only
    assert "A2 Attendances" in only
    assert "D1 Facebook" not in only.split("Source of verification")[-1]
    assert browser_of("Editors").get(REPORT, {"month": "9999-99"}).status_code == 200


def test_the_bangla_report_has_bangla_digits(three):
    browser = browser_of("Editors")
    UserProfile.objects.update_or_create(user__username="editors", defaults={
        "user": somebody("Editors"), "preferred_language": "bn"})  # fmt: skip
    html = browser.get(REPORT, {"month": "2026-08"}).content.decode()
    table = re.sub(r"<[^>]+>", " ", html.split("<tbody>")[1].split("</tbody>")[0])
    assert "৪২" in table
    assert not re.search(r"(?<![A-Z])[0-9]", table.replace("=1+1", ""))


def test_the_file_carries_figures_empty_where_unknown_and_runs_nothing(three):
    browser = browser_of("Donor readers")
    asked = {"month": "2026-08", "export": "csv"}
    text = b"".join(browser.get(REPORT, asked).streaming_content).decode("utf-8-sig")
    rows = {row["Target"]: row for row in csv.DictReader(io.StringIO(text))}
    assert (rows["100"]["Until now"], rows["100"]["Women"], rows["100"]["Girls"]) == (
        "42",
        "30",
        "",
    )
    assert (rows["9"]["Until now"], rows["9"]["Of the target, %"]) == ("", "")
    assert rows["100"]["Source of verification"] == "'=1+1"
    assert rows["100"]["Comment"] == "'@x"
    answer = browser.get(REPORT, {**asked, "export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    kinds = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row}
    assert kinds["=1+1"] == "s"
    assert kinds[42] == "n"
    assert "2026-08" in answer["Content-Disposition"]
