"""What the Community Response App exported comes in whole, row by row, or not at all."""

import datetime as dt
import io
import json
import os
from pathlib import Path
from unittest.mock import Mock
from uuid import uuid5

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import CommandError, call_command
from django.utils import timezone, translation
from openpyxl import Workbook

from crm_videos.asking import withdraw_consent
from crm_videos.crm_app import files as of_a_row
from crm_videos.crm_app import taking
from crm_videos.crm_app.importing import PERMISSIONS, import_package
from crm_videos.crm_app.packages import FolderPackage, NotAPackage
from crm_videos.crm_app.rows import RECORDS
from crm_videos.crm_app.zip_package import ZipPackage
from crm_videos.erasing.own_rows import clear_imports, clear_person
from crm_videos.erasing.tombstones import write_tombstone
from crm_videos.erasing.traces import Traces
from crm_videos.models import (
    Consent,
    ConsentScript,
    ImportedTestimony,
    PrivateFile,
    Recording,
    Testimony,
)
from crm_videos.private.erasing import KEPT_FOR, sweep_private_files
from crm_videos.private.reading import open_range
from crm_videos.recordings.looking import CannotLook
from foundation.moments import dhaka_day
from tests.crm_videos.conftest import ELSEWHERE, HERE, colleague
from tests.crm_videos.exported import PNG, digest, files, folder_of, manifest, row, zip_of, zipped

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 6, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def app(db) -> None:
    ConsentScript.objects.create(
        version="app-1", text_bn="শুনুন", text_en="Listen", active_from=dt.date(2020, 1, 1)
    )
    # Who asked has left since.
    User.objects.create_user("rahman", is_active=False)


@pytest.fixture
def bringer(db) -> User:
    return colleague("bringer", *(one.partition(".")[2] for one in PERMISSIONS))


@pytest.fixture
def bring(bringer, tmp_path):
    def bring_rows(*rows, beside=None, dry_run=False, now=NOW):
        package = ZipPackage(io.BytesIO(zipped(*rows, beside=beside)))
        return import_package(package, by=bringer, clock=lambda: now, dry_run=dry_run)

    return bring_rows


def stored(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def counts() -> tuple[int, ...]:
    of = (Testimony, Consent, Recording, PrivateFile, ImportedTestimony)
    return tuple(model.objects.count() for model in of)


def plain() -> dict[str, str]:
    """A row without files: what is refused needs no film to be looked at."""
    return row(evidence_file="", evidence_place="folder 3", experience_file="", support_file="")


def sentences(bring, cases, good, beside=None) -> dict[str, str]:
    """Bring all cases in one package, each as a record of its own."""
    rows = [{**good, "export_id": f"C{n}", **said} for n, (said, _why) in enumerate(cases.values())]
    tried = bring(*rows, beside=beside).tried
    assert {one.became for one in tried} == {"refused"}
    return dict(zip(cases, (str(one.problems) for one in tried), strict=True))


def why(result) -> str:
    [tried] = result.tried
    assert tried.became == "refused"
    return " | ".join(map(str, tried.problems))


def test_a_row_becomes_a_testimony_with_consent_evidence_and_chapters(bring, bringer):
    [tried] = bring(row()).tried
    testimony = Testimony.objects.get()
    assert (tried.became, tried.code) == ("new", testimony.code)
    assert testimony.person.open() == {
        "name": "Canary Begum", "telephone": "01711000000", "village": "Canarypur",
        "other_names": "Canary Miah",
    }  # fmt: skip
    assert testimony.place.name_en == "Khulna"
    assert (testimony.told_on, testimony.recorded_by) == (dt.date(2026, 10, 3), bringer)
    consent = testimony.consents.get()
    assert (consent.purposes, consent.channels) == (["awareness", "training"], ["site", "youtube"])
    assert (consent.given_on, consent.ends_on) == (dt.date(2026, 10, 2), dt.date(2027, 9, 30))
    assert (consent.asked_by.username, consent.script.version) == ("rahman", "app-1")
    assert consent.details.open() == {"contact": "Canary hotline"}
    assert (consent.adult, consent.aid_said, consent.risks_asked) == (True, True, True)
    assert b"".join(open_range(consent.evidence_file, 0, len(PNG))) == PNG
    told = {(one.chapter, one.medium) for one in testimony.recordings.all()}
    assert told == {("experience", "video"), ("support", "audio"), ("message", "text")}
    film = testimony.recordings.get(chapter="experience").file
    assert b"".join(open_range(film, 0, film.size)) == files()["films/17.mp4"]


def test_a_dry_run_tells_the_same_and_keeps_nothing(bring, private_folder):
    [tried] = bring(row(), dry_run=True).tried
    assert (tried.became, tried.code) == ("new", "")
    assert tried.told.count("·") == 2
    assert counts() == (0, 0, 0, 0, 0)
    assert stored(private_folder) == []
    [refused] = bring(row(adult="no"), dry_run=True).tried
    assert refused.problems == bring(row(adult="no")).tried[0].problems != []


def test_the_same_again_is_nothing_new_and_a_changed_row_is_refused(bring, private_folder):
    bring(row())
    before, bytes_before = counts(), len(stored(private_folder))
    code = Testimony.objects.get().code
    [again] = bring(row(experience_sha256=digest(files()["films/17.mp4"]))).tried
    assert (again.became, again.code) == ("same", code)
    changed = {
        "a word": bring(row(name="Another Canary")),
        "a longer consent": bring(row(ends_on="2027-10-01")),
        "no film": bring(row(experience_file="")),
        "another film": bring(row(), beside={"films/17.mp4": files()["films/17.m4a"]}),
    }
    assert {name for name, one in changed.items() if code not in why(one)} == set()
    assert (counts(), len(stored(private_folder))) == (before, bytes_before)


def test_films_that_were_taken_away_since_make_no_second_testimony(bring, bringer):
    bring(row())
    package = ZipPackage(io.BytesIO(zip_of({"manifest.csv": manifest(row())})))
    [tried] = import_package(package, by=bringer, clock=lambda: NOW).tried
    assert tried.became == "same"


REFUSED_CONSENTS = {
    "under age": ({"adult": "no"}, "18 years"),
    "aid not said": ({"aid_said": ""}, "no help depends"),
    "risks not asked": ({"risks_asked": "no"}, "could happen"),
    "no purpose": ({"purposes": ""}, "purposes'"),
    "a channel nobody knows": ({"channels": "site; tiktok"}, "channels'"),
    "no language": ({"languages": ""}, "languages'"),
    "no level": ({"identity_level": ""}, "identity_level'"),
    "no contact": ({"contact": ""}, "reach us to withdraw"),
    "no evidence": ({"evidence_place": ""}, "evidence_place"),
    "no kind of evidence": ({"evidence_kind": ""}, "evidence_kind"),
    "thumb without a witness": ({"evidence_kind": "thumb"}, "needs a witness"),
    "a witness without a name": ({"witnessed": "yes"}, "Name the witness"),
    "over already": ({"ends_on": "2026-11-22"}, "later day than today"),
    "longer than two years": ({"ends_on": "2028-10-03"}, "Two years at most"),
    "no end": ({"ends_on": ""}, "ends_on"),
    "asked tomorrow": ({"asked_on": "2026-11-23"}, "still to come"),
    "asked on no day": ({"asked_on": "in autumn"}, "asked_on"),
    "words that nobody knows": ({"script": "app-9"}, "script"),
    "words from later": ({"script": "later"}, "not in use yet"),
    "asked by nobody": ({"asked_by": "ghost"}, "asked_by"),
    "writing only, and a film": (
        {"identity_level": "text-only", "experience_file": "films/17.mp4"},
        "writing only",
    ),
}


def test_a_consent_that_our_rules_refuse_takes_the_row_along(bring, private_folder):
    ConsentScript.objects.create(
        version="later", text_bn="–", text_en="–", active_from=dt.date(2026, 11, 1)
    )
    refused_as = sentences(bring, REFUSED_CONSENTS, plain())
    assert {
        case for case, (_said, words) in REFUSED_CONSENTS.items() if words not in refused_as[case]
    } == set()
    assert counts() == (0, 0, 0, 0, 0)
    assert stored(private_folder) == []


REFUSED_ROWS = {
    "no name": ({"name": ""}, "Who told it"),
    "a name for a code": ({"export_id": "Canary Begum"}, "export_id"),
    "no district": ({"district": "Atlantis"}, "district"),
    "told tomorrow": ({"told_on": "2126-01-01"}, "told_on"),
    "another's district": ({"district": "Dhaka"}, "not assigned"),
    "nothing told": ({"message_text": ""}, "Nothing is told"),
    "a file that is not there": ({"experience_file": "films/18.mp4"}, "not in the package"),
    "a way out": ({"experience_file": "../../etc/passwd"}, "leads out"),
    "an absolute name": ({"evidence_file": "/etc/passwd"}, "leads out"),
    "another digest": (
        {"experience_file": "films/20.mp4", "experience_sha256": "0" * 64}, "SHA-256 is another",
    ),
    "another digest of the evidence": (
        {"evidence_file": "papers/19.png", "evidence_sha256": "0" * 64}, "SHA-256 is another",
    ),
    "no digest": ({"experience_sha256": "abc"}, "no SHA-256"),
    "one file as two chapters": (
        {"experience_file": "films/17.mp4", "support_file": "films/17.mp4"}, "more than once",
    ),
    "no recording": ({"experience_file": "papers/18.mp4"}, "not a recording"),
    "another kind of file": ({"experience_file": "films/17.exe"}, "kind of file"),
    "a film called a sound": ({"support_file": "films/18.m4a"}, "support_file"),
    "a film cut off": ({"experience_file": "films/cut.mp4"}, "cut off"),
    "an empty film": ({"experience_file": "films/none.mp4"}, "empty"),
    "evidence of another kind": ({"evidence_file": "papers/18.exe"}, "evidence_file"),
    "old Bangla": ({"message_text": "evsjv‡`k Avgvi †`k"}, "Bijoy"),
}  # fmt: skip


def test_a_row_that_cannot_be_taken_is_told_and_none_of_its_bytes_stay(bring, private_folder):
    film, sound = files()["films/17.mp4"], files()["films/17.m4a"]
    beside = {
        "papers/18.mp4": b"<html>", "films/17.exe": b"MZ", "films/18.m4a": film,
        "films/cut.mp4": film[: len(film) // 2], "films/none.mp4": b"", "papers/18.exe": b"MZ",
        "films/19.mp4": sound, "films/20.mp4": film, "papers/19.png": PNG,
    }  # fmt: skip
    refused_as = sentences(bring, REFUSED_ROWS, plain(), beside=beside)
    assert {
        case for case, (_said, words) in REFUSED_ROWS.items() if words not in refused_as[case]
    } == set()
    assert counts() == (0, 0, 0, 0, 0)
    assert stored(private_folder) == []


def test_a_bad_row_takes_no_good_one_along_and_twins_are_both_refused(bring):
    other = row(export_id="CRM-0018", evidence_file="", evidence_place="folder 3",
                experience_file="", support_file="")  # fmt: skip
    rows = [
        row(), other, {**other, "export_id": "CRM-0019", "adult": "no"},
        {**other, "export_id": "CRM-0020"}, {**other, "export_id": "CRM-0020"},
    ]  # fmt: skip
    result = bring(*rows)
    assert [one.became for one in result.tried] == ["new", "new", *["refused"] * 3]
    assert all("more than one row" in str(one.problems) for one in result.tried[3:])
    assert Testimony.objects.count() == 2
    assert {one.evidence_file is None for one in Consent.objects.all()} == {True, False}


def test_one_persons_film_is_never_given_to_two(bring, private_folder):
    result = bring(row(), row(export_id="CRM-0018"))
    assert all("more than once" in str(one.problems) for one in result.tried)
    assert counts() == (0, 0, 0, 0, 0)


def test_who_was_erased_is_not_brought_again(bring, settings, tmp_path):
    settings.TOMBSTONES_FILE = tmp_path / "tombstones"
    bring(plain())
    traces = Traces(Testimony.objects.get().pk, NOW)
    clear_person(traces)
    assert clear_imports(traces) == 1
    Testimony.objects.update(erased_at=NOW)
    assert "was erased" in why(bring(plain()))


def test_who_was_erased_is_not_brought_into_an_older_backup_either(bring, settings, tmp_path):
    settings.TOMBSTONES_FILE = tmp_path / "tombstones"
    write_tombstone(Traces(uuid5(RECORDS, "CRM-0017"), NOW))
    assert "was erased" in why(bring(plain()))
    assert bring({**plain(), "export_id": "CRM-0018"}).tried[0].became == "new"
    settings.TOMBSTONES_FILE.write_text("somebody else wrote this\n")
    assert "list of the erased" in why(bring(plain() | {"export_id": "CRM-0019"}))


def test_a_manifest_of_excel_is_read_and_a_date_in_a_wrong_column_is_not_repeated(bringer):
    book = Workbook()
    said = {**plain(), "told_on": dt.date(2026, 10, 3), "other_names": None}
    wrong = {**said, "export_id": "CRM-0018", "name": dt.date(1987, 6, 5)}
    for cells in (said.keys(), said.values(), wrong.values()):
        book.active.append([*cells])
    out = io.BytesIO()
    book.save(out)
    package = ZipPackage(io.BytesIO(zip_of({"export/manifest.xlsx": out.getvalue()})))
    good, bad = import_package(package, by=bringer, clock=lambda: NOW).tried
    assert (good.became, bad.became) == ("new", "refused")
    assert "1987" not in str(bad.problems)


def test_an_import_that_died_anywhere_is_run_again(bring, monkeypatch, private_folder):
    rows = row(), {**plain(), "export_id": "CRM-0018"}
    for place in ("look_at", "take_recording", "take_words"):
        with monkeypatch.context() as dying:
            module = of_a_row if place == "look_at" else taking
            dying.setattr(module, place, Mock(side_effect=SystemExit))
            # Who is killed tidies nothing up.
            dying.setattr(of_a_row, "forget_file", Mock())
            with pytest.raises(SystemExit):
                bring(*rows)
        assert counts() == (0, 0, 0, 0, 0)
    assert [one.became for one in bring(*rows).tried] == ["new", "new"]
    assert [one.became for one in bring(*rows).tried] == ["same", "same"]
    sweep_private_files(timezone.now() + KEPT_FOR * 2)
    assert len(stored(private_folder)) == PrivateFile.objects.count() == 3


def test_a_consent_that_was_withdrawn_since_is_not_brought_back(bring, recorder):
    bring(row())
    testimony = Testimony.objects.get()
    withdraw_consent(testimony, by=recorder, now=NOW)
    assert bring(row()).tried[0].became == "same"
    assert testimony.consents.order_by("-version").first().kind == "withdrawn"


def test_too_much_at_once_and_a_check_that_cannot_look_leave_nothing(
    bring, settings, monkeypatch, private_folder
):
    settings.UPLOADS_GB_OF_A_TESTIMONY = 0
    assert "Too much" in why(bring(row()))
    settings.UPLOADS_GB_OF_A_TESTIMONY = 12

    def cannot(file):
        raise CannotLook

    monkeypatch.setattr(of_a_row, "look_at", cannot)
    assert "cannot look" in why(bring(row()))
    assert counts() == (0, 0, 0, 0, 0)
    assert stored(private_folder) == []


def test_the_report_repeats_no_cell(bring, bringer):
    slipped = {name: f"Canary {name}" for name in row()}
    told = str(bring(slipped, row(export_id="CRM-0018", adult="no")).tried)
    assert "Canary" not in told
    headless = manifest(row()).partition(b"\n")[2]
    with pytest.raises(NotAPackage) as refused:
        import_package(
            ZipPackage(io.BytesIO(zip_of({"manifest.csv": headless}))), by=bringer, clock=NOW
        )
    assert "Canary" not in str(refused.value)
    with translation.override("bn"):
        assert "Canary" not in str(bring(slipped).tried)


def test_days_in_bangla_digits_and_names_in_bangla_are_read(bring):
    said = {"district": "খুলনা", "told_on": "২০২৬-১০-০৩", "adult": "হ্যাঁ"}
    assert bring(row(**said)).tried[0].became == "new"


def test_a_folder_is_imported_by_the_command_and_a_dry_run_first(bringer, tmp_path, capsys):
    today = dhaka_day(timezone.now())
    said = row(ends_on=str(today + dt.timedelta(days=100)))
    folder = folder_of(tmp_path / "export", said, beside={"films/99.mp4": b"left over"})
    call_command("import_crm_app", str(folder), "--user", "bringer", "--dry-run")
    assert "1 rows: 1 would be new" in (told := capsys.readouterr().out)
    assert "1 files are named by no row" in told
    assert Testimony.objects.count() == 0
    call_command("import_crm_app", str(folder), "--user", "bringer", "--json")
    told = capsys.readouterr().out
    assert json.loads(told)["new"] == Testimony.objects.count() == 1
    assert "Canary" not in told
    (folder / "manifest.csv").write_bytes(manifest({**said, "adult": "no"}))
    with pytest.raises(CommandError, match="1 of 1 rows were refused"):
        call_command("import_crm_app", str(folder), "--user", "bringer")


def test_the_command_is_for_whoever_may_record_ask_and_send_in(bringer, tmp_path):
    folder = folder_of(tmp_path / "export", row())
    bringer.user_permissions.remove(Permission.objects.get(codename="add_consent"))
    for name in ("bringer", "rahman", "nobody"):
        with pytest.raises(CommandError, match="there is nobody called"):
            call_command("import_crm_app", str(folder), "--user", name)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command(
            "import_crm_app", str(tmp_path / "none"), "--user", colleague("x", *named()).username
        )


def named() -> list[str]:
    return [one.partition(".")[2] for one in PERMISSIONS]


def test_links_pipes_and_ways_out_of_a_folder_are_not_followed(bringer, tmp_path):
    secret = tmp_path / "secret.mp4"
    secret.write_bytes(files()["films/17.mp4"])
    folder = folder_of(tmp_path / "export", row())
    (folder / "films/17.mp4").unlink()
    (folder / "films/17.mp4").symlink_to(secret)
    (folder / "films/17.m4a").unlink()
    os.mkfifo(folder / "films/17.m4a")
    (folder / "out").symlink_to(tmp_path, target_is_directory=True)
    for said in (
        {"support_file": ""},
        {"experience_file": ""},
        {"experience_file": "out/secret.mp4", "support_file": ""},
    ):
        (folder / "manifest.csv").write_bytes(manifest(row(**said)))
        result = import_package(FolderPackage(folder), by=bringer, clock=lambda: NOW)
        assert result.tried[0].became == "refused"
    assert counts() == (0, 0, 0, 0, 0)


def test_the_district_is_the_bringers(db, tmp_path):
    other = colleague("other", *named(), district=ELSEWHERE)
    package = ZipPackage(io.BytesIO(zipped(row(district=HERE))))
    [tried] = import_package(package, by=other, clock=lambda: NOW).tried
    assert "not assigned" in str(tried.problems)
