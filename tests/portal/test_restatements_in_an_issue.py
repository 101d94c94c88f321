"""What came late for a month that is out is printed in the next issue, and each number opens."""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterator
from copy import copy, deepcopy

import pytest
from django.test import Client
from openpyxl import load_workbook

from campaigns.closing import approve_closing, begin_closing
from campaigns.factsheet.cells import FactsheetBooks
from campaigns.factsheet.formulas import read_formula
from campaigns.factsheet.opening import recompute
from campaigns.ledger import (
    Cell,
    Contribution,
    Fact,
    Source,
    post_contributions,
    post_stated,
)
from campaigns.models import Definition, Entry, Note
from portal.issues import since_the_last
from portal.issues.content import every_cell, issue_content
from portal.issues.forms_of_issue import written
from portal.issues.freezing import freeze
from portal.issues.models import Issue, IssueVersion, Receipt
from portal.issues.paper import Paper, paper_of
from portal.issues.since_the_last import Comparison, compare
from tests.portal.at_the_door import person, signed_in
from tests.portal.issues_made import (
    NOW,
    SEPTEMBER,
    WHY,
    closer_and_approver,
    frozen_september,
    taken_back,
)

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = dt.date(2022, 10, 1), dt.date(2022, 11, 1)
LATER = NOW + dt.timedelta(hours=1)
DIVISIONS = "Divisions they came from"
IPT = "Interactive popular theatre (IPT) show"
SECRET = "Rahima of Madaripur said so"


def state(
    indicator: str, channel: str, definition: str, value: int | None, *,
    authority: str = "person", month: dt.date = SEPTEMBER, reason: str = "", minute: int = 0,
    confidence: str = "sure",
) -> None:  # fmt: skip
    last = (month + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    cell = Cell(
        indicator=indicator, channel=channel, definition=definition, period_start=month,
        period_end=last, zone="Asia/Dhaka",
    )  # fmt: skip
    at = LATER + dt.timedelta(minutes=minute)
    source = Source(authority=authority, ref=f"sheet:{SECRET}", observed_at=at)
    fact = Fact(
        cell=cell, source=source, value=value, reason=reason, confidence=confidence, settled=True
    )
    [outcome] = post_stated([fact], now=at).outcomes
    assert outcome.was_written


def come_late(count: int) -> None:
    """Bring so many shows of September, to each of which three women and two men came."""
    day = {"period_start": SEPTEMBER, "period_end": SEPTEMBER, "zone": "Asia/Dhaka"}
    source = Source(authority="person", ref="event", observed_at=LATER)
    held = Cell(indicator="A1", channel="ipt-show", definition="events-held", **day)
    came = {
        sex: Cell(indicator="A2", channel="ipt-show", definition="attendance", sex=sex,
                  age="adult", area="BD4047", **day)
        for sex in ("w", "m")
    }  # fmt: skip
    facts = (
        Fact(cell=held, source=source, value=1),
        Fact(cell=came["w"], source=source, value=3),
        Fact(cell=came["m"], source=source, value=2),
    )
    sets = [
        Contribution(contributor=f"event:{number}", facts=facts, source=source)
        for number in range(count)
    ]
    post_contributions(sets, now=LATER)


def close(month: dt.date) -> None:
    closer, approver = closer_and_approver()
    begin_closing(month, by=closer, today=NOW.date())
    approve_closing(month, by=approver, now=NOW)


@pytest.fixture(scope="module", autouse=True)
def october_is_out(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Let September go out; then correct it, close October, and let that go out."""
    with taken_back(django_db_blocker):
        frozen_september()
        state("D0", "facebook", "printed-reach", 30_000)
        Note.objects.create(entry=Entry.objects.latest("pk"), text=SECRET)
        state("C2", "news", "news-reports", 4, minute=1)
        state("C2", "news", "news-reports", 7, minute=2)
        state("G1", "governance", "governance-g1", None, reason="still-to-come")
        state("R16", "economic-assistance", "promis-r16", 390, confidence="unsure")
        # A sheet may bring any words as its reason.
        state("G2", "governance", "governance-g2", None, reason="Rahima-of-Madaripur-said-no")
        state("C1", "products", "products-developed", 9, month=OCTOBER)
        # No factsheet ever printed it.
        state("E2", "hotline", "hotline-calls", 812)
        come_late(400)
        close(OCTOBER)
        made = Issue(month=OCTOBER)
        made.save()
        freeze(made, by=closer_and_approver()[1], now=LATER, reason=WHY)
        yield


def october() -> IssueVersion:
    return IssueVersion.objects.get(issue__month=OCTOBER)


def lines() -> dict[str, dict]:
    return {one["label"]["en"]: one for one in october().content["late"]}


def test_a_restatement_says_old_new_why_who_and_when():
    found = {
        label: (
            *((one[name]["value"], one[name]["status"]) for name in ("old", "new")),
            *(one["became"], one["by"], one["reasons"]),
        )
        for label, one in lines().items()
    }
    september = "September 2022"
    assert found == {
        f"Facebook: Reach as printed by the project, {september}": (
            (22_539, "known"), (30_000, "known"), "corrected", ["person"], [],
        ),
        f"News reports: News reports produced by media, {september}": (
            (0, "known"), (7, "known"), "corrected", ["person"], [],
        ),
        f"Migration governance: Executive Magistrates trained, {september}": (
            (47, "known"), (None, "unknown"), "no-longer-known", ["person"], ["still-to-come"],
        ),
        f"Migration governance: {DIVISIONS}, {september}": (
            (6, "known"), (None, "unknown"), "no-longer-known", ["person"], [],
        ),
        # Too unsure to print: it says that it was corrected, and not to what.
        f"Economic assistance: Received economic support in the month, {september}": (
            (385, "known"), (None, "withheld"), "corrected", ["person"], [],
        ),
        f"{IPT}: Events held, {september}": (
            (None, "unknown"), (400, "known"), "added", ["records"], [],
        ),
        f"{IPT}: Attendances, {september}": (
            (None, "unknown"), (2_000, "known"), "added", ["records"], [],
        ),
    }  # fmt: skip
    assert {one["to"] for one in lines().values()} == {"2026-11-21"}


def test_four_hundred_late_records_are_two_lines():
    records = [one for one in october().content["late"] if one["by"] == ["records"]]
    assert [one["new"]["value"] for one in records] == [400, 2_000]


def test_every_number_of_the_section_opens_and_its_entries_give_it_again():
    cells = [cell for cell in every_cell(october().content) if "formula" in cell]
    assert len(cells) == 14
    for cell in cells:
        receipt = Receipt.objects.get(pk=cell["receipt"])
        formula = read_formula(receipt.formula)
        again = recompute(formula, receipt.month)
        if cell["status"] == "withheld":
            assert receipt.value is None
            continue
        assert again.value == receipt.value == cell["value"], cell
        # Counted once more by hand: the newest version of each key that was booked by then.
        newest = {
            entry.key_id: entry.value or 0
            for entry in Entry.objects.filter(
                key__indicator=cell["indicator"], key__channel=cell["row"].split("-", 2)[2],
                key__month=SEPTEMBER, key__role="month", booked_month__lte=receipt.month,
            ).order_by("version")
        }  # fmt: skip
        assert sum(newest.values()) == (cell["value"] or 0), cell


def test_nothing_that_anybody_typed_comes_along(client: Client):
    paper = paper_of(october(), now=NOW)
    forms = [written(paper, form, one) for form in ("html", "csv", "json") for one in ("bn", "en")]
    pages = [
        client.get(f"/en/r/{one[name]['receipt']}/").content
        for one in lines().values()
        for name in ("old", "new")
    ]
    assert "another reason" in "".join(page.decode() for page in pages)
    for told in (json.dumps(october().content).encode(), *forms, *pages):
        assert b"Rahima" not in told
        assert b"approver" not in told
    assert "812" not in json.dumps(october().content["late"])


def test_the_page_tells_it_in_both_languages():
    english, bangla = (
        written(paper_of(october(), now=NOW), "html", one).decode() for one in ("en", "bn")
    )
    assert "Corrected, told by a person, 21 November 2026" in english
    assert "২২,৫৩৯" in bangla
    assert "৩০,০০০" in bangla


def test_all_data_files_hold_the_same_lines():
    content = october().content
    json_, csv_, xlsx = (
        written(paper_of(october(), now=NOW), one, "en") for one in ("json", "csv", "xlsx")
    )
    cells = json.loads(json_)["cells"]
    late = [one for one in cells if one["block"] == "Late additions and restatements"]
    assert [one["value"] for one in late[:2]] == [22_539, 30_000]
    rows = list(csv.DictReader(io.StringIO(csv_.decode("utf-8-sig"))))
    assert [one["receipt"] for one in rows] == [one["receipt"] for one in every_cell(content)]
    assert next(one for one in rows if one["became"])["by"] == "person"
    [head, *sheet] = load_workbook(io.BytesIO(xlsx))["figures"].values
    assert [dict(zip(head, row, strict=True)) for row in sheet] == cells


def test_two_receipts_of_one_formula_lead_to_each_other(client: Client):
    one = lines()["Facebook: Reach as printed by the project, September 2022"]
    old, new = one["old"]["receipt"], one["new"]["receipt"]
    before, now = (client.get(f"/en/r/{code}/").content.decode() for code in (old, new))
    assert "September 2022, as the books stood on 30 September 2022" in before
    assert "22,539 became 30,000" in before
    assert f'href="/en/r/{new}/"' in before
    assert f'href="/en/r/{old}/"' in now
    for page in (before, now):
        assert "Added up anew just now: the same." in page


def test_what_is_too_unsure_to_print_is_told_by_no_receipt(client: Client):
    label = "Economic assistance: Received economic support in the month, September 2022"
    one = lines()[label]
    for name in ("old", "new"):
        page = client.get(f"/en/r/{one[name]['receipt']}/").content.decode()
        assert "390" not in re.sub(r"<dd class=.code.*?</dd>", "", page)


def test_a_month_in_which_nothing_came_late_says_so():
    content = issue_content(NOVEMBER, None, now=LATER)
    assert content["late"] == []
    page = written(Paper(content, 0), "html", "en").decode()
    assert "Nothing was booked late in this month for earlier ones." in page


def test_what_was_frozen_before_issues_told_it_is_drawn_as_it_was():
    content = {**october().content}
    del content["late"], content["since"]
    paper = Paper(content, 1)
    page = written(paper, "html", "en").decode()
    assert "restatements" not in page
    assert b"became" not in written(paper, "csv", "en")
    assert written(paper, "pdf", "en").startswith(b"%PDF")
    assert len(every_cell(content)) < len(every_cell(october().content))


def test_later_restatements_change_no_byte_of_it():
    def bytes_of() -> list[bytes]:
        return [
            written(paper_of(october(), now=NOW), form, "bn")
            for form in ("html", "csv", "json", "pdf")
        ]

    before = bytes_of()
    state("D0", "facebook", "printed-reach", 31_000, minute=9)
    assert bytes_of() == before
    one = lines()["Facebook: Reach as printed by the project, September 2022"]
    assert recompute(read_formula(one["new"]["formula"]), OCTOBER).value == 30_000


def test_every_cumulative_figure_is_the_old_one_the_time_since_and_what_came_late():
    content = october().content
    since = content["since"]
    assert (since["month"], since["version"], since["compared"]) == ("2022-09", 1, True)
    assert not since["unexplained"] + since["other_sum"] + since["new"] + since["gone"]
    found = compared(content)
    bridges = {
        (one.row, one.sex): (one.last, one.month, one.late, one.now) for one in found.bridges
    }
    assert bridges["social-media", "all"] == (8_830_252, 0, 7_461, 8_837_713)
    assert bridges["products", "all"] == (839, 9, 0, 848)
    assert bridges["ipt-shows", "all"] == (1_621, 0, 400, 2_021)
    assert bridges["attendances", "women"] == (None, 0, 1_200, 1_200)
    assert all(one.holds for one in found.bridges if one.is_compared)
    assert sum(one.is_compared for one in found.bridges) > 50


def compared(content: dict) -> Comparison:
    found = compare(content["blocks"], FactsheetBooks.read(OCTOBER, now=LATER))
    assert found is not None
    return found


def test_what_does_not_hold_is_said_with_why(monkeypatch):
    last = copy(IssueVersion.objects.get(issue__month=SEPTEMBER))
    last.content = deepcopy(last.content)
    rows = {row["slug"]: row for block in last.content["blocks"] for row in block["rows"]}
    # One figure that the books never held, one sum of other channels, one row that went.
    next(one for one in rows["products"]["cells"] if one["basis"] == "cumulative")["value"] = 800
    rows["social-media"]["cells"][1].update(value=1, receipt="00000000")
    rows["tea-stall-meetings"]["slug"] = "camel-rides"
    monkeypatch.setattr(since_the_last, "last_issue", lambda month: last)
    for slug, valid in (("old", {"valid_to": "2022-09-30"}), ("new", {"valid_from": "2022-10-01"})):
        Definition.objects.create(
            slug=f"{slug}-reach", indicator_id="D0", platform="print", text_en=f"The {slug} one",
            text_bn="অর্থ", **valid,
        )  # fmt: skip
    content = issue_content(OCTOBER, None, now=LATER)
    since = content["since"]
    told = {
        name: [one["en"] for one in since[name]]
        for name in ("unexplained", "other_sum", "new", "gone")
    }
    assert told == {
        "unexplained": ["Communications and visibility: Communications products developed"],
        "other_sum": ["Communications and visibility: Persons reached through social media: total"],
        "new": ["Awareness raising: Tea-stall meetings"],
        "gone": ["Awareness raising: Tea-stall meetings"],
    }
    page = written(Paper(content, 0), "html", "en").decode()
    assert "do not give the new one: Communications and visibility" in page
    assert (
        "Another meaning from 1 October 2022 on. Reach as printed by the project: The new" in page
    )


def test_an_erratum_of_the_last_issue_is_told():
    september = Issue.objects.get(month=SEPTEMBER)
    freeze(
        september, by=closer_and_approver()[1], now=LATER, reason=WHY,
        erratum_bn="একটি শব্দ ভুল ছিল।", erratum_en="One word was wrong.",
    )  # fmt: skip
    page = written(Paper(issue_content(OCTOBER, None, now=LATER), 0), "html", "en").decode()
    assert "Since the factsheet of September 2022, version 2" in page
    assert "Version 2 of it: One word was wrong." in page


def test_the_approver_sees_every_figure_before_freezing():
    approver = signed_in(person("who-freezes", "Approvers"))
    issue = Issue.objects.get(month=OCTOBER)
    for address in (f"inspect/{issue.pk}", f"freeze/{issue.pk}"):
        page = approver.get(f"/admin/issues/{address}/").content.decode()
        row = re.search(r"<tr><td>Awareness raising: Interactive Popular.*?</tr>", page)
        assert re.findall(r"<td>([^<]*)</td>", row[0])[1:] == [
            "1,621", "+0", "+400", "2,021", "yes",
        ]  # fmt: skip
