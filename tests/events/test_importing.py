"""Events from a sheet: good rows are taken once, bad ones told with row, cell and reason."""

import datetime as dt
import json
import uuid
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from campaigns.models import Entry, Place
from campaigns.sheets import template_csv, template_xlsx
from events.models import Event, Quarantined, Submission
from events.recording import save_event
from events.sheets import importing
from events.sheets.importing import Became, Import, import_events
from events.sheets.layout import LAYOUT
from tests.events.phone import NOW, field_worker
from tests.events.sheets import (
    assert_good_rows_are_taken_and_bad_ones_told,
    csv_sheet,
    excel_sheet,
    show,
)

pytestmark = pytest.mark.django_db
KHULNA, JASHORE = "BD4047", "BD4041"


def bring(*rows: dict[str, Any], sheet=csv_sheet, person=None, dry_run=False) -> Import:
    return import_events(sheet(*rows), person=person, now=NOW, dry_run=dry_run)


def became(result: Import) -> list[str]:
    assert not result.fatal
    return [str(row.became) for row in result.tried]


def problem(result: Import) -> tuple[int, str, str, str]:
    """Give the one problem of the one refused row: row, column, cell, why."""
    [row] = result.refused
    [found] = row.problems
    return row.line, found.column, found.cell, found.why


def whys(result: Import) -> str:
    return " ".join(problem.why for row in result.refused for problem in row.problems)


def test_a_row_becomes_an_event_that_counts(ledger):
    parts = {"venue": "Tea stall", "message": "Gombhira", "first_timers": "৪০", "starts_at": "9:30"}
    [row] = bring(show(**parts)).tried
    event = Event.objects.get()
    assert (row.became, row.event) == (Became.NEW, event.client_uuid)
    assert (event.place_id, event.held_on) == (KHULNA, dt.date(2024, 5, 10))
    assert (event.venue, event.first_timers, event.starts_at) == ("Tea stall", 40, dt.time(9, 30))
    # What the sheet does not say is not known: it is not nought.
    assert (event.girls, event.persons_with_disabilities) == (None, None)
    assert ledger() == {
        "A1 x x": 1, "A2 w adult": 34, "A2 m adult": 12, "A6 x x": 40, "A7 x x": 46,
    }  # fmt: skip
    sent = Submission.objects.get()
    assert (sent.door, sent.client_uuid, event.flags) == ("sheet", event.client_uuid, [])


def test_a_sheet_of_excel_is_read_like_a_csv():
    cells = {"held_on": dt.date(2024, 5, 10), "starts_at": dt.time(15, 30), "women": 34, "men": 12}
    assert became(bring(show(**cells), sheet=excel_sheet)) == ["new"]
    as_text = {"starts_at": "15:30", "women": "34", "men": "12"}
    assert became(bring(show(**as_text))) == ["same"]
    assert Event.objects.get().starts_at == dt.time(15, 30)


def test_the_second_run_of_a_sheet_writes_nothing():
    rows = [show(venue=f"School {n}") for n in range(5)]
    assert became(bring(*rows)) == ["new"] * 5
    entries = Entry.objects.count()
    # Another order and another way to write the place are the same rows.
    again = [{**row, "place": place} for row in reversed(rows) for place in [KHULNA.lower()]]
    assert became(bring(*again)) == ["same"] * 5
    assert (Event.objects.count(), Entry.objects.count()) == (5, entries)


def test_one_bad_row_takes_back_no_good_one():
    rows = [show(), show(place="Atlantis"), show(venue="School")]
    assert became(bring(*rows)) == ["new", "refused", "new"]
    assert Event.objects.count() == 2
    # Nothing waits for a person: the row is where it was, in the file.
    assert not Quarantined.objects.exists()
    mended = [rows[0], show(place="Jashore"), rows[2]]
    assert became(bring(*mended)) == ["same", "new", "same"]


def test_an_import_that_was_cut_goes_on_where_it_ended(monkeypatch):
    monkeypatch.setattr(importing, "SLICE", 2)
    rows = csv_sheet(*(show(venue=f"School {n}") for n in range(5)), show())
    for dry_run in (True, False):
        told = []
        for left in (4, 2, 0):
            result = import_events(
                rows,
                person=None,
                now=NOW,
                dry_run=dry_run,
                start=len(told),
                is_time_up=lambda: True,
            )
            told += [row.line for row in result.tried]
            assert (result.left, result.count(Became.NEW)) == (left, 2)
        assert told == [2, 3, 4, 5, 6, 7]
        assert Event.objects.count() == (0 if dry_run else 6)


def test_a_row_far_below_that_repeats_another_is_told_by_a_later_call_too(monkeypatch):
    monkeypatch.setattr(importing, "SLICE", 2)
    rows = csv_sheet(show(), show(venue="School"), show())
    [last] = import_events(rows, person=None, now=NOW, dry_run=True, start=2).tried
    assert last.problems[0].why.startswith("This repeats row 2")


def test_a_dry_run_says_the_same_and_writes_nothing():
    save_in = show(venue="here already")
    bring(save_in)
    rows = [save_in, show(), show(place="Atlantis"), show(), show(held_on="2024-06-30")]
    before = (Event.objects.count(), Submission.objects.count(), Entry.objects.count())
    dry = bring(*rows, dry_run=True)
    after = (Event.objects.count(), Submission.objects.count(), Entry.objects.count())
    assert after == before
    wet = bring(*rows)
    assert became(dry) == ["same", "new", "refused", "refused", "refused"]
    assert [(row.became, row.event, row.problems, row.flags) for row in dry.tried] == [
        (row.became, row.event, row.problems, row.flags) for row in wet.tried
    ]
    assert dry.digest == wet.digest


@pytest.mark.parametrize(
    ("column", "cell", "why"),
    [
        ("kind", "football", "no kind of event"),
        ("kind", "", "missing"),
        ("held_on", "10/05/2024", "not a day such as"),
        ("held_on", "2024-06-02", "not come yet"),
        ("held_on", "2016-01-01", "The programme began"),
        ("starts_at", "half past three", "not a time such as"),
        ("women", "many", "not a whole number"),
        ("women", "12.5", "not a whole number"),
        ("women", "-3", "below zero"),
        ("women", "1000000", "less than or equal to"),
        ("headcount", "guess", "none of"),
        ("headcount", "not-counted", "somebody counted"),
        ("venue", "x" * 201, "longer than 200"),
        ("place", "Khulna division", "We know no place"),
        ("place", "BD40", "A division is too wide"),
        ("level", "district", "Only a workshop"),
        ("id", "17", "not a UUID"),
        ("id", str(uuid.UUID(int=0)), "not a UUID"),
    ],
)
@pytest.mark.parametrize("dry_run", [True, False])
def test_a_bad_cell_is_named_with_row_column_and_reason(column, cell, why, dry_run):
    row = show(**{column: cell})
    line, in_column, address, said = problem(bring(show(venue="x"), row, dry_run=dry_run))
    columns = [*dict.fromkeys([*show(venue="x"), *row])]
    letter = "ABCDEFGH"[columns.index(column)]
    assert (line, in_column, address) == (3, column, f"{letter}3")
    assert why in said


def test_all_that_is_wrong_in_a_row_is_told_at_once():
    [row] = bring(show(kind="football", place="Atlantis", women="many", headcount="guess")).tried
    assert {one.column for one in row.problems} == {"kind", "place", "women", "headcount"}


def test_more_first_timers_than_people_are_refused():
    rows = show(girls="0", boys="0", first_timers="47")
    assert problem(bring(rows))[1:3] == ("first_timers", "I2")


def test_nothing_known_of_the_attendance_has_to_be_said():
    assert problem(bring(show(women="", men="", headcount="")))[1] == "headcount"
    said = show(women="", men="", headcount="not-counted")
    assert became(bring(said)) == ["new"]


def test_what_the_books_hold_in_a_balance_is_refused(opening_of_2019):
    for dry_run in (True, False):
        result = bring(show(held_on="2019-05-10"), dry_run=dry_run)
        assert "inside a balance" in problem(result)[3]
    assert not Event.objects.exists()


def test_a_kind_goes_by_its_short_name_or_its_exact_name():
    kinds = ["ipt-show", "IPT-Show", Event(kind_id="ipt-show").kind.channel.label_bn]
    rows = [show(kind=kind, venue=str(n)) for n, kind in enumerate(kinds)]
    assert became(bring(*rows)) == ["new"] * 3
    assert set(Event.objects.values_list("kind", flat=True)) == {"ipt-show"}


def test_a_workshop_says_its_level():
    assert problem(bring(show(kind="workshop")))[1] == "level"
    assert became(bring(show(kind="workshop", level="district"))) == ["new"]


# Two equal rows, and two that are nearly so.


def test_a_row_that_repeats_another_is_told_and_neither_merged_nor_doubled():
    result = bring(show(), show(venue="School"), show())
    assert became(result) == ["new", "new", "refused"]
    assert problem(result)[3].startswith("This repeats row 2")
    assert Event.objects.count() == 2


def test_two_equal_shows_differ_by_start_time_or_by_id():
    two = [show(starts_at="10:00"), show(starts_at="15:00")]
    with_ids = [show(id=str(uuid.uuid4())), show(id=str(uuid.uuid4()))]
    for rows in (two, with_ids):
        assert became(bring(*rows)) == ["new", "new"]
        assert became(bring(*rows)) == ["same", "same"]
    assert Event.objects.count() == 4


def test_two_shows_of_one_sheet_may_differ_by_their_figures_alone():
    rows = [show(), show(women="35")]
    assert became(bring(*rows)) == ["new", "new"]
    assert became(bring(*rows)) == ["same", "same"]


def test_a_figure_that_was_changed_since_is_no_second_event():
    bring(show())
    result = bring(show(women="43"))
    assert became(result) == ["refused"]
    assert str(Event.objects.get().client_uuid) in problem(result)[3]
    assert became(bring(show(women="43", starts_at="17:00"))) == ["new"]


def test_words_that_were_changed_since_are_told_with_their_column():
    bring(show(message="Gombhira"))
    result = bring(show(message="Gambhira"))
    line, column, cell, why = problem(result)
    assert (line, column, cell) == (2, "message", "G2")
    assert "says otherwise" in why
    assert Event.objects.get().message == "Gombhira"


def test_an_event_that_a_phone_has_sent_is_not_doubled_by_a_sheet(phone):
    phone.send(phone.record(held_on="2024-05-10"))
    result = bring(show(place=phone.place))
    assert "here already" in problem(result)[3]
    assert Event.objects.count() == 1


def test_what_was_set_aside_stands_in_nobodys_way(new_event, now):
    event = new_event(place=Place.objects.get(pk=KHULNA))
    event.standing, event.set_aside_reason = "set-aside", "logged twice"
    save_event(event, by=None, now=now)
    assert became(bring(show())) == ["new"]


def test_the_same_id_with_other_content_is_told_and_not_kept():
    own = str(uuid.uuid4())
    assert became(bring(show(id=own))) == ["new"]
    assert problem(bring(show(id=own, women="1")))[1] == "women"
    both = bring(show(id=own), show(id=own, women="1"))
    assert became(both) == ["same", "refused"]
    assert "Row 2 has this id" in problem(both)[3]
    assert not Quarantined.objects.exists()


def test_an_event_of_the_office_keeps_its_id(new_event, now):
    event = new_event()
    save_event(event, by=None, now=now)
    result = bring(show(id=str(event.client_uuid), venue="elsewhere"))
    assert problem(result)[1] == "id"


# Places.


def test_a_place_goes_by_code_or_any_one_exact_name():
    names = ["BD4041", "bd4041", "Jashore", "JESSORE", "যশোর", "  jashore "]
    rows = [show(place=name, venue=str(n)) for n, name in enumerate(names)]
    assert became(bring(*rows)) == ["new"] * len(names)
    assert set(Event.objects.values_list("place", flat=True)) == {JASHORE}


def test_a_name_of_several_places_is_refused_with_all_their_codes():
    line, column, cell, why = problem(bring(show(place="Dumuria")))
    assert (line, column, cell) == (2, "place", "C2")
    assert "several places" in why
    assert "BD40470030)" in why
    assert "BD40470030-U1908)" in why
    many = problem(bring(show(place="Rampur")))[3]
    assert many.count("(BD") == 5


def test_district_and_upazila_tell_places_of_one_name_apart():
    rampurs = Place.objects.filter(name_en="Rampur", level="union").select_related("parent__parent")
    rows = [
        show(place="Rampur", upazila=union.parent.name_en, district=union.parent.parent.name_bn)
        for union in rampurs
    ]
    assert became(bring(*rows)) == ["new"] * 5
    assert set(Event.objects.values_list("place", flat=True)) == {one.code for one in rampurs}
    narrowed = bring(show(place="Dumuria", district="Khulna"))
    assert "several places" in problem(narrowed)[3]
    assert problem(bring(show(place="Dumuria", district="Jashore")))[1] == "place"
    assert problem(bring(show(place="Dumuria", district="Khulnaa")))[1] == "district"


def test_an_unknown_name_is_refused_with_what_is_alike_and_never_guessed():
    why = problem(bring(show(place="Jashor")))[3]
    assert "Jashore (BD4041)" in why
    assert "We know no place" in problem(bring(show(place="Xyzzyqw")))[3]
    assert not Event.objects.exists()


# Bijoy.


@pytest.mark.parametrize(
    ("column", "text"), [("place", "h‡kvi"), ("venue", "evsjv‡`k"), ("note", "gvbe cvPvi")]
)
def test_bangla_in_the_old_coding_is_refused_with_what_to_do(column, text):
    result = bring(show(**{column: text}))
    assert problem(result)[1] == column
    assert "Convert the column to Unicode" in problem(result)[3]


def test_english_with_odd_signs_and_unicode_bangla_are_taken():
    row = show(
        venue="Women’s group's yard", note="© IOM, 32°C, 5½ hours", message="গম্ভীরা, ‘মানব পাচার’"
    )
    assert became(bring(row)) == ["new"]


# Who imports.


def test_people_import_into_their_own_districts_only():
    person = field_worker("rahima")
    rows = [show(), show(place="Jashore")]
    for dry_run in (True, False):
        result = bring(*rows, person=person, dry_run=dry_run)
        assert became(result) == ["new", "refused"]
        assert problem(result)[:3] == (3, "place", "C3")
    assert Event.objects.get().recorded_by == person


# The file as a whole.


def test_a_person_is_told_nothing_of_an_event_in_another_district():
    worker = field_worker("rahima", district=JASHORE)
    [here] = bring(show(id=str(uuid.uuid4()))).tried
    beside = bring(show(women="35"), person=worker)
    under_its_id = bring(show(id=str(here.event), women="35"), person=worker)
    assert became(beside) == became(under_its_id) == ["refused"]
    assert "not assigned" in whys(beside)
    # Its id is known to whoever names it; what stands under it is not told.
    assert str(here.event) not in whys(beside)
    assert str(here.event) not in whys(under_its_id)


def test_columns_that_are_missing_or_not_ours_are_named():
    result = bring({"kind": "ipt-show", "date": "2024-05-10"})
    why = result.fatal[0].why
    assert "held_on is missing" in why
    assert "place is missing" in why
    assert "“date” is not one of ours" in why


def test_what_excel_hides_is_told_with_its_column():
    result = bring(show(women=dt.date(2024, 5, 10)), sheet=excel_sheet)
    assert problem(result)[:2] == (2, "women")
    assert "D2" in problem(result)[3]


@pytest.mark.parametrize("template", [template_csv, template_xlsx])
def test_the_templates_have_all_columns_and_no_row(template):
    result = import_events(template(LAYOUT), person=None, now=NOW)
    assert (result.fatal, result.tried) == ([], [])
    if template is template_csv:
        assert template(LAYOUT).decode("utf-8-sig").startswith("kind,held_on,place,starts_at,")


# What must hold.


def test_many_rows_with_some_bad_ones_are_so_many_events_and_so_many_reports():
    """At fifty times the size in ``tests/storms``."""
    assert_good_rows_are_taken_and_bad_ones_told(200)


# The command.


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "events.csv"
    path.write_bytes(csv_sheet(show(), show(place="Atlantis")))
    return path


def run(*arguments: Any) -> tuple[str, str]:
    """Run the command; give what it printed, and why it failed."""
    out = StringIO()
    try:
        call_command("import_events", *arguments, stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def test_the_command_tells_bad_rows_and_fails_for_them(sheet):
    out, failed = run(sheet)
    assert "row 3: refused: C3 place: We know no place" in out
    assert "row 2" not in out
    assert "2 rows: 1 new, 0 here already, 1 refused" in out
    assert failed == "1 of 2 rows were refused"
    sheet.write_bytes(csv_sheet(show()))
    assert run(sheet) == ("1 rows: 0 new, 1 here already, 0 refused\n", "")


def test_a_dry_run_of_the_command_tells_every_row(sheet):
    out, failed = run(sheet, "--dry-run")
    assert "row 2: new" in out
    assert "1 would be new" in out
    assert failed
    assert not Event.objects.exists()


def test_the_command_tells_each_row_as_json(sheet):
    out, failed = run(sheet, "--json")
    told = json.loads(out)
    assert failed
    counts = {name: told[name] for name in ("dry_run", "rows", "new", "same", "refused")}
    assert counts == {"dry_run": False, "rows": 2, "new": 1, "same": 0, "refused": 1}
    [bad] = told["bad"]
    assert (bad["row"], bad["problems"][0]["column"], bad["problems"][0]["cell"]) == (
        3, "place", "C3",
    )  # fmt: skip
    assert [row["became"] for row in told["outcomes"]] == ["new", "refused"]


def test_the_command_imports_as_a_person_who_may(sheet, django_user_model):
    field_worker("rahima", "import_event", district=JASHORE)
    assert "not assigned" in run(sheet, "--user", "rahima")[0]
    field_worker("salma", district=JASHORE)  # may log events, one by one
    django_user_model.objects.create_user("visitor")
    for name in ("visitor", "nobody", "salma"):
        assert "nobody called" in run(sheet, "--user", name)[1]
    assert not Event.objects.exists()


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    assert "cannot be read" in run(tmp_path / "absent.csv")[1]
    path = tmp_path / "odd.csv"
    path.write_text("a,b\n1,2\n")
    out, failed = run(path, "--json")
    assert json.loads(out)["unreadable"][0]["row"] == 1
    assert "nothing was read" in failed
