"""Open data says what the books hold, hides the small, and says the same in every form."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from campaigns.models import Campaign, Target
from campaigns.reach import reach_report
from events.recording import record_events
from portal.demo.invented_events import invented_events
from portal.issues.models import IssueVersion, Receipt
from portal.open_data.columns import COLUMNS
from portal.open_data.tables import TABLES
from portal.open_data.targets import target_rows
from tests.portal.issues_made import NOW, taken_back
from tests.portal.open_world import (
    AUGUST,
    DRAFT,
    HOSTILE,
    OPEN,
    SEPTEMBER,
    make_open_world,
    meet,
    say,
)

pytestmark = pytest.mark.django_db

FILES = [f"/open-data/{name}.csv" for name in TABLES]
LISTS = (
    "months", "indicators", "channels", "districts", "campaigns", "products", "news-reports",
    "reach", "figures", "targets", "issues", "dictionary",
)  # fmt: skip
IATI = "/open-data/iati-results.xml"


@pytest.fixture(scope="module", autouse=True)
def open_world(django_db_setup, django_db_blocker) -> Iterator[None]:
    with taken_back(django_db_blocker):
        make_open_world()
        yield


def ask(path: str, **asked: Any) -> Any:
    answer = Client().get(f"/api/v1/{path}", asked)
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def rows(path: str, **asked: Any) -> list[dict[str, Any]]:
    return ask(path, limit=500, **asked)["items"]


def figures(**asked: Any) -> dict[tuple[str, str, str, str], dict[str, Any]]:
    found = rows("figures", first="2026-08", indicator="A2", **asked)
    return {(one["campaign"], one["area"], one["sex"], one["age"]): one for one in found}


def in_file(name: str) -> list[dict[str, str]]:
    answer = Client().get(f"/open-data/{name}.csv")
    assert answer.content.startswith("\ufeff".encode())
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_cells_of_one_to_four_people_are_hidden_and_zeros_and_totals_shown():
    shown = figures()
    assert shown["all", "all", "all", "all"]["value"] == 140
    assert shown["all", "BD3093", "female", "child"] | {"kind": "contacts"} == {
        **shown["all", "BD3093", "female", "child"],
        "value": None, "status": "hidden", "reason": "fewer-than-5",
    }  # fmt: skip
    assert shown["all", "BD4047", "female", "adult"]["status"] == "hidden"
    zero = shown["all", "BD6091", "male", "adult"]
    assert (zero["value"], zero["status"], zero["reason"]) == (0, "known", None)
    # Two women of Cumilla would be 27 minus 25.
    assert shown["all", "BD4047", "male", "adult"]["status"] == "hidden"
    assert shown["all", "BD4047", "all", "all"]["value"] == 27


def test_only_the_whole_has_a_cumulative_figure():
    whole = figures()["all", "all", "all", "all"]
    assert (whole["cumulative"], whole["cumulative_status"], whole["late"]) == (140, "known", 0)
    of_parts = [one for name, one in figures().items() if name != ("all",) * 4]
    assert {one["cumulative"] for one in of_parts} == {None}


def test_filters_do_not_change_what_is_hidden():
    every = figures()
    for asked in ({"area": "BD4047"}, {"sex": "female"}, {"campaign": "all"}):
        for name, one in figures(**asked).items():
            assert one == every[name]


def test_a_draft_campaign_is_part_of_others_and_named_nowhere():
    assert {name[0] for name in figures()} == {"all", OPEN, "other"}
    assert [one["campaign"] for one in rows("campaigns")] == [OPEN]
    for address in [*FILES, IATI, *(f"/api/v1/{name}?limit=500" for name in LISTS)]:
        text = Client().get(address).content.decode()
        assert DRAFT not in text, address
        assert "not shown" not in text, address


def test_youtube_stays_with_us_until_its_owner_says_otherwise(settings):
    asked = {"first": "2026-08", "indicator": "D4"}
    (kept,) = rows("figures", **asked)
    assert (kept["value"], kept["status"], kept["reason"]) == (None, "withheld", "youtube-terms")
    assert kept["cumulative"] is None
    assert all("4711" not in Client().get(address).content.decode() for address in [*FILES, IATI])
    settings.OPEN_DATA_YOUTUBE = True
    (told,) = rows("figures", **asked)
    assert (told["value"], told["cumulative"]) == (4711, 4711)


def test_the_headline_does_not_tell_of_youtube_by_subtraction(settings):
    (august,) = rows("reach", first="2026-08")
    month, cumulative = august["digital"]["month"], august["digital"]["cumulative"]
    assert (month["value"], month["known"], month["status"]) == (None, 12_345, "withheld")
    assert month["high"] is None
    assert cumulative["value"] is None
    # What was printed and what Facebook counts; the eight million hold YouTube's printed figure.
    assert cumulative["known"] == 8_830_252 + 12_345
    settings.OPEN_DATA_YOUTUBE = True
    (told,) = rows("reach", first="2026-08")
    assert told["digital"]["month"]["value"] == 12_345 + 4711
    assert told["digital"]["month"]["low"] == 12_345


def test_printed_figures_of_youtube_stay():
    (september,) = rows("reach", first="2022-09")
    assert september["digital"]["month"]["value"] == 23_270
    parts = {one["channel"]: one["value"] for one in september["digital"]["parts"] if one["value"]}
    assert parts == {"facebook": 22_539, "youtube": 675, "unlabelled": 56}


@pytest.mark.parametrize("month", ["2022-09", "2026-08"])
def test_reach_is_what_the_page_of_reach_says(settings, month):
    settings.OPEN_DATA_YOUTUBE = True
    (told,) = rows("reach", first=month)
    report = reach_report(parse(month), now=NOW, with_persons=False)
    for basis in ("month", "cumulative"):
        mine, page = told["digital"][basis], report["digital"][basis]
        assert {name: mine[name] for name in page} == page
    assert told["digital"]["rule"] == report["digital"]["rule"]
    assert told["field"]["cumulative"]["value"] == report["field"]["reached"]["cumulative"]
    parts = [part for channel in report["digital"]["channels"] for part in channel["parts"]]
    assert sorted((one["indicator"], one["value"], one["cumulative"]) for one in given(told)) == (
        sorted((one["indicator"], one["month"], one["cumulative"]) for one in given_parts(parts))
    )


def parse(month: str) -> Any:
    return {"2022-09": AUGUST.replace(year=2022, month=9), "2026-08": AUGUST}[month]


def given(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in told["digital"]["parts"] if one["value"] is not None]


def given_parts(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in parts if one["month"] is not None]


def test_what_nobody_counted_is_null_with_a_reason():
    meet("event:uncounted", "BD6091", None, month=SEPTEMBER, sex="w", age="adult")
    shown = rows("figures", first="2026-09", indicator="A2", area="BD6091", sex="all")
    assert {(one["value"], one["status"], one["reason"]) for one in shown} == {
        (None, "unknown", "not-recorded")
    }
    whole = rows("figures", first="2026-09", indicator="A2", area="all", campaign="all", sex="all")
    assert [(one["value"], one["status"]) for one in whole] == [(60, "in-part")]


def test_an_opening_is_told_as_such():
    (told,) = rows("figures", first="2019-12", indicator="A0")
    assert (told["value"], told["reason"], told["opening"]) == (None, "opening-only", 996_003)
    assert told["cumulative_status"] == "does-not-add-up"


def test_a_reason_in_words_stays_with_us():
    say("facebook", "D2", "facebook-views", None, reason="Rahima lost the sheet")
    (told,) = rows("figures", first="2026-08", indicator="D2")
    assert (told["value"], told["status"], told["reason"]) == (None, "unknown", "other-reason")
    assert "Rahima" not in Client().get("/open-data/figures.csv").content.decode()


def test_results_of_one_sex_or_campaign_tell_no_more_than_the_cells():
    told = {(one["campaign"], one["sex"]): one for one in rows("targets", month="2026-08")}
    assert set(told) == {("all", "all"), ("all", "female"), (OPEN, "all")}
    assert told["all", "all"]["value"] == 140
    # 40 + 17 + 2 women are told, and of the three girls nobody would know which.
    for name in (("all", "female"), (OPEN, "all")):
        one = told[name]
        assert (one["value"] is None) == (one["status"] == "hidden")
    by_cells = {
        name: one["value"]
        for name, one in figures().items()
        if name[0] == OPEN and name[1] == "all"
    }
    assert (told[OPEN, "all"]["value"] is None) == (by_cells[OPEN, "all", "all", "all"] is None)


def test_a_small_result_of_a_campaign_is_hidden():
    Target.objects.filter(campaign=OPEN).update(indicator="A6")
    (row,) = [one for one in target_rows(AUGUST, now=NOW) if one["campaign"] == OPEN]
    assert row["value"] is None


def attended_by_district() -> dict[tuple[str, str], dict[str, str]]:
    told = (one for one in in_file("three-w") if one["indicator"] == "A2")
    return {(one["adm2"], one["month"]): one for one in told}


def test_three_w_tells_districts_and_hides_as_everywhere():
    told = attended_by_district()
    assert told["BD4047", "2026-08"]["value"] == "27"
    assert told["BD3093", "2026-08"]["adm1_en"] == "Dhaka"
    assert told["BD3093", "2026-08"]["kind"] == "contacts"
    assert {one["adm3"] for one in told.values()} == {""}
    meet("event:few", "BD6091", 3, month=SEPTEMBER, sex="w", age="adult")
    few = attended_by_district()["BD6091", "2026-09"]
    assert (few["value"], few["status"]) == ("", "hidden")


def test_files_and_api_say_the_same():
    by_file = [
        one for one in in_file("figures") if (one["month"], one["indicator"]) == ("2026-08", "A2")
    ]
    by_api = rows("figures", first="2026-08", indicator="A2")
    assert [written(one, TABLES["figures"].columns) for one in by_api] == by_file


def written(row: dict[str, Any], columns: tuple[str, ...]) -> dict[str, str]:
    words = {True: "true", False: "false"}
    return {
        name: "" if row[name] is None else words.get(row[name], str(row[name]))
        if isinstance(row[name], bool) else str(row[name])
        for name in columns
    }  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_of_any_file_begins_like_a_formula(name):
    Campaign.objects.filter(pk=OPEN).update(name_en=HOSTILE, name_bn="\t=1")
    table = in_file(name)
    texts = [cell for row in table for cell in row.values() if cell]
    assert not [cell for cell in texts if cell.startswith(("=", "+", "@", "\t", "\r"))]
    assert not [cell for cell in texts if cell.startswith("-") and not cell[1:].isdigit()]


def test_hostile_names_are_there_and_harmless():
    assert in_file("products")[0]["title_en"] == f"'{HOSTILE}"
    assert in_file("news-reports")[0]["outlet"] == "'-1+1"


def test_the_dictionary_has_every_column_of_every_file():
    told = {(one["table"], one["column"]): one for one in in_file("dictionary")}
    assert set(told) == {(slug, name) for slug, one in TABLES.items() for name in one.columns}
    assert all(one["unit"] and one["meaning_en"] and one["meaning_bn"] for one in told.values())
    assert set(COLUMNS) >= {name for _, name in told}
    for slug, table in TABLES.items():
        text = Client().get(f"/open-data/{slug}.csv").content.decode("utf-8-sig")
        assert text.splitlines()[0].split(",") == list(table.columns)


def test_issues_cells_and_receipts_are_as_they_were_printed():
    (issue,) = rows("issues")
    assert (issue["month"], issue["version"]) == ("2022-09", 1)
    cells = rows("issues/2022-09/1/cells")
    assert {one["value"] for one in cells} >= {23_270, 8_830_252}
    one = next(one for one in cells if one["value"] == 8_830_252 and one["receipt"])
    receipt = ask(f"receipts/{one['receipt']}")
    assert (receipt["value"], receipt["month"]) == (8_830_252, "2022-09")
    assert Receipt.objects.filter(pk=receipt["code"]).exists()
    assert IssueVersion.objects.get().sha256 == issue["sha256"]


# Every address, and how many queries it takes; more in the ledger take no more.
QUERIES = {
    "/api/v1/months": 2,
    "/api/v1/indicators": 2,
    "/api/v1/channels": 1,
    "/api/v1/districts": 1,
    "/api/v1/campaigns": 4,
    "/api/v1/products": 3,
    "/api/v1/news-reports": 1,
    "/api/v1/reach?first=2026-01&last=2026-10": 13,
    "/api/v1/figures?first=2026-01&last=2026-10": 7,
    "/api/v1/targets": 17,
    "/api/v1/issues": 1,
    "/open-data/figures.csv": 7,
    "/open-data/reach.csv": 13,
    "/open-data/three-w.csv": 13,
    IATI: 18,
}


def queries_of(address: str) -> int:
    browser = Client()
    browser.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


def test_it_takes_the_same_queries_however_much_was_posted():
    little = {address: queries_of(address) for address in QUERIES}
    record_events(list(invented_events(NOW))[:60], now=NOW)
    assert {address: queries_of(address) for address in QUERIES} == little
    assert little == QUERIES
