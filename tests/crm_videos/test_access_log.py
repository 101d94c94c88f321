"""Every request for a private file is in the log, and whoever changes the log is found out."""

import io
import uuid
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from crm_videos.models import AccessEntry, AccessHead, Outcome
from crm_videos.private.access_log import Asked, hash_of, write_entry
from crm_videos.private.guards import GUARDS
from crm_videos.private.opening import MOST_IN_AN_HOUR, open_file
from crm_videos.private.verifying import Broken, Known, verify
from tests.crm_videos.conftest import NOW, address, browser_of, colleague, say_why

pytestmark = pytest.mark.django_db
ENTRIES = 60
LIST = "/admin/access_log/"


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def asked_by(person: User, **more) -> Asked:
    given = {"file": uuid.UUID(int=7), "testimony": None, "view": "GET", "asked_range": ""}
    return Asked(person=person, **{**given, "now": NOW, **more})


# --- What stands in it ---------------------------------------------------------------


def test_every_request_of_a_signed_in_person_is_one_entry(keep, viewer):
    file, browser = keep(), browser_of(viewer)
    far = browser_of(colleague("far", "view_privatefile", district="BD3026"))
    nobody = uuid.uuid4()
    browser.get(address(file))
    say_why(browser, file, words="short")
    say_why(browser, file)
    browser.get(address(file), headers={"Range": "bytes=5-9"})
    browser.head(address(file))
    far.get(address(file), headers={"Range": "bytes=0-"})
    far.get(address(nobody))
    Client().get(address(file))
    rows = AccessEntry.objects.order_by("number").values_list(
        "number", "username", "outcome", "reason", "view", "asked_range", "testimony"
    )
    here = file.testimony_id
    assert list(rows) == [
        (1, "viewer", "asked-why", "", "GET private_file", "", here),
        (2, "viewer", "asked-why", "", "POST private_file", "", here),
        (3, "viewer", "opened", "check-consent", "POST private_file", "", here),
        (4, "viewer", "sent", "check-consent", "GET private_file", "bytes=5-9", here),
        (5, "viewer", "sent", "check-consent", "HEAD private_file", "", here),
        (6, "far", "not-theirs", "", "GET private_file", "bytes=0-", here),
        (7, "far", "not-theirs", "", "GET private_file", "", None),
    ]
    assert verify().number == 7


def test_a_range_full_of_rubbish_is_kept_short_and_printable(keep, viewer):
    file, browser = keep(), browser_of(viewer)
    browser.get(address(file), headers={"Range": "bytes=\x07\x9b" + "9" * 500})
    assert AccessEntry.objects.get().asked_range == ("bytes=" + "9" * 500)[:80]


def test_the_log_outlives_the_account_and_the_file(keep, viewer):
    file = keep()
    write_entry(asked_by(viewer, file=file.pk, testimony=file.testimony_id), Outcome.NOT_THEIRS)
    file.delete()
    viewer.delete()
    assert AccessEntry.objects.get().username == "viewer"
    assert verify().number == 1
    page = browser_of(User.objects.create_superuser("boss")).get(LIST)
    assert "viewer" in page.content.decode()


# --- Nothing of it is changed ----------------------------------------------------------


@pytest.fixture
def log(viewer) -> list[AccessEntry]:
    """Give a log of some entries, whose guards somebody has taken off."""
    for number in range(ENTRIES):
        moment = NOW + timedelta(seconds=number)
        write_entry(asked_by(viewer, now=moment, asked_range=f"bytes={number}-"), Outcome.SENT)
    for guard in GUARDS:
        if connection.vendor == "sqlite" and guard.occasion != "TRUNCATE":
            sql(f"DROP TRIGGER {guard.name}")
        elif connection.vendor != "sqlite":
            sql(f"DROP TRIGGER {guard.name} ON {guard.table}")
    return list(AccessEntry.objects.order_by("number"))


def named() -> int:
    with pytest.raises(Broken) as broken:
        verify()
    return int(str(broken.value).split()[1])


@pytest.mark.parametrize("number", [1, 2, 31, ENTRIES - 1, ENTRIES])
def test_an_entry_that_is_deleted_edited_or_moved_is_named(log, number):
    assert verify() == Known(ENTRIES, log[-1].hash)
    own = AccessEntry.objects.filter(number=number)
    entry = own.get()

    def undo() -> None:
        own.delete()
        entry.save(force_insert=True)

    own.delete()
    assert named() == number
    undo()
    for field in AccessEntry._meta.concrete_fields:
        if field.attname in {"number", "hash"}:
            continue
        changed = {
            "at": NOW - timedelta(days=1), "person_id": 0, "file_id": uuid.uuid4(),
            "testimony_id": uuid.uuid4(),
        }.get(field.attname, "x")  # fmt: skip
        own.update(**{field.attname: changed})
        assert named() == number, field.attname
        undo()
    # Its place with a neighbour's, hashes and all.
    neighbour = number + 1 if number < ENTRIES else number - 1
    for old, new in ((number, 10**6), (neighbour, number), (10**6, neighbour)):
        AccessEntry.objects.filter(number=old).update(number=new)
    assert named() == min(number, neighbour)


def test_the_last_entries_cannot_be_cut_off_unseen(log):
    AccessEntry.objects.filter(number__gt=ENTRIES - 3).delete()
    assert named() == ENTRIES - 2
    last = AccessEntry.objects.get(number=ENTRIES - 3)
    AccessHead.objects.update(number=last.number, hash=last.hash)
    assert verify().number == ENTRIES - 3
    # With the head cut too, only a head that was noted elsewhere tells.
    with pytest.raises(Broken, match=f"entry {ENTRIES} was known"):
        verify(Known(ENTRIES, log[-1].hash))


def test_a_log_that_was_written_anew_is_found_out_by_a_head_that_was_noted(log):
    noted = Known(20, log[19].hash)
    before = "0" * 64
    for entry in log:
        entry.words = "nothing to see"
        entry.hash = before = hash_of(entry, after=before)
        AccessEntry.objects.filter(pk=entry.pk).delete()
        entry.save(force_insert=True)
    AccessHead.objects.update(hash=before)
    assert verify().number == ENTRIES
    with pytest.raises(Broken, match="entry 20 or one before it"):
        verify(noted)


def test_the_command_prints_the_head_and_takes_it_back(log):
    printed = io.StringIO()
    call_command("verify_access_log", stdout=printed)
    head = printed.getvalue().strip()
    assert head == f"{ENTRIES}:{log[-1].hash}"
    call_command("verify_access_log", known=head, stdout=io.StringIO())
    with pytest.raises(CommandError, match="must be NUMBER:HASH"):
        call_command("verify_access_log", known="12")
    AccessEntry.objects.filter(number=17).update(words="never was here")
    with pytest.raises(CommandError, match="entry 17 was changed"):
        call_command("verify_access_log")


WAYS = {
    "update": lambda: AccessEntry.objects.update(words="x"),
    "delete": lambda: AccessEntry.objects.all()._raw_delete("default"),
    "head back": lambda: AccessHead.objects.update(number=0),
    "head on by two": lambda: AccessHead.objects.update(number=3),
    "head gone": lambda: AccessHead.objects.all()._raw_delete("default"),
}
if connection.vendor != "sqlite":
    WAYS["truncate"] = lambda: sql("TRUNCATE crm_videos_accessentry")


@pytest.mark.parametrize("way", WAYS)
def test_the_database_refuses_to_change_it(viewer, way):
    write_entry(asked_by(viewer), Outcome.SENT)
    with pytest.raises(IntegrityError, match="access log"), transaction.atomic():
        WAYS[way]()
    assert verify().number == 1


# --- How often in an hour --------------------------------------------------------------


def test_the_21st_in_an_hour_is_refused_logged_and_told(keep, viewer, settings):
    settings.ALERT_EMAILS = ["chief@example.org"]
    file, browser = keep(), browser_of(viewer)
    for _each in range(MOST_IN_AN_HOUR):
        assert say_why(browser, file).status_code == 303
    late = keep()
    assert mail.outbox == []
    answer = say_why(browser, late)
    assert (answer.status_code, "20 private files" in answer.content.decode()) == (429, True)
    assert browser.get(address(late)).status_code == 403
    refused = AccessEntry.objects.get(outcome=Outcome.TOO_MANY)
    assert (refused.file_id, refused.reason) == (late.pk, "check-consent")
    (told,) = mail.outbox
    assert (told.to, "viewer" in told.subject) == (["chief@example.org"], True)
    assert file.testimony.code not in told.body
    say_why(browser, late)
    assert len(mail.outbox) == 1
    assert AccessEntry.objects.filter(outcome=Outcome.TOO_MANY).count() == 2
    boss = browser_of(User.objects.create_superuser("boss"))
    assert "Too many private files opened" in boss.get("/admin/").content.decode()
    assert "Too many private files" not in browser.get("/admin/").content.decode()
    # A colleague is not held up by it.
    assert say_why(browser_of(colleague("other", "view_privatefile")), file).status_code == 303


def test_the_hour_goes_with_the_clock(viewer):
    said = {"reason": "incident", "words": "looked into"}
    for _each in range(MOST_IN_AN_HOUR):
        assert open_file(asked_by(viewer), **said).outcome == Outcome.OPENED
    for minutes, outcome in ((59, Outcome.TOO_MANY), (60, Outcome.OPENED)):
        then = asked_by(viewer, now=NOW + timedelta(minutes=minutes))
        assert open_file(then, **said).outcome == outcome


def test_a_mail_server_that_is_down_opens_nothing_and_loses_nothing(keep, viewer, settings):
    settings.ALERT_EMAILS = ["chief@example.org"]
    file, browser = keep(), browser_of(viewer)
    for _each in range(MOST_IN_AN_HOUR):
        open_file(asked_by(viewer, now=timezone.now()), reason="incident", words="looked into")
    with patch("django.core.mail.EmailMessage.send", side_effect=ConnectionRefusedError):
        assert say_why(browser, file).status_code == 429
    assert AccessEntry.objects.filter(outcome=Outcome.TOO_MANY).count() == 1


# --- Who reads it ----------------------------------------------------------------------


def test_administrators_read_it_by_person_testimony_and_day_and_nobody_else(keep, viewer):
    file = keep()
    browser_of(viewer).get(address(file))
    write_entry(asked_by(colleague("zahid")), Outcome.NOT_THEIRS)
    boss = browser_of(User.objects.create_superuser("boss"))
    page = boss.get(LIST).content.decode()
    assert file.testimony.code in page
    assert "Canary Begum" not in page
    for query, shown, hidden in (
        (f"?person={viewer.pk}", "GET private_file", "2026-11-22"),
        (f"?testimony={file.testimony.code.lower()}", "GET private_file", "zahid ("),
        ("?at_from=2026-11-22&at_to=2026-11-22", "zahid (", "viewer ("),
    ):
        found = boss.get(LIST + query).content.decode()
        assert (shown in found, f"<td>{hidden}" in found) == (True, False), query
    for permissions in (["view_privatefile"], ["view_accessentry"]):
        reader = browser_of(colleague("-".join(permissions), *permissions))
        assert reader.get(LIST).status_code == 302
    everywhere = colleague("auditor", "view_accessentry", "everywhere_assignment")
    assert browser_of(everywhere).get(LIST).status_code == 200
    number = AccessEntry.objects.first().pk
    for path in ("new/", *(f"{what}/{number}/" for what in ("edit", "delete", "inspect"))):
        assert boss.get(LIST + path).status_code == 404
