"""The office brings a sheet of events: every row is told first, then the good ones are taken."""

import csv
import io
import itertools
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from campaigns.kept_uploads import FOLDER
from campaigns.models import Assignment
from events.models import Event
from events.sheets.layout import EXPLAINED, LAYOUT
from events.views import sheets as pages
from tests.events.sheets import csv_sheet, excel_sheet, show

pytestmark = pytest.mark.django_db
ADDRESS, GO_ON = "/admin/import_events/", "/admin/import_events/go-on/"
MAY = ("access_admin", "add_event", "import_event")
KHULNA, JASHORE = "BD4047", "BD4041"


@pytest.fixture(autouse=True)
def private(settings, tmp_path) -> Path:
    """A private storage of this test's own."""
    other = {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "private": other}
    return tmp_path


def person(name: str, *permissions: str, districts: tuple[str, ...] = ()) -> User:
    user = User.objects.create_user(name)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    if districts:
        Assignment.objects.create(user=user).districts.set(districts)
    return user


def browser_of(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def bring(browser: Client, content: bytes, name: str = "events.csv"):
    """Bring a sheet and look at the page that it leads to."""
    return browser.post(ADDRESS, {"sheet": SimpleUploadedFile(name, content)}, follow=True)


def press(browser: Client, page, **button: str):
    return browser.post(GO_ON, {"sheet": page.context["seal"], **button}, follow=True)


def text(page) -> str:
    return page.content.decode()


def report_of(browser: Client, page) -> list[list[str]]:
    answer = browser.get(page.context["file_address"])
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


ROWS = [show(), show(place="Atlantis", women="many"), show(venue="=1+1")]


def test_every_row_is_told_before_anything_is_imported(admin, private):
    page = bring(admin, csv_sheet(*ROWS))
    assert "1 row cannot be taken; the others can." in text(page)
    assert "<b>C3 place</b>: We know no place" in text(page)
    assert "<b>D3 women</b>: “many” is not a whole number" in text(page)
    assert "Import the 2 good rows" in text(page)
    assert not Event.objects.exists()
    # The refused ones first; the others are a click away.
    assert [row.line for row, *_ in page.context["rows"]] == [3]
    everything = admin.get(page.request["PATH_INFO"], {"sheet": page.context["seal"], "only": ""})
    assert [row.line for row, *_ in everything.context["rows"]] == [2, 3, 4]


def test_the_good_rows_are_imported_and_the_bad_ones_told_again(admin, private):
    done = press(admin, bring(admin, csv_sheet(*ROWS)), **{"import": "yes"})
    assert "Imported: 2. Here already: 0. Refused: 1" in text(done)
    assert Event.objects.count() == 2
    assert {event.recorded_by.username for event in Event.objects.all()} == {"shirin"}
    # The sheet is gone, the report is kept for a day.
    assert csv_sheet(*ROWS) not in {kept.read_bytes() for kept in (private / FOLDER).iterdir()}
    assert len(report_of(admin, done)) == 5
    again = press(admin, bring(admin, csv_sheet(*ROWS)))
    assert again.context["numbers"] == {"new": 0, "same": 2, "refused": 1}
    assert "good row" not in text(again)
    assert Event.objects.count() == 2


def test_the_report_is_a_file_in_which_nothing_runs(admin):
    page = bring(admin, csv_sheet(*ROWS, show(kind="=cmd|'/C calc'!A0")))
    heading, *lines = report_of(admin, page)
    assert heading[:5] == ["row", "what became of it", "column", "cell", "why"]
    assert ["3", "refused", "place", "C3"] in [line[:4] for line in lines]
    assert ["3", "refused", "women", "D3"] in [line[:4] for line in lines]
    cells = list(itertools.chain(*lines))
    assert any(cell.startswith("'=cmd") for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_a_large_sheet_goes_on_from_request_to_request(admin, monkeypatch):
    """Each request does one slice; a button that is pressed twice doubles nothing."""
    monkeypatch.setattr(pages, "STRETCH", -1)
    monkeypatch.setattr("events.sheets.importing.SLICE", 2)
    rows = [show(venue=f"School {n}") for n in range(5)]
    page = bring(admin, csv_sheet(*rows, show(place="Atlantis")))
    assert "2 of 6 so far" in text(page)
    # Deferred, for Wagtail loads scripts before there is a form to be found.
    assert re.search(r'<script src="[^"]*events/go_on.js" defer>', text(page))
    assert "data-go-on" in text(page)
    assert not press(admin, page, **{"import": "yes"}).context["report"].importing
    assert not Event.objects.exists()
    page = press(admin, press(admin, page))
    assert page.context["numbers"] == {"new": 5, "same": 0, "refused": 1}
    assert "go_on.js" not in text(page)
    first = press(admin, page, **{"import": "yes"})
    assert "Importing: 2 of 6 rows so far" in text(first)
    second, twice = press(admin, first), press(admin, first)
    assert Event.objects.count() == 4
    assert twice.context["numbers"] == {"new": 2, "same": 2, "refused": 0}
    done = press(admin, second)
    assert done.context["numbers"] == {"new": 5, "same": 0, "refused": 1}
    assert Event.objects.count() == 5
    # Once more after the end: the page is shown, and nothing is done.
    assert press(admin, done).context["numbers"] == done.context["numbers"]


def test_whoever_leaves_in_the_middle_brings_the_sheet_again_and_doubles_nothing(
    admin, monkeypatch
):
    content = csv_sheet(*(show(venue=f"School {n}") for n in range(4)))
    with monkeypatch.context() as slow:
        slow.setattr("events.sheets.importing.SLICE", 2)
        page = bring(admin, content)
        slow.setattr(pages, "STRETCH", -1)
        press(admin, page, **{"import": "yes"})
    assert Event.objects.count() == 2
    page = bring(admin, content)
    assert page.context["numbers"] == {"new": 2, "same": 2, "refused": 0}
    press(admin, page, **{"import": "yes"})
    assert Event.objects.count() == 4


def test_many_rows_are_shown_page_by_page(admin, monkeypatch):
    monkeypatch.setattr(pages, "ROWS_A_PAGE", 2)
    page = bring(admin, csv_sheet(*(show(venue=f"School {n}") for n in range(5))))
    assert "Page 1 of 3" in text(page)
    last = admin.get(page.request["PATH_INFO"], {"sheet": page.context["seal"], "p": 9})
    assert [row.line for row, *_ in last.context["rows"]] == [6]


def test_a_file_that_is_no_sheet_of_events_is_refused_on_the_form(admin, private):
    page = bring(admin, b"kind,date\nipt-show,2024-05-10\n")
    assert "the column held_on is missing" in str(page.context["form"].errors)
    assert not (private / FOLDER).exists()


def test_a_sheet_without_rows_has_nothing_to_import(admin):
    assert "There is no row to import." in text(bring(admin, b"kind,held_on,place\n"))


# Who may, and where.


def test_rows_of_other_districts_are_refused_and_say_nothing_of_what_is_there(admin):
    press(admin, bring(admin, csv_sheet(show(venue="Canary hall"))), **{"import": "yes"})
    browser = browser_of(person("supervisor", *MAY, districts=(JASHORE,)))
    same_place = show(venue="Canary hall", women="35")
    page = bring(browser, csv_sheet(same_place, show(place="Jashore")))
    done = press(browser, page, **{"import": "yes"})
    assert done.context["numbers"] == {"new": 1, "same": 0, "refused": 1}
    assert "not assigned to the district" in text(done)
    canary = Event.objects.get(venue="Canary hall")
    assert str(canary.client_uuid) not in text(done)
    assert not Event.objects.exclude(pk=canary.pk).exclude(place=JASHORE).exists()


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("Administrators", True), ("Data managers", True), ("RSC supervisors", True),
        ("Editors", False), ("Approvers", False), ("Field staff", False), ("Donor readers", False),
    ],
)  # fmt: skip
def test_who_imports_events(role, may):
    user = User.objects.create_user("somebody")
    user.groups.add(Group.objects.get(name=role))
    browser = browser_of(user)
    every = [ADDRESS, f"{ADDRESS}template.csv", f"{ADDRESS}rows/", f"{ADDRESS}rows.csv"]
    opened = [browser.get(url) for url in every]
    assert (opened[0].status_code == opened[1].status_code == 200) is may
    assert [answer.status_code for answer in opened[2:]] == [302, 302]
    browser.post(ADDRESS, {"sheet": SimpleUploadedFile("a.csv", csv_sheet(show()))})
    browser.post(GO_ON, {"sheet": "x", "import": "yes"})
    assert not Event.objects.exists()
    assert (b"/admin/import_events/" in browser.get("/admin/").content) is may


@pytest.mark.parametrize("lacking", ["add_event", "import_event"])
def test_both_permissions_are_needed(lacking):
    allowed = [name for name in MAY if name != lacking]
    browser = browser_of(person("half", *allowed, districts=(KHULNA,)))
    assert browser.get(ADDRESS).status_code == 302
    assert bring(browser, csv_sheet(show())).redirect_chain[-1][0] == "/admin/"


def test_a_report_is_its_bringers_alone(admin):
    page = bring(admin, csv_sheet(show(venue="Canary hall"), show(place="Canary town")))
    other = browser_of(User.objects.create_superuser("other"))
    for address in (f"{ADDRESS}rows/", f"{ADDRESS}rows.csv"):
        answer = other.get(address, {"sheet": page.context["seal"]}, follow=True)
        assert "Canary" not in text(answer)
        assert "Somebody else brought this sheet" in text(answer)
    assert press(other, page, **{"import": "yes"}).redirect_chain[-1][0] == ADDRESS
    assert not Event.objects.exists()


def test_a_seal_that_was_tampered_with_opens_nothing(admin, private):
    page = bring(admin, csv_sheet(show()))
    seal = page.context["seal"]
    for broken in ("", "x:y:z", seal[:-1] + ("A" if seal[-1] != "A" else "B")):
        answer = admin.post(GO_ON, {"sheet": broken, "import": "yes"}, follow=True)
        assert "bring the sheet again" in text(answer)
    for kept in (private / FOLDER).iterdir():
        kept.chmod(0o600)
        kept.write_bytes(kept.read_bytes() + b" ")
    answer = admin.post(GO_ON, {"sheet": seal, "import": "yes"}, follow=True)
    assert "not the one that you were shown" in text(answer)
    assert not Event.objects.exists()


# The template.


def test_every_column_is_explained_in_both_languages():
    assert set(EXPLAINED) == set(LAYOUT.columns)
    for english, bangla in EXPLAINED.values():
        assert english.isascii()
        assert any("\u0980" <= letter <= "\u09ff" for letter in bangla)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_template_is_downloaded_filled_in_and_brought_back(admin, kind):
    answer = admin.get(f"{ADDRESS}template.{kind}")
    assert f'filename="events.{kind}"' in answer["Content-Disposition"]
    assert "no row to import" in text(bring(admin, answer.content, f"events.{kind}"))
    assert admin.get(f"{ADDRESS}template.exe").status_code == 404
    if kind == "xlsx":
        book = load_workbook(io.BytesIO(answer.content))
        row: dict[str, Any] = show()
        sheet = book["events"]
        sheet.append([row.get(cell.value) for cell in sheet[1]])
        filled = io.BytesIO()
        book.save(filled)
        assert bring(admin, filled.getvalue(), "a.xlsx").context["numbers"]["new"] == 1
        explained = {line[0].value: line[3].value for line in book["columns"].iter_rows()}
        assert explained["held_on"] == EXPLAINED["held_on"][1]


def test_a_sheet_of_excel_is_told_by_its_cells(admin):
    page = bring(admin, excel_sheet(show(women=34), show(women=-3)), "events.xlsx")
    assert "<b>D3 women</b>: This is below zero" in text(page)
