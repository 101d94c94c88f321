"""The export of results holds against the standard's own schemas, and against its codelists."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from lxml import etree

from campaigns.models import Indicator
from portal.open_data.iati import adds_up, iati_results
from portal.open_data.models import PublishedActivity
from portal.open_data.registers import indicator_rows
from tests.portal.issues_made import NOW, close_everything_up_to, taken_back
from tests.portal.open_world import AUGUST, make_open_world

pytestmark = pytest.mark.django_db

SCHEMA = Path(__file__).parent / "iati_2_03" / "iati-activities-schema.xsd"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# OrganisationType of IATI 2.03.
ORGANISATIONS = frozenset(
    ["10", "11", "15", "21", "22", "23", "24", "30", "40", "60", "70", "71", "72", "73", "80", "90"]
)
# The other codelists: ResultType, IndicatorMeasure, ActivityStatus, ActivityDateType,
# OrganisationRole, DescriptionType.
CODES = {
    ("result", "type"): {"1", "2", "3", "9"},
    ("indicator", "measure"): {"1", "2", "3", "4", "5"},
    ("activity-status", "code"): set("123456"),
    ("activity-date", "type"): set("1234"),
    ("reporting-org", "type"): ORGANISATIONS,
    ("participating-org", "type"): ORGANISATIONS,
    ("participating-org", "role"): set("1234"),
    ("description", "type"): set("1234"),
    ("sector", "vocabulary"): {"1"},
    ("recipient-country", "code"): {"BD"},
}


@pytest.fixture(scope="module", autouse=True)
def open_world(django_db_setup, django_db_blocker) -> Iterator[None]:
    with taken_back(django_db_blocker):
        make_open_world()
        close_everything_up_to(AUGUST)
        yield


@pytest.fixture
def export() -> etree._Element:
    return etree.fromstring(iati_results(now=NOW))


def test_it_is_valid_by_the_standards_own_schema(export):
    schema = etree.XMLSchema(etree.parse(SCHEMA, etree.XMLParser(no_network=True)))
    assert schema.validate(export), schema.error_log
    spoilt = etree.fromstring(etree.tostring(export))
    spoilt[0].remove(spoilt[0].find("title"))
    assert not schema.validate(spoilt)


def test_its_codes_are_those_of_the_codelists(export):
    for (tag, name), known in CODES.items():
        used = {one.get(name) for one in export.iter(tag)} - {None}
        assert used <= known, (tag, name)
    assert {one.get("name") for one in export.iter("dimension")} <= {"sex", "age", "campaign"}
    assert export.get("version") == "2.03"


def test_only_what_adds_up_may_be_aggregated(export):
    kinds = {one.label_en: one for one in Indicator.objects.all()}
    told = {
        kinds[one.findtext("title/narrative")].kind: one.get("aggregation-status")
        for one in export.iter("result")
    }
    assert told["contacts"] == "true"
    assert told["persons"] == "false"
    assert told["accounts"] == "false"
    for row in indicator_rows():
        may = adds_up(row)
        if row["kind"] in {"persons", "accounts"}:
            assert not may
        if may:
            assert all(row[f"adds_over_{axis}"] for axis in ("months", "channels", "areas"))
    by_the_book = {row["code"]: adds_up(row) for row in indicator_rows()}
    assert all(by_the_book[code] for code in ("A1", "A2", "A4", "C1", "C2", "E2"))
    assert not any(by_the_book[code] for code in ("A3", "D0", "D1", "D2", "K1", "R4"))


def test_figures_targets_and_places_are_told(export):
    (attendance,) = [
        one for one in export.iter("result") if one.findtext("title/narrative") == "Attendances"
    ]
    whole = [
        one
        for one in attendance.iterfind("indicator/period/actual")
        if one.find("dimension") is None and one.find("location") is None
    ]
    assert "140" in {one.get("value") for one in whole}
    assert {one.get("value") for one in attendance.iter("target")} == {"1000", "500", "100"}
    named = {one.get("ref") for one in export.iterfind("iati-activity/location")}
    used = {one.get("ref") for one in export.iterfind(".//actual/location")}
    assert used == named == {"BD3093", "BD6091", "BD4047"}
    assert not [one for one in export.iter("actual") if one.get("value") in {"1", "2", "3", "4"}
                if one.find("location") is not None and one.getparent().getparent().getparent()
                is attendance]  # fmt: skip


def test_a_printed_cumulative_is_no_figure_of_its_month(export):
    assert "996003" not in {one.get("value") for one in export.iter("actual")}
    assert not [one for one in export.iter("comment") if "opening-only" in "".join(one.itertext())]


def test_words_are_in_both_languages(export):
    languages = [one.get(LANG) for one in export.iter("narrative")]
    assert {*languages} == {None, "bn"}
    bangla = [one.text for one in export.iter("narrative") if one.get(LANG) == "bn"]
    assert all(re.search("[ঀ-৿]", text) for text in bangla)


def test_without_a_reporter_there_is_no_export(tmp_path):
    PublishedActivity.objects.update(reporter_ref="")
    assert Client().get("/open-data/iati-results.xml").status_code == 404
    assert "iati-results" not in Client().get("/en/open-data/").content.decode()
    with pytest.raises(CommandError, match="reporting organisation"):
        call_command("iati_results", output=tmp_path / "results.xml")


def test_the_command_writes_a_file(tmp_path):
    call_command("iati_results", output=tmp_path / "results.xml")
    assert etree.parse(tmp_path / "results.xml").getroot().tag == "iati-activities"
    with pytest.raises(CommandError, match="No such file"):
        call_command("iati_results", output=tmp_path / "nowhere" / "results.xml")


def test_an_identifier_has_no_signs_that_the_standard_forbids(admin_client):
    answer = admin_client.post(
        f"/admin/settings/open_data/publishedactivity/{PublishedActivity.load().pk}/",
        {"identifier": "XM/1|2"},
    )
    assert "No spaces, and none of" in answer.content.decode()
