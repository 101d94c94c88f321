"""What a phone has saved as a file is handed in by the office: once, whole, and for its worker."""

import base64
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from campaigns.models import Assignment
from events.models import Event, EventPhoto, Quarantined, Submission
from events.phone_files.importing import import_phone_file
from events.phone_files.reading import NotAPhoneFile, read_phone_file
from tests.events.camera import photo
from tests.events.phone import Phone, field_worker
from tests.events.test_sheets_in_the_admin import browser_of, person, private

__all__ = ["private"]
pytestmark = pytest.mark.django_db
ADDRESS, GO_ON = "/admin/import_phone_file/", "/admin/import_phone_file/go-on/"
MAY = ("access_admin", "add_event", "import_event")


def kept(event: Any, *photos: bytes, state: str = "waiting") -> dict[str, Any]:
    """Make one record as ``handover.js`` writes it."""
    shots = [
        {"sha256": hashlib.sha256(one).hexdigest(), "jpeg": base64.b64encode(one).decode()}
        for one in photos
    ]
    return {"state": state, "event": event, "answer": None, "photos": shots}


def saved(*records: Any, **about: Any) -> bytes:
    """Write a file as the field app does: a record a line."""
    head = {
        "format": "nirapad-field-queue", "version": 1, "person": "rahima",
        "made_at": "2024-06-01T06:00:00.000Z", **about,
    }  # fmt: skip
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in records)
    return f'{json.dumps(head)[:-1]},"records":[\n{lines}\n]}}\n'.encode()


def take(content: bytes, now, **how):
    worker = User.objects.get(username="rahima")
    return import_phone_file(
        read_phone_file(content), person=worker, brought_by=None, now=now, **how
    )


def became(result) -> list[str]:
    return [str(one.became) for one in result.tried]


def test_records_and_photos_come_in_once_however_they_come(phone: Phone, ledger, now):
    shot = photo(3)
    new = phone.record(women=7, photos=[hashlib.sha256(shot).hexdigest()])
    sent, wrong = phone.record(women=5), phone.record(place="nowhere")
    assert phone.send(sent).status_code == 201
    content = saved(kept(new, shot), kept(sent), kept(wrong, state="help"), kept({"women": 3}))
    foreseen = take(content, now, dry_run=True)
    assert became(foreseen) == ["new", "same", "waits", "waits"]
    assert (Event.objects.count(), Quarantined.objects.count()) == (1, 0)
    done = take(content, now)
    assert became(done) == ["new", "same", "waits", "waits"]
    assert foreseen.tried[2].reasons == done.tried[2].reasons
    assert done.tried[0].photos_taken == 1
    held = [*map(list, (Event.objects.values(), Submission.objects.values()))]
    assert became(take(content, now)) == ["same", "same", "waits", "waits"]
    assert [*map(list, (Event.objects.values(), Submission.objects.values()))] == held
    assert (EventPhoto.objects.count(), Quarantined.objects.count()) == (1, 2)
    assert ledger()["A2 w adult"] == 12
    # The phone has found a network after all.
    assert phone.send(new).status_code == 202
    assert phone.send(wrong).status_code == 409
    assert Quarantined.objects.count() == 2
    event = Event.objects.get(client_uuid=new["id"])
    assert event.recorded_by.username == "rahima"


def test_another_content_under_the_same_id_waits_and_an_edit_edits(phone: Phone, now):
    sent = phone.record(women=5)
    told = phone.send(sent).json()
    edit = phone.edit(sent, told, women=6)
    stale = phone.edit(sent, told, women=9)
    content = saved(kept({**sent, "women": 50}), kept(edit), kept(stale))
    assert became(take(content, now, dry_run=True)) == ["waits", "new", "new"]
    assert became(take(content, now)) == ["waits", "new", "waits"]
    assert Event.objects.get().women == 6
    assert {one.cause for one in Quarantined.objects.all()} == {"conflict", "stale-edit"}


def test_the_districts_of_the_worker_decide_and_not_those_of_the_office(phone: Phone, now):
    elsewhere = phone.record(place="BD3093")
    assert became(take(saved(kept(elsewhere)), now)) == ["waits"]


def test_a_photo_that_is_broken_or_of_nothing_is_told(phone: Phone, now):
    shot, other = photo(4), photo(5)
    named = phone.record(photos=[hashlib.sha256(shot).hexdigest()])
    record = kept(named, shot, other)
    record["photos"][0]["jpeg"] = record["photos"][0]["jpeg"][:-40]
    (row,) = take(saved(record), now).tried
    assert (row.became, row.photos, row.photos_taken, row.is_whole) == ("new", 2, 0, False)
    assert row.reasons == [
        "A photo in the file is broken.", "A photo in the file is not named by the record."
    ]  # fmt: skip


def test_of_a_file_that_ends_too_early_the_whole_records_are_taken(phone: Phone, now):
    records = [kept(phone.record(women=n, note="উঠান")) for n in (1, 2, 3)]
    content = saved(*records)
    texts = [json.dumps(one, ensure_ascii=False).encode() for one in records]
    ends = [content.index(text) + len(text) for text in texts]
    for size in range(0, len(content) - 1, 37):
        try:
            file = read_phone_file(content[:size])
        except NotAPhoneFile:
            assert size < content.index(b"\n")
            continue
        assert file.is_cut
        assert len(file.records) == sum(size >= end for end in ends), size
    cut = content[: len(content) - 30]
    assert became(take(cut, now)) == ["new", "new"]
    assert read_phone_file(content[:-2]).is_cut
    assert not read_phone_file(content).is_cut


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xff\xfe\x00", b"[]", b"null", b"{}", b'{"format":"nirapad-field-queue"}',
        b"[" * 100_000, b'{"a":' * 50_000, b'{"format":"other","version":1,"records":[]}',
        saved(version=2), b"PK\x03\x04", b'{"format":1,"records":[', b"9" * 5_000,
    ],
    ids=map(str, range(13)),
)  # fmt: skip
def test_what_is_no_such_file_is_a_sentence(content):
    with pytest.raises(NotAPhoneFile):
        read_phone_file(content)


def test_hostile_records_are_told_and_stop_no_other(phone: Phone, now):
    good = phone.record()
    hostile = [
        None, 7, [], {"event": []}, kept({"id": 5}), kept({**good, "note": "x" * 70_000}),
        {"event": phone.record(), "photos": [None, {"sha256": 5, "jpeg": 5}, {"jpeg": "?"}]},
        kept({**phone.record(), "women": 10**400}), kept({**phone.record(), "note": "HALF"}),
    ]  # fmt: skip
    content = saved(*hostile, kept(good)).replace(b"HALF", b"\\ud800")
    result = take(content, now)
    assert result.tried[-1].became == "new"
    assert became(result)[:6] == ["not-taken"] * 4 + ["waits", "not-taken"]
    assert not [row for row in result.tried if row.became == "new" and row.number not in {7, 9, 10}]


# --- In the admin ----------------------------------------------------------------


def bring(browser, content: bytes, **chosen):
    file = SimpleUploadedFile("queue.json", content)
    return browser.post(ADDRESS, {"file": file, **chosen}, follow=True)


@pytest.fixture
def office():
    return browser_of(person("karim", *MAY, districts=("BD4047",)))


def test_the_office_brings_a_file_looks_and_imports(office, phone: Phone, private):
    shot = photo(6)
    record = phone.record(photos=[hashlib.sha256(shot).hexdigest()])
    page = bring(office, saved(kept(record, shot), kept(phone.record(place="x"))))
    assert "Will be imported: 1" in page.content.decode()
    assert not Event.objects.exists()
    assert not Quarantined.objects.exists()
    given = {"file": page.context["seal"], "import": "yes"}
    done = office.post(GO_ON, given, follow=True)
    assert "Imported: 1" in done.content.decode()
    assert "Waits for a person: 1" in done.content.decode()
    submission = Submission.objects.get()
    assert (submission.person, submission.device) == (phone.person, "file:karim")
    assert EventPhoto.objects.count() == 1
    again = bring(office, saved(kept(record, shot)))
    assert "Is here already: 1" in again.content.decode()


def test_a_long_file_is_worked_on_in_stretches(office, phone: Phone, monkeypatch):
    monkeypatch.setattr("events.views.phone_files.after_a_stretch", lambda: lambda: True)
    page = bring(office, saved(*[kept(phone.record(women=n)) for n in range(3)]))
    button: dict[str, str] = {}
    for _ in range(12):
        assert "data-go-on" in page.content.decode() or page.context["told"].is_done
        button = {"import": "yes"} if page.context["told"].is_done else {}
        page = office.post(GO_ON, {"file": page.context["seal"], **button}, follow=True)
        if Event.objects.count() == 3 and page.context["told"].is_done:
            break
    assert [row.became for row in page.context["told"].rows] == ["new"] * 3


def test_a_file_belongs_to_the_worker_whom_it_names_or_who_is_chosen(office, phone: Phone):
    stranger = field_worker("faraway", district="BD3093")
    for name in ("nobody", "faraway", "x" * 5000):
        refused = bring(office, saved(kept(phone.record()), person=name))
        assert "worker" in refused.context["form"].errors, name
    assert "worker" in bring(office, saved(), worker=stranger.pk).context["form"].errors
    chosen = bring(office, saved(kept(phone.record()), person="nobody"), worker=phone.person.pk)
    office.post(GO_ON, {"file": chosen.context["seal"], "import": "yes"})
    assert Event.objects.get().recorded_by == phone.person
    # Who works elsewhere by now is no longer the office's to speak for.
    page = bring(office, saved(kept(phone.record(women=1))))
    Assignment.objects.get(user=phone.person).districts.set(["BD3093"])
    office.post(GO_ON, {"file": page.context["seal"], "import": "yes"})
    assert (Event.objects.count(), Quarantined.objects.count()) == (1, 0)


def test_a_broken_file_is_a_sentence_and_a_cut_one_is_said(office, phone: Phone):
    refused = bring(office, b"\x00\x01 nothing")
    assert "not a file that the field app has saved" in refused.content.decode()
    whole = saved(kept(phone.record()), kept(phone.record()))
    assert "ends in the middle" in bring(office, whole[:-60]).content.decode()
    for seal in ("", "x", "a:b:c"):
        for answer in (
            office.post(GO_ON, {"file": seal}),
            office.get(f"{ADDRESS}records/", {"file": seal}),
        ):
            assert answer.url == ADDRESS


@pytest.mark.parametrize("permissions", [("add_event",), ("import_event",), ()], ids=str)
def test_it_takes_both_permissions(phone: Phone, permissions):
    browser = browser_of(person("guest", "access_admin", *permissions, districts=("BD4047",)))
    assert browser.get(ADDRESS).status_code == 302
    bring(browser, saved(kept(phone.record())))
    assert not Event.objects.exists()


def test_the_command_tells_of_each_record(phone: Phone, tmp_path: Path):
    path, out = tmp_path / "queue.json", io.StringIO()
    path.write_bytes(saved(kept(phone.record())))
    call_command("import_phone_file", path, "--dry-run", "--json", stdout=out)
    assert json.loads(out.getvalue())["new"] == 1
    assert not Event.objects.exists()
    for told in ("1 new", "1 same"):
        call_command("import_phone_file", path, user="rahima", stdout=(out := io.StringIO()))
        assert told in out.getvalue()
    path.write_bytes(saved(kept(phone.record()))[:-5])
    with pytest.raises(CommandError, match="keep the file"):
        call_command("import_phone_file", path, stdout=out)
    for broken, why in ((b"{}", "not a file"), (saved(person="nobody"), "--user")):
        path.write_bytes(broken)
        with pytest.raises(CommandError, match=why):
            call_command("import_phone_file", path, stdout=out)
