"""Figures from a sheet: all rows or none, and every bad row named with its line."""

import hashlib
import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from campaigns.factsheet.cells import FactsheetBooks, every_row
from campaigns.models import Entry, Roll
from foundation.moments import dhaka_day

pytestmark = pytest.mark.django_db

HEAD = (
    "channel,indicator,role,period_start,period_end,value,reason,definition,"
    "confidence,source,observed_at\n"
)
OPENING = (
    "facebook,D0,opening,2017-04-01,2022-08-31,7570718,,,likely,factsheet,2022-09-30T12:00+06:00\n"
)
SEPTEMBER = (
    'facebook,D0,month,2022-09-01,2022-09-30,"22,539",,,likely,factsheet,2022-09-30T12:00+06:00\n'
)


@pytest.fixture
def sheet(tmp_path: Path):
    def write(*rows: str, head: str = HEAD) -> str:
        path = tmp_path / "figures.csv"
        path.write_text(head + "".join(rows), encoding="utf-8")
        return str(path)

    return write


def run(path: str, *options: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("import_readings", path, *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def reach(month: str) -> dict:
    out = StringIO()
    call_command("reach", "--month", month, "--json", stdout=out)
    return json.loads(out.getvalue())


def facebook(month: str) -> dict:
    return next(one for one in reach(month)["digital"]["channels"] if one["channel"] == "facebook")


def test_an_opening_and_a_month_give_the_printed_cumulative(sheet):
    out, _ = run(sheet(OPENING, SEPTEMBER))
    assert "2 written" in out
    september = facebook("2022-09")
    assert (september["month"], september["cumulative"]) == (22539, 7593257)
    assert september["opening"] == {
        "value": 7570718,
        "as_of": "2022-08-31",
        "source": "factsheet",
        "confidence": "likely",
    }


def test_the_same_file_again_writes_nothing(sheet):
    path = sheet(OPENING, SEPTEMBER)
    run(path)
    out, _ = run(path)
    assert "0 written, 2 unchanged" in out
    assert Entry.objects.count() == 2


def test_a_dry_run_keeps_nothing(sheet):
    out, _ = run(sheet(OPENING, SEPTEMBER), "--dry-run")
    assert "2 would be written" in out
    assert not Entry.objects.exists()
    assert not Roll.objects.exists()


def test_a_blank_value_is_unknown_and_a_zero_is_a_value(sheet):
    run(
        sheet(
            "news,C2,month,2022-09-01,2022-09-30,0,,,sure,,\n",
            "products,C1,month,2022-09-01,2022-09-30,,not-in-source,,unsure,,\n",
        )
    )
    report = reach("2022-09")
    assert report["news_reports"]["month"] == 0
    assert report["products"]["month"] is None


def test_every_bad_row_is_named_with_its_line_and_nothing_is_half_done(sheet):
    path = sheet(
        OPENING,
        "facebook,D0,month,2022-08-01,2022-08-31,5,,,sure,,\n",  # inside the opening
        "nowhere,D0,month,2022-09-01,2022-09-30,5,,,sure,,\n",
        "facebook,D0,month,2022-09-01,2022-09-30,many,,,sure,,\n",
        "facebook,D0,month,2022-09-01,2022-09-30,,,,sure,,\n",  # unknown without a reason
        "facebook,D0,month,2022-13-01,2022-09-30,5,,,sure,,\n",
        "facebook,D0,week,2022-09-01,2022-09-30,5,,,sure,,\n",
        "facebook,D9,month,2022-09-01,2022-09-30,5,,,sure,,\n",
        "facebook,D0,month,2022-09-01,2022-09-30,5,,,sure,,yesterday\n",
        "facebook,D0,month,2022-09-01,2022-09-30\n",
        SEPTEMBER,
        SEPTEMBER,
    )
    err = StringIO()
    with pytest.raises(CommandError, match="nothing was imported"):
        call_command("import_readings", path, stderr=err)
    lines = [line.split(":")[0] for line in err.getvalue().splitlines()]
    assert lines == [f"line {n}" for n in (3, 4, 5, 6, 7, 8, 9, 10, 11, 13)]
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("channel,indicator\n", "column role is missing"),
        (HEAD.replace("reason", "because"), "because"),
    ],
)
def test_a_sheet_with_other_columns_is_refused(sheet, head, words):
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("import_readings", sheet(OPENING, head=head), stderr=err)
    assert words in err.getvalue()


def test_a_file_that_is_not_text_is_refused(tmp_path):
    path = tmp_path / "figures.csv"
    path.write_bytes(b"\xff\xfec\x00h\x00")
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("import_readings", str(path), stderr=err)
    assert "not UTF-8" in err.getvalue()


def test_a_file_that_is_not_there_is_a_sentence():
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_readings", "/nowhere/figures.csv")


def test_a_typed_month_and_the_platforms_28_days_are_not_added(sheet):
    """The two periods are two keys; only the one of higher standing counts."""
    run(
        sheet(
            "facebook,D1,month,2026-10-04,2026-10-31,100,,,sure,,2026-11-02T10:00+06:00\n",
        )
    )
    run(
        sheet(
            "facebook,D1,month,2026-10-01,2026-10-31,120,,,sure,,2026-11-03T10:00+06:00\n",
        )
    )
    assert facebook("2026-10")["month"] == 120


def refused(path: str) -> tuple[list[str], str]:
    """Import a sheet that must be refused; give its lines of reasons and the last word."""
    err = StringIO()
    with pytest.raises(CommandError) as last:
        call_command("import_readings", path, stderr=err)
    assert not Entry.objects.exists()
    return err.getvalue().splitlines(), str(last.value)


NEWS = "news,C2,month,2022-09-01,2022-09-30,{},,,sure,{},\n"


@pytest.mark.parametrize("typed", ['"1,5"', '"22,53"', '"1,,234"', "--5", "22.539", "1_000"])
def test_a_number_that_can_be_misread_is_refused(sheet, typed):
    [why], _ = refused(sheet(NEWS.format(typed, "")))
    assert "is not a whole number" in why


def test_a_number_grouped_as_in_bangladesh_is_read(sheet):
    run(sheet(NEWS.format('"88,30,252"', "")))
    assert Entry.objects.get().value == 8830252


def test_two_rows_about_the_same_days_are_not_decided_by_chance(sheet):
    whole, window = (
        f"facebook,D1,month,2026-10-0{day},2026-10-31,100,,,sure,,\n" for day in (1, 4)
    )
    lines, _ = refused(sheet(whole, window))
    assert lines == ["line 3: speaks of the same days as line 2"]


def test_a_column_that_is_there_twice_is_refused(sheet):
    head = "channel,indicator,role,period_start,period_end,value,value\n"
    lines, _ = refused(sheet("news,C2,month,2022-09-01,2022-09-30,1,2\n", head=head))
    assert lines == ["line 1: the column value is there twice"]


def test_a_row_with_too_few_cells_is_one_of_the_rows(sheet):
    _, last = refused(sheet("news,C2\n"))
    assert "1 bad rows of 1" in last


def test_a_value_or_a_source_with_no_room_in_the_database_is_a_bad_row(sheet):
    lines, _ = refused(sheet(NEWS.format(10**30, ""), OPENING, NEWS.format(1, "x" * 201)))
    assert [line.split(":")[0] for line in lines] == ["line 2", "line 4"]


def test_what_is_to_come_is_refused(sheet):
    lines, _ = refused(
        sheet(
            "news,C2,month,2999-01-01,2999-01-31,1,,,sure,,\n",
            "facebook,D0,opening,2020-01-01,2999-01-31,1,,,sure,,\n",
            "news,C2,month,2022-09-01,2022-09-30,1,,,sure,,2999-01-01T12:00+06:00\n",
        )
    )
    assert "2999-01-01 is still to come" in lines[0]
    assert "a balance ends on a day that is over" in lines[1]
    assert "cannot have been observed in the future" in lines[2]


def test_bangla_digits_are_read_and_a_remark_is_passed_over(sheet):
    run(
        sheet(
            "# news,C2,month,2022-09-01,2022-09-30,7,,,sure,,\n",
            'news,C2,month,২০২২-০৯-০১,২০২২-০৯-৩০,"৮৮,৩০,২৫২",,,sure,প্রেস তালিকা ৩,\n',
        )
    )
    entry = Entry.objects.get()
    assert (entry.value, entry.source_ref) == (8830252, "প্রেস তালিকা ৩")


def test_a_file_as_a_whole_is_its_own_proof(sheet):
    path = sheet(SEPTEMBER)
    run(path)
    assert Entry.objects.get().payload_sha256 == hashlib.sha256(Path(path).read_bytes()).hexdigest()


def test_each_row_is_told_as_json(sheet):
    run(sheet(SEPTEMBER))
    changed = SEPTEMBER.replace("22,539", "22,540").replace("2022-09-30T12", "2022-09-30T13")
    out, _ = run(sheet(OPENING, changed), "--dry-run", "--json")
    told = json.loads(out)
    assert (told["imported"], told["rows"], told["written"]) == (False, 2, 2)
    assert [(row["became"], row["before"]) for row in told["outcomes"]] == [
        ("new", None), ("changed", 22539),
    ]  # fmt: skip
    assert Entry.objects.count() == 1


def test_refused_rows_are_told_as_json(sheet):
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("import_readings", sheet(NEWS.format("many", "")), "--json", stdout=out)
    [bad] = json.loads(out.getvalue())["bad"]
    assert bad["line"] == 2
    assert "not a whole number" in bad["why"]


def test_a_month_that_still_runs_is_not_settled(sheet):
    today = dhaka_day(datetime.now(tz=UTC))
    run(sheet(f"news,C2,month,{today.replace(day=1)},{today},3,,,sure,,\n"))
    assert not Entry.objects.get().settled


def test_a_line_break_within_a_cell_is_part_of_it(sheet):
    words = "page 3\u2028of the\nsheet"
    run(sheet(NEWS.format(1, f'"{words}"')))
    assert Entry.objects.get().source_ref == words


PROMIS = "channel,indicator,role,period_start,period_end,value,sex\n"


def airport(day: str, men: str, women: str) -> list[str]:
    return [
        f"airport,R1,cumulative,2017-04-01,{day},{value},{sex}\n"
        for sex, value in (("m", men), ("w", women))
    ]


def assisted(month: str) -> dict[tuple[str, str], int | None]:
    books = FactsheetBooks.read(datetime.fromisoformat(f"{month}-01").date(), now=datetime.now(UTC))
    [row] = [one for one in every_row() if one.slug == "at-airport"]
    return {(one.basis, one.sex): one.value for one in books.cells(row)}


def test_cumulatives_of_another_system_come_in_by_sex_and_only_what_is_new_is_added(sheet):
    run(sheet(*airport("2022-08-31", "550", "9"), head=PROMIS))
    run(sheet(*airport("2022-09-30", "554", "10"), head=PROMIS))
    out, _ = run(sheet(*airport("2022-09-30", "554", "10"), head=PROMIS))
    assert "0 written" in out
    up_to = {sex: value for (_, sex), value in assisted("2022-09").items()}
    assert up_to == {"all": 564, "men": 554, "women": 10}
    assert {sex: value for (_, sex), value in assisted("2022-08").items()}["all"] == 559


def test_no_column_for_a_case_is_taken(sheet):
    errors = StringIO()
    with pytest.raises(CommandError):
        call_command(
            "import_readings",
            sheet(
                "airport,R1,month,2022-09-01,2022-09-30,1,Karim\n",
                head="channel,indicator,role,period_start,period_end,value,name\n",
            ),
            stderr=errors,
        )
    assert "“name” is not one of ours" in errors.getvalue()
    assert not Entry.objects.exists()
