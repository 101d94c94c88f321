"""A printed number opens: what it is made of, and that the entries still give it."""

import datetime as dt
import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from openpyxl import load_workbook

from campaigns.factsheet.formulas import DIGITS, read_formula
from campaigns.factsheet.opening import recompute
from campaigns.ledger import Cell, Fact, Source, post_stated
from portal.issues.content import every_cell
from portal.issues.forms_of_issue import written
from portal.issues.freezing import FreezingRefused, digest, freeze
from portal.issues.models import Issue, IssueVersion, Receipt
from portal.issues.paper import Paper, newest, paper_of
from tests.portal.issues_made import NOW, WHY, closer_and_approver, frozen_september, taken_back

pytestmark = pytest.mark.django_db

FORMS = ("json", "csv", "html", "pdf")
A_YEAR_LATER = NOW + dt.timedelta(days=365)


@pytest.fixture(scope="module", autouse=True)
def september_is_out(django_db_setup, django_db_blocker) -> Iterator[None]:
    with taken_back(django_db_blocker):
        frozen_september()
        yield


def frozen() -> IssueVersion:
    return IssueVersion.objects.get()


def sheet_of(paper: Paper) -> list[tuple]:
    """Read the cells of the workbook; its own bytes say when it was written."""
    return list(load_workbook(BytesIO(written(paper, "xlsx", "bn")))["figures"].values)


def restate_september(value: int, now: dt.datetime) -> None:
    """Correct what Facebook is said to have counted in September, long after it was closed."""
    cell = Cell(
        indicator="D0", channel="facebook", definition="printed-reach",
        period_start=dt.date(2022, 9, 1), period_end=dt.date(2022, 9, 30), zone="Asia/Dhaka",
    )  # fmt: skip
    source = Source(authority="person", ref="document:a later look", observed_at=now)
    [outcome] = post_stated([Fact(cell=cell, source=source, value=value)], now=now).outcomes
    assert outcome.was_written


def test_every_number_of_an_issue_opens_and_its_entries_give_it_again():
    version = frozen()
    cells = every_cell(version.content)
    assert len(cells) > 100
    for cell in cells:
        receipt = Receipt.objects.get(pk=cell["receipt"])
        formula = read_formula(receipt.formula)
        again = recompute(formula, receipt.month)
        if cell["status"] == "withheld":
            assert receipt.value is None
            continue
        assert again.value == cell["value"], cell
        assert bool(again.unknown) == (cell["status"] == "at_least") or again.value is None, cell
        entries = list(formula.entries(receipt.month).select_related("key"))
        assert sum(entry.value or 0 for entry in entries) == (again.value or 0)
        assert all(len(entry.key.digest) == 64 for entry in entries)
        if cell["status"] == "known":
            assert entries, cell


def test_a_year_of_later_figures_changes_no_byte_of_a_frozen_issue():
    version = frozen()
    before = {form: written(paper_of(version, now=NOW), form, "bn") for form in FORMS}
    sheet = sheet_of(paper_of(version, now=NOW))
    restate_september(30000, A_YEAR_LATER)
    version = IssueVersion.objects.get()
    again = newest(version.issue.month, now=A_YEAR_LATER)
    assert again.version == 1
    assert {form: written(again, form, "bn") for form in FORMS} == before
    assert sheet_of(again) == sheet
    assert digest(version.content) == version.sha256
    receipt = Receipt.objects.get(label_en__endswith=": Facebook", month="2022-09-01", value=22539)
    assert recompute(read_formula(receipt.formula), receipt.month).value == 22539


def test_the_receipt_of_a_restated_number_tells_both(client: Client):
    restate_september(30000, A_YEAR_LATER)
    receipt = Receipt.objects.get(label_en__endswith=": Facebook", value=22539)
    page = client.get(f"/en/r/{receipt.code}/").content.decode()
    assert "22,539" in page
    assert "22,539 became 30,000" in page
    assert "Added up anew just now: the same." in page


def test_an_issue_of_an_open_month_is_not_frozen():
    october = Issue.objects.create(month=dt.date(2022, 10, 1))
    with pytest.raises(FreezingRefused, match="not closed"):
        freeze(october, by=closer_and_approver()[1], now=NOW)
    assert not october.versions.exists()


def test_a_second_version_says_what_changed_and_its_numbers_keep_their_receipts():
    first = frozen()
    issue, approver = first.issue, closer_and_approver()[1]
    with pytest.raises(FreezingRefused, match="what changed"):
        freeze(issue, by=approver, now=NOW, erratum_en="One word was wrong.")
    second = freeze(
        issue,
        by=approver,
        now=NOW,
        reason=WHY,
        erratum_bn="একটি শব্দ ভুল ছিল।",
        erratum_en="One word was wrong.",
    )
    assert second.number == 2
    assert [one["receipt"] for one in every_cell(second.content)] == [
        one["receipt"] for one in every_cell(first.content)
    ]
    assert not second.receipts.exists()
    assert b"One word was wrong." in written(paper_of(second, now=NOW), "html", "en")


def test_the_database_refuses_to_change_what_was_issued():
    for change in (
        lambda: IssueVersion.objects.update(reason="as if"),
        lambda: Receipt.objects.update(value=1),
        lambda: Receipt.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_receipt_is_read_in_both_languages_and_holds_nothing_personal(client: Client):
    receipt = Receipt.objects.get(label_en="Returnees who received economic reintegration support "
                                           "in the month")  # fmt: skip
    english, bangla = (
        client.get(f"/r/{code}", headers={"accept-language": language}, follow=True)
        for code, language in ((receipt.code, "en"), (f"{receipt.code.lower()}/", "bn"))
    )
    assert (english.status_code, bangla.status_code) == (200, 200)
    assert "385" in english.content.decode()
    assert "৩৮৫" in bangla.content.decode()
    assert bangla.redirect_chain == [(f"/bn/r/{receipt.code}/", 302)]
    text = re.sub(r"<style>.*?</style>", "", english.content.decode(), flags=re.S)
    assert "Counted by ProMIS" in text
    for personal in ("closer", "approver", "user:"):
        assert personal not in text


def test_a_code_is_read_as_it_is_meant_and_no_other_is_answered(client: Client):
    code = Receipt.objects.filter(code__contains="1").first().code
    assert client.get(f"/R/{code.replace('1', 'l')}", follow=True).status_code == 200
    unknown = next(
        made for letter in DIGITS if not Receipt.objects.filter(pk=(made := letter * 8)).exists()
    )
    for typed in (unknown, "ABC", "--------"):
        assert client.get(f"/r/{typed}", follow=True).status_code == 404


def test_what_is_withheld_is_not_told_by_its_receipt_either(client: Client):
    receipt = Receipt.objects.get(label_en="Economic: enrolled in community enterprise",
                                  formula__sex="all")  # fmt: skip
    page = client.get(f"/en/r/{receipt.code}/").content.decode()
    assert "Too unsure to print" in page
    assert "501" not in page


def test_the_issue_and_its_files_are_public_once_it_is_frozen(client: Client):
    Issue.objects.create(month=dt.date(2022, 10, 1))
    assert client.get("/en/factsheets/2022-10/").status_code == 404
    assert "September 2022" in client.get("/en/factsheets/").content.decode()
    page = client.get("/en/factsheets/2022-09/")
    assert page.content == client.get("/en/factsheets/2022-09/v1.html").content
    assert "সেপ্টেম্বর ২০২২" in client.get("/bn/factsheets/2022-09/").content.decode()
    for form in ("json", "csv", "xlsx"):
        answer = client.get(f"/bn/factsheets/2022-09/v1.{form}")
        assert answer.status_code == 200
        assert answer["Content-Disposition"].endswith(f'factsheet-2022-09-v1-bn.{form}"')
    for gone in ("v2.html", "v1.exe", "v0.html"):
        assert client.get(f"/en/factsheets/2022-09/{gone}").status_code == 404
    assert client.get("/en/factsheets/never/").status_code == 404
