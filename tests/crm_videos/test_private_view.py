"""Who gets a byte of a private file, by which request; and what everybody else learns: nothing."""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns.models import Assignment
from crm_videos.models import AccessEntry, Outcome, Purpose
from crm_videos.private.erasing import erase
from crm_videos.private.frames import FRAME, Frames
from tests.crm_videos.conftest import ELSEWHERE, HERE, NOW, address, browser_of, colleague, say_why

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
CANARY = b"canary-of-a-voice"
DATA = CANARY + bytes(i % 251 for i in range(2 * FRAME))
SIZE = len(DATA)


def bytes_of(answer) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content


def opened(user: User, file) -> Client:
    browser = browser_of(user)
    assert say_why(browser, file).status_code == 303
    return browser


# --- Nobody else ---------------------------------------------------------------------


def in_role(name: str, district: str = HERE) -> Client:
    user = User.objects.create_user(name)
    user.groups.add(Group.objects.get(name=name))
    Assignment.objects.create(user=user).districts.set([district])
    return browser_of(user)


def expired_session(file) -> Client:
    browser = opened(colleague("late", "view_privatefile"), file)
    browser.session.flush()
    return browser


def signed_out(file) -> Client:
    browser = opened(colleague("gone home", "view_privatefile"), file)
    browser.post("/accounts/logout/")
    return browser


def permission_taken(file) -> Client:
    user = colleague("moved", "view_privatefile")
    browser = opened(user, file)
    user.user_permissions.remove(Permission.objects.get(codename="view_privatefile"))
    return browser


def moved_away(file) -> Client:
    user = colleague("moved away", "view_privatefile")
    browser = opened(user, file)
    user.assignment.districts.set([ELSEWHERE])
    return browser


def switched_off(file) -> Client:
    user = colleague("switched off", "view_privatefile")
    browser = opened(user, file)
    User.objects.filter(pk=user.pk).update(is_active=False)
    return browser


def in_the_session_of_another(file) -> Client:
    """Carry a grant over: the numbers lie in a session, the person in the log."""
    first = opened(colleague("first", "view_privatefile"), file)
    browser = browser_of(colleague("second", "view_privatefile"))
    session = browser.session
    session["private_files"] = first.session["private_files"]
    session.save()
    return browser


def without_a_reason(file) -> Client:
    user = colleague("hasty", "view_privatefile")
    opened(user, file)
    return browser_of(user)  # another session of the same person


def half_signed_in(file) -> Client:
    from tests import second_factor

    user = colleague("half", "view_privatefile")
    second_factor.enrol(user)
    second_factor.stop_listening()
    browser = browser_of(user)
    second_factor.listen()
    return browser


TO_SIGN_IN, NOT_FOUND, WHY_FIRST = 302, 404, 403
PEOPLE: dict[str, tuple[Callable[..., Client], int]] = {
    "anonymous": (lambda file: Client(), TO_SIGN_IN),
    "expired session": (expired_session, TO_SIGN_IN),
    "signed out": (signed_out, TO_SIGN_IN),
    "switched off": (switched_off, TO_SIGN_IN),
    "password alone": (half_signed_in, TO_SIGN_IN),
    "other district": (
        lambda file: browser_of(colleague("far", "view_privatefile", district=ELSEWHERE)),
        NOT_FOUND,
    ),
    "supervisor elsewhere": (lambda file: in_role("RSC supervisors", ELSEWHERE), NOT_FOUND),
    "editor": (lambda file: in_role("Editors"), NOT_FOUND),
    "approver": (lambda file: in_role("Approvers"), NOT_FOUND),
    "data manager": (lambda file: in_role("Data managers"), NOT_FOUND),
    "field staff": (lambda file: in_role("Field staff"), NOT_FOUND),
    "donor": (lambda file: in_role("Donor readers"), NOT_FOUND),
    "permission taken": (permission_taken, NOT_FOUND),
    "moved to another district": (moved_away, NOT_FOUND),
    "grant of another": (in_the_session_of_another, WHY_FIRST),
    "another session": (without_a_reason, WHY_FIRST),
}
# How a file is asked for, beside a plain GET.
FORMS = {
    "GET": {},
    "HEAD": {},
    "Range": {"Range": "bytes=0-9"},
    "unsatisfiable": {"Range": "bytes=99999999-"},
    "If-None-Match": {"If-None-Match": "ETAG"},
    "If-Range": {"Range": "bytes=0-9", "If-Range": "ETAG"},
    "If-Modified-Since": {"If-Modified-Since": "Sun, 22 Nov 2026 06:00:00 GMT"},
    "as a program": {"X-Requested-With": "XMLHttpRequest", "Accept": "application/json"},
}


def ask(browser: Client, path: str, form: str, etag: str):
    headers = {name: value.replace("ETAG", etag) for name, value in FORMS[form].items()}
    way = browser.head if form == "HEAD" else browser.get
    return way(path, headers=headers)


@pytest.mark.parametrize("who", PEOPLE)
def test_nobody_else_gets_a_byte_or_a_word_of_it(keep, who):
    file = keep(DATA)
    make, status = PEOPLE[who]
    browser = make(file)
    tells = {"etag", "last-modified", "content-range", "accept-ranges", "content-disposition"}
    for form in FORMS:
        expected = {status, TO_SIGN_IN, 403} if form == "as a program" else {status}
        answer = ask(browser, address(file), form, f'"{file.pk}"')
        body = bytes_of(answer)
        assert answer.status_code in expected, form
        assert not answer.streaming, form
        assert CANARY not in body, form
        assert not tells & {name.lower() for name in answer.headers}, form
    # A reason of theirs opens nothing either.
    if status != WHY_FIRST:
        assert say_why(browser, file).status_code in {302, 404}
        assert browser.get(address(file)).status_code in {302, 404}


@pytest.mark.parametrize("who", ["other district", "editor", "field staff", "anonymous"])
def test_no_such_file_and_not_theirs_are_the_same_answer_after_the_same_work(keep, who):
    file, nothing = keep(DATA), uuid.uuid4()
    browser = PEOPLE[who][0](file)
    browser.get(address(nothing))  # what is read once and kept is read now
    for form in ("GET", "HEAD", "Range", "If-None-Match"):
        told = []
        for which in (file.pk, nothing):
            with CaptureQueriesContext(connection) as asked:
                answer = ask(browser, address(which), form, f'"{which}"')
            headers = {**answer.headers, "Expires": "now"}
            said = str((answer.status_code, answer.content, headers)).replace(str(which), "ID")
            # Savepoints are numbered, and the token against forgery is drawn for each page.
            work = [re.sub(r"s\d+_x\d+", "", one["sql"])[:40] for one in asked]
            told.append((re.sub(r"\b[A-Za-z0-9]{64}\b", "TOKEN", said), work))
        assert told[0] == told[1], form


def test_no_address_leads_to_the_bytes_past_the_view(keep, settings, viewer, private_folder):
    file = keep(DATA)
    browser = opened(viewer, file)
    below = ("", "testimonies/", "../private/testimonies/", "..%2fprivate%2ftestimonies%2f")
    names = [folder + file.name for folder in below]
    stored = (private_folder / file.name).read_bytes()
    roots = ["/", "/media/", "/static/", "/private/", "/admin/private/", "/documents/"]
    for path in [root + name for root in roots for name in names]:
        for form in ("GET", "Range"):
            answer = ask(browser, path, form, "")
            assert answer.status_code in {301, 302, 400, 404}, path
            assert stored[:50] not in bytes_of(answer)


# --- Whoever may, with a reason --------------------------------------------------------


def test_first_the_reason_then_the_file_for_five_minutes(keep, viewer):
    file, browser = keep(DATA), browser_of(viewer)
    first = browser.get(address(file))
    assert (first.status_code, CANARY in first.content) == (403, False)
    # With none a browser would send the form from the origin "null".
    assert first["Referrer-Policy"] == "same-origin"
    assert say_why(browser, file, words="short").status_code == 403
    assert say_why(browser, file, reason="").status_code == 403
    assert browser.get(address(file)).status_code == 403
    answer = say_why(browser, file)
    assert (answer.status_code, answer.url) == (303, address(file))
    assert bytes_of(browser.get(address(file))) == DATA
    other = keep()
    assert browser.get(address(other)).status_code == 403
    for minutes, status in ((4, 200), (6, 403), (-1, 403)):
        then = timezone.now() + timedelta(minutes=minutes)
        with patch("crm_videos.views.private_file.timezone.now", return_value=then):
            assert browser.get(address(file)).status_code == status, minutes


def test_what_is_sent_is_kept_by_nobody_and_runs_nothing(keep, viewer):
    file = keep(DATA)
    answer = opened(viewer, file).get(address(file), headers={"Accept-Encoding": "gzip"})
    assert bytes_of(answer) == DATA
    assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Type"] == "audio/ogg"
    assert answer["Content-Length"] == str(SIZE)
    assert answer["Content-Disposition"].startswith(
        f'inline; filename="{file.testimony.code}-voice'
    )
    assert "Content-Encoding" not in answer
    assert "Last-Modified" not in answer


@pytest.mark.parametrize(
    ("purpose", "kind"),
    [
        (Purpose.PAPER, "application/pdf"), (Purpose.VOICE, "audio/amr"),
        (Purpose.VOICE, "audio/3gpp"),
    ],
)  # fmt: skip
def test_what_might_run_something_or_no_browser_plays_is_downloaded(keep, viewer, purpose, kind):
    file = keep(purpose=purpose, content_type=kind)
    answer = opened(viewer, file).get(address(file))
    assert answer["Content-Disposition"].startswith("attachment")


RANGES = [
    ("bytes=0-0", 0, 1),
    ("bytes=0-", 0, SIZE),
    ("bytes=-1", SIZE - 1, SIZE),
    (f"bytes=-{SIZE + 5}", 0, SIZE),
    (f"bytes={FRAME - 1}-{FRAME}", FRAME - 1, FRAME + 1),
    (f"bytes={FRAME}-{2 * FRAME - 1}", FRAME, 2 * FRAME),
    (f"Bytes= {SIZE - 3}-{SIZE + 100} ", SIZE - 3, SIZE),
]


@pytest.mark.parametrize(("header", "start", "stop"), RANGES, ids=[r[0] for r in RANGES])
def test_a_range_is_206_and_identical(keep, viewer, header, start, stop):
    file = keep(DATA)
    answer = opened(viewer, file).get(address(file), headers={"Range": header})
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {start}-{stop - 1}/{SIZE}"
    assert answer["Content-Length"] == str(stop - start)
    assert bytes_of(answer) == DATA[start:stop]


@pytest.mark.parametrize(
    "header", ["bytes=0-1,5-6", "bytes=5-2", "bytes=-", "bytes=a-b", "lines=0-1", "", "bytes=٠-١"]
)
def test_what_is_no_single_range_is_answered_with_the_whole(keep, viewer, header):
    file = keep(DATA)
    answer = opened(viewer, file).get(address(file), headers={"Range": header})
    assert (answer.status_code, bytes_of(answer) == DATA) == (200, True)


@pytest.mark.parametrize("header", [f"bytes={SIZE}-", "bytes=-0", "bytes=99999999-100000000"])
def test_a_range_beyond_the_end_is_416_and_tells_the_size(keep, viewer, header):
    file = keep(DATA)
    answer = opened(viewer, file).get(address(file), headers={"Range": header})
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{SIZE}")
    assert bytes_of(answer) == b""


def test_head_tells_the_length_and_nothing_more(keep, viewer):
    file = keep(DATA)
    browser = opened(viewer, file)
    answer = browser.head(address(file), headers={"Range": "bytes=0-9"})
    assert (answer.status_code, answer["Content-Length"], answer.content) == (200, str(SIZE), b"")


def test_a_download_goes_on_only_with_the_same_file(keep, viewer):
    file = keep(DATA)
    browser = opened(viewer, file)
    etag = browser.head(address(file))["ETag"]
    for validator, status in ((etag, 206), ('"x"', 200), ("Sun, 22 Nov 2026 06:00:00 GMT", 200)):
        asked = {"Range": "bytes=10-", "If-Range": validator}
        assert browser.get(address(file), headers=asked).status_code == status
    for known, status in ((etag, 304), ("*", 304), (f'W/{etag}, "x"', 304), ('"x"', 200)):
        answer = browser.get(address(file), headers={"If-None-Match": known})
        assert (answer.status_code, bytes_of(answer) == DATA) == (status, status == 200)


def test_only_the_frames_that_are_needed_are_opened(keep, viewer, monkeypatch):
    file = keep(DATA)
    browser = opened(viewer, file)
    read, numbers = Frames.read, []
    monkeypatch.setattr(Frames, "read", lambda self, n: (numbers.append(n), read(self, n))[1])
    bytes_of(browser.get(address(file), headers={"Range": f"bytes={FRAME + 5}-{FRAME + 9}"}))
    browser.head(address(file))
    browser.get(address(file), headers={"Range": "bytes=-0"})
    assert numbers == [1]


def test_the_entry_is_committed_before_the_first_byte(keep, viewer):
    file = keep(DATA)
    browser = opened(viewer, file)
    answer = browser.get(address(file), headers={"Range": "bytes=0-9"})
    entry = AccessEntry.objects.first()
    assert (entry.outcome, entry.asked_range) == (Outcome.SENT, "bytes=0-9")
    assert bytes_of(answer) == DATA[:10]


def test_a_log_that_cannot_be_written_sends_nothing(keep, viewer):
    file = keep(DATA)
    browser = opened(viewer, file)
    browser.raise_request_exception = False
    with patch("crm_videos.views.private_file.write_entry", side_effect=OSError("full")):
        answer = browser.get(address(file))
    assert (answer.status_code, CANARY in bytes_of(answer)) == (500, False)


def test_damage_is_told_and_never_sent(keep, viewer, private_folder, caplog):
    file = keep(DATA)
    browser = opened(viewer, file)
    path = private_folder / file.name
    path.write_bytes(bytes(path.stat().st_size))
    answer = browser.get(address(file))
    assert (answer.status_code, answer.streaming) == (500, False)
    assert "damaged" in answer.content.decode()
    assert str(file.pk) in caplog.text


def test_an_erased_file_is_gone_for_good_and_says_so_to_whom_may_know(keep, viewer):
    file = keep(DATA)
    browser = opened(viewer, file)
    erase(file, now=NOW)
    assert browser.get(address(file)).status_code == 410
    assert say_why(browser, file).status_code == 410
    assert in_role("Editors").get(address(file)).status_code == 404


@pytest.mark.parametrize("way", ["put", "delete", "patch", "options", "trace"])
def test_other_ways_lead_nowhere(keep, viewer, way):
    file = keep(DATA)
    browser = opened(viewer, file)
    answer = getattr(browser, way)(address(file))
    assert (answer.status_code, CANARY in answer.content) == (405, False)
