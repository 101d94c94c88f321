"""The issue of September 2022 is that of print: every sure figure, in every form."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from foundation.bangla import figure, to_bangla_digits
from portal.demo.prottasha import FIGURES
from tests.portal.issues_made import cells_by, september, taken_back

pytestmark = pytest.mark.django_db

FIRST, LAST = "Highlights", "Communications and visibility"
# What the print's text leaves without a name, and we call by the channel we read it as.
OUR_WORDS = {
    "Persons reached through social media: channel 1, read as Facebook": (
        "Persons reached through social media: Facebook"
    ),
    "Persons reached through social media: channel 2, read as YouTube": (
        "Persons reached through social media: YouTube"
    ),
    "Persons reached through social media: channel 3, label not in the text": (
        "Persons reached through social media: Third channel (no label in print)"
    ),
    "Returnees who received economic reintegration support since 2017": "Economic",
}
# What the leaflet of December 2019 calls otherwise.
OF_THE_LEAFLET = {
    "Interactive Popular Theatre (IPT) shows": "Interactive Popular Theatre (IPT) shows",
    "Video shows": "Video shows",
    "School quizzes": "School quizzes",
    "Migration fairs": "Migration fairs",
    "Upazila Migration Forum meetings": "Migration Forum meetings",
    "Workshops at union, upazila and district levels": (
        "District, upazila and union level workshops"
    ),
    "DCC meetings": "District Coordination Committee meetings",
    "People reached": "People reached through awareness raising activities",
}
# Two addresses, which are no numbers: they stand in the issue as links.
LINKS = "Content link"
NUMBER = re.compile(
    r'<b>([^<]*)</b>(?:<sup>.</sup>)? <a class="code" lang="en" href="[^"]*/r/(\w+)/"'
)


def printed() -> list[dict[str, str]]:
    """Read the rows of the blocks from Highlights to Communications, whatever they hold."""
    with FIGURES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["document"].startswith("001")]
    sections = [row["section"] for row in rows]
    end = len(sections) - sections[::-1].index(LAST)
    return [
        row
        for row in rows[sections.index(FIRST) : end]
        if not row["label"].startswith(LINKS) and row["value"]
    ]


def place(row: dict[str, str]) -> tuple[str, str, str, str]:
    """Say where a printed figure stands in our issue."""
    to_the_end = re.fullmatch(r"cumulative_to (\d{4}-\d\d)-\d\d", row["period"])
    period = f"to {to_the_end[1]}" if to_the_end else row["period"].removeprefix("month ")
    return row["section"], OUR_WORDS.get(row["label"], row["label"]), period, row["sex"]


@pytest.fixture(scope="module")
def forms(django_db_setup, django_db_blocker, tmp_path_factory) -> dict[str, bytes]:
    """Write the issue once in each form, by the command, and leave the database as it was."""
    folder: Path = tmp_path_factory.mktemp("september")
    with taken_back(django_db_blocker):
        september()
        for form in ("json", "csv", "xlsx", "html"):
            call_command("factsheet", "2022-09", "--format", form, "-o", folder / form, verbosity=0)
        call_command(
            "factsheet", "2022-09", "--format", "html", "--language", "bn", "-o", folder / "bn"
        )
        call_command("factsheet", "2019-12", "--format", "json", "-o", folder / "leaflet")
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_every_sure_figure_of_the_print_is_in_the_issue(forms):
    cells = cells_by(json.loads(forms["json"])["cells"])
    sure = [row for row in printed() if row["confidence"] == "sure"]
    assert len(sure) == 59
    differing = [
        (place(row), row["value"], cells.get(place(row)))
        for row in sure
        if (cells.get(place(row)) or {}).get("value") != int(row["value"])
    ]
    assert differing == []


def test_the_leaflet_of_december_2019_comes_from_the_same_generator(forms):
    with FIGURES.open(encoding="utf-8", newline="") as file:
        of_leaflet = [row for row in csv.DictReader(file) if row["document"].startswith("000")]
    printed = {
        OF_THE_LEAFLET[row["label"]]: int(row["value"])
        for row in of_leaflet
        if row["label"] in OF_THE_LEAFLET
    }
    assert len(printed) == 8
    cells = json.loads(forms["leaflet"])["cells"]
    told = {one["label"]: one for one in cells if one["period"] == "to 2019-12"}
    assert {label: told[label]["value"] for label in printed} == printed
    assert all(told[label]["confidence"] == "sure" for label in printed)


def test_a_likely_figure_carries_its_mark(forms):
    cells = cells_by(json.loads(forms["json"])["cells"])
    likely = [row for row in printed() if row["confidence"] == "likely"]
    assert len(likely) == 12
    for row in likely:
        cell = cells[place(row)]
        assert (cell["value"], cell["confidence"]) == (int(row["value"]), "likely"), row


def test_an_unsure_figure_is_printed_only_as_a_part_of_a_sure_total(forms):
    cells = cells_by(json.loads(forms["json"])["cells"])
    unsure = [row for row in printed() if row["confidence"] == "unsure"]
    assert len(unsure) == 16
    for row in unsure:
        cell = cells[place(row)]
        needed = "social media" in row["label"]
        assert cell["value"] == (int(row["value"]) if needed else None), row
        assert (cell["status"], cell["confidence"]) == ("known" if needed else "withheld", "unsure")


def test_what_is_not_in_the_print_is_not_known_and_no_zero(forms):
    cells = cells_by(json.loads(forms["json"])["cells"])
    meetings = cells[
        "Stakeholder coordination and sensitization events",
        "District Coordination Committee meetings",
        "to 2022-09",
        "all",
    ]
    assert (meetings["value"], meetings["status"]) == (43, "at_least")
    assert cells[LAST, "News reports produced by media", "2022-09", "all"]["value"] == 0


def test_the_sheets_hold_the_same_cells(forms):
    cells = json.loads(forms["json"])["cells"]
    words = [
        {name: "" if value is None else str(value) for name, value in one.items()} for one in cells
    ]
    assert list(csv.DictReader(io.StringIO(forms["csv"].decode("utf-8-sig")))) == words
    [head, *rows] = load_workbook(io.BytesIO(forms["xlsx"]))["figures"].values
    assert [dict(zip(head, row, strict=True)) for row in rows] == cells


@pytest.mark.parametrize("language", ["en", "bn"])
def test_the_page_shows_every_printed_number_beside_its_code(forms, language):
    page = forms["html" if language == "en" else "bn"].decode()
    shown = {code: text for text, code in NUMBER.findall(page)}
    missing = []
    for cell in json.loads(forms["json"])["cells"]:
        if cell["status"] != "known":
            continue
        text = figure(cell["value"], language)
        if cell["value"] < 10:
            text = f"{cell['value']:02d}"
            text = to_bangla_digits(text) if language == "bn" else text
        if shown.get(cell["receipt"]) != text:
            missing.append((cell, shown.get(cell["receipt"])))
    assert missing == []


def test_no_word_of_the_impact_story_came_along(forms):
    for name in ("Ruma", "Matubbar", "Mostafapur", "রুমা"):
        assert not any(name.encode() in content for content in forms.values())
