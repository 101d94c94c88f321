"""The protocol of OpenRosa, row by row, as ODK Collect's own code reads the answers."""

import base64
import hashlib
import io
import uuid
from pathlib import Path

import pytest
from defusedxml import ElementTree

from campaigns.models import Assignment
from events.models import Cause, Event, Quarantined
from tests.events.collect import BOUNDARY, LIST, SEND, SENT, Collect, filled, multipart
from tests.events.phone import field_worker

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

IN_LIST = "{http://openrosa.org/xforms/xformsList}"
IN_MANIFEST = "{http://openrosa.org/xforms/xformsManifest}"
IN_ANSWER = "{http://openrosa.org/http/response}"
FORM_PART = "xml_submission_file"


@pytest.fixture
def collect(union) -> Collect:
    return Collect(field_worker("rahima"), union.code)


def said_in(answer) -> str:
    """Read the message that the phone shows; the envelope has to be there."""
    assert answer.headers["X-OpenRosa-Version"] == "1.0"
    assert answer.headers["Content-Type"].startswith("text/xml")
    root = ElementTree.fromstring(answer.content)
    assert root.tag == f"{IN_ANSWER}OpenRosaResponse"
    (message,) = root
    return message.text


def md5(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def listed(collect: Collect) -> list[dict[str, str]]:
    answer = collect.get(LIST)
    assert answer.status_code == 200
    assert answer.headers["X-OpenRosa-Version"] == "1.0"
    assert answer.headers["Content-Type"].startswith("text/xml")
    root = ElementTree.fromstring(answer.content)
    assert root.tag == f"{IN_LIST}xforms"
    return [{part.tag.removeprefix(IN_LIST): part.text for part in form} for form in root]


# --- The list of forms, a form, its manifest ---------------------------------------------------


def test_the_list_says_of_each_form_all_that_collect_demands(collect):
    forms = listed(collect)
    assert forms
    for form in forms:
        assert form["formID"]
        assert form["name"]
        assert form["version"]
        assert form["downloadUrl"].startswith("http://testserver/or/")
        assert form["manifestUrl"].startswith("http://testserver/or/")


def test_the_digest_of_a_form_is_that_of_the_bytes_served(collect):
    for form in listed(collect):
        answer = collect.get(form["downloadUrl"])
        assert answer.headers["X-OpenRosa-Version"] == "1.0"
        assert form["hash"] == "md5:" + md5(answer.content)


def test_a_manifest_names_places_and_schools_by_the_digest_of_what_is_served(collect):
    names = set()
    for form in listed(collect):
        answer = collect.get(form["manifestUrl"])
        assert answer.headers["Content-Type"].startswith("text/xml")
        root = ElementTree.fromstring(answer.content)
        assert root.tag == f"{IN_MANIFEST}manifest"
        for file in root:
            said = {part.tag.removeprefix(IN_MANIFEST): part.text for part in file}
            names.add(said["filename"])
            assert said["hash"] == "md5:" + md5(collect.get(said["downloadUrl"]).content)
    assert names == {"places.csv", "schools.csv"}


def test_a_form_that_is_not_offered_is_gone(collect):
    for url in ("/or/forms/nothing.xml", "/or/forms/nothing/manifest"):
        answer = collect.get(url)
        assert answer.status_code == 410
        assert said_in(answer)


# --- Before sending ----------------------------------------------------------------------------


def test_head_is_answered_with_204_and_the_length(collect):
    answer = collect.head()
    assert answer.status_code == 204
    assert answer.headers["X-OpenRosa-Version"] == "1.0"
    assert answer.headers["X-OpenRosa-Accept-Content-Length"] == "10000000"
    assert answer.content == b""


def test_nobody_gets_a_cookie(collect):
    for answer in (collect.get(LIST), collect.head(), collect.send(collect.fill())):
        assert not answer.cookies


@pytest.mark.parametrize(
    ("method", "url"), [("GET", SEND), ("PUT", SEND), ("DELETE", SEND), ("POST", LIST)]
)
def test_other_methods_are_refused_in_the_envelope(collect, method, url):
    answer = collect.browser.generic(method, url, headers=collect.headers)
    assert answer.status_code == 405
    assert answer.headers["Allow"]
    assert said_in(answer)


# --- Sending -----------------------------------------------------------------------------------


def test_a_new_form_is_201_and_the_same_again_202(collect):
    xml = collect.fill()
    first, second = collect.send(xml), collect.send(xml)
    assert (first.status_code, second.status_code) == (201, 202)
    assert said_in(first) != said_in(second)
    assert b'nature="submit_success"' in first.content
    assert Event.objects.count() == 1


def test_the_same_id_with_other_content_is_409_and_kept(collect):
    own_id = f"uuid:{uuid.uuid4()}"
    collect.send(collect.fill(own_id=own_id))
    answer = collect.send(collect.fill(own_id=own_id, women=35))
    assert answer.status_code == 409
    assert said_in(answer)
    assert b'nature="submit_error"' in answer.content
    kept = Quarantined.objects.get()
    assert kept.cause == Cause.CONFLICT
    assert b"<women>35</women>" in bytes(kept.body)
    assert Event.objects.get().women == 34


def test_a_request_without_the_version_is_400_and_what_it_says_is_kept(collect):
    answer = collect.send(collect.fill(), headers={"X-OpenRosa-Version": ""})
    assert answer.status_code == 400
    assert "X-OpenRosa-Version" in said_in(answer)
    assert not Event.objects.exists()
    assert b"<women>34</women>" in bytes(Quarantined.objects.get().body)


@pytest.mark.parametrize("says_its_length", [False, True])
def test_a_body_in_chunks_is_411(collect, says_its_length):
    body = multipart([(FORM_PART, "form.xml", "text/xml", collect.fill())])
    length = str(len(body)) if says_its_length else ""
    answer = collect.post(body, CONTENT_LENGTH=length, HTTP_TRANSFER_ENCODING="chunked")
    assert answer.status_code == 411
    assert said_in(answer)
    assert not Event.objects.exists()


def test_a_body_cut_on_its_way_is_not_taken(collect):
    body = multipart([(FORM_PART, "form.xml", "text/xml", collect.fill())])
    for arrived in range(0, len(body), 97):
        cut = io.BytesIO(body[:arrived])
        answer = collect.post(b"", CONTENT_LENGTH=str(len(body)), **{"wsgi.input": cut})
        assert answer.status_code == 400
    assert not Event.objects.exists()
    # Half a form is no word of anybody's; the phone has the whole.
    assert not Quarantined.objects.exists()


def test_a_line_that_breaks_while_it_is_read_is_no_error_of_ours(collect):
    class Broken(io.BytesIO):
        def read(self, *_):
            raise OSError

    answer = collect.post(b"", CONTENT_LENGTH="500", **{"wsgi.input": Broken()})
    assert answer.status_code == 400
    assert said_in(answer)


def test_more_than_is_taken_at_once_is_413_before_it_is_read(collect):
    class Unread(io.BytesIO):
        def read(self, *_):
            raise AssertionError

    answer = collect.post(b"", CONTENT_LENGTH="20000001", **{"wsgi.input": Unread()})
    assert answer.status_code == 413
    assert said_in(answer)


def test_a_hundred_and_one_parts_are_taken(collect):
    files = {f"{number}.jpg": b"x" for number in range(100)}
    answer = collect.send(collect.fill(), files)
    assert answer.status_code == 201
    assert Event.objects.count() == 1


def test_more_parts_than_any_phone_sends_are_413(collect):
    answer = collect.send(collect.fill(), {f"{number}.jpg": b"x" for number in range(160)})
    assert answer.status_code == 413
    assert said_in(answer)
    assert not Event.objects.exists()


GOOD = filled({"kind": "ipt-show", "place": "BD4047", "held_on": "2024-05-31", "headcount": "count",
               "women": 3}, own_id=f"uuid:{uuid.UUID(int=7)}")  # fmt: skip


def part(name: str, content: bytes = GOOD, headers: bytes = b"") -> bytes:
    disposition = f'Content-Disposition: form-data; name="{name}"; filename="f.xml"\r\n'.encode()
    return f"--{BOUNDARY}\r\n".encode() + disposition + headers + b"\r\n" + content + b"\r\n"


END = f"--{BOUNDARY}--\r\n".encode()
BAD_PARTS = {
    "nothing": b"",
    "blanks": b"  \r\n",
    "no part": END,
    "no end": part(FORM_PART),
    "another boundary": part(FORM_PART).replace(BOUNDARY.encode(), b"other") + b"--other--",
    "another name": part("form") + END,
    "the form twice": part(FORM_PART) + part(FORM_PART) + END,
    "an empty form": part(FORM_PART, b"") + END,
    "no name": f"--{BOUNDARY}\r\nContent-Disposition: form-data\r\n\r\n".encode() + GOOD
    + b"\r\n" + END,
    "no headers": f"--{BOUNDARY}\r\n\r\n".encode() + GOOD + b"\r\n" + END,
    "headers without end": f"--{BOUNDARY}\r\nContent-Disposition: form-data".encode() + END,
    "no multipart": GOOD,
    "XML cut": part(FORM_PART, GOOD[:-9]) + END,
    "XML of nobody": part(FORM_PART, b"<data/>") + END,
    "no XML": part(FORM_PART, b"women=34") + END,
    "not UTF-8": part(FORM_PART, b"<data>\xff</data>") + END,
    "base64 that is none": part(FORM_PART, b"%%%", b"Content-Transfer-Encoding: base64\r\n") + END,
    "a header of letters nobody has": part("\xe0\xa6") + END,
    "binary": bytes(range(256)),
    "only an attachment": part("1.jpg", b"\xff\xd8") + END,
    "too deep": part(FORM_PART, b"<a>" * 40_000 + b"</a>" * 40_000) + END,
    "a form that never ends": part(FORM_PART, b"<data>" + b"x" * 300_000) + END,
}  # fmt: skip


@pytest.mark.parametrize("what", BAD_PARTS)
def test_a_bad_body_is_refused_and_never_believed_sent(collect, what):
    answer = collect.post(BAD_PARTS[what])
    assert 400 <= answer.status_code < 500, answer.status_code
    assert said_in(answer)
    assert not Event.objects.exists()


@pytest.mark.parametrize("what", ["no end", "the form twice", "no multipart", "XML cut"])
def test_what_can_be_read_of_a_bad_body_is_kept(collect, what):
    collect.post(BAD_PARTS[what])
    assert any(b"<women>3</women>" in bytes(kept.body) for kept in Quarantined.objects.all())


@pytest.mark.parametrize(
    "kind",
    [
        "application/x-www-form-urlencoded",
        "text/xml",
        "multipart/form-data",
        "multipart/mixed; boundary=a",
        "multipart/form-data; boundary=é",
    ],
)
def test_a_body_of_another_kind_is_refused(collect, kind):
    body = multipart([(FORM_PART, "form.xml", "text/xml", collect.fill())])
    answer = collect.post(body, kind=kind)
    assert answer.status_code == 400
    assert said_in(answer)


# A file that is there, on whatever machine.
DTD = f'<!DOCTYPE data [<!ENTITY x SYSTEM "{Path(__file__).as_uri()}">]>'
BOMB = '<!DOCTYPE data [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("dtd", "note"),
    [(DTD, b"&x;"), (BOMB, b"&b;"), ("<!DOCTYPE data>", b"no entity at all")],
    ids=["a file", "a bomb", "no entity"],
)
def test_entities_and_dtds_are_refused_and_kept(collect, dtd, note):
    xml = collect.fill(note="NOTE").replace(b"NOTE", note).replace(b"?><", b"?>%s<" % dtd.encode())
    answer = collect.send(xml)
    assert answer.status_code == 400
    assert said_in(answer)
    assert not Event.objects.exists()
    assert bytes(Quarantined.objects.get().body) == xml


@pytest.mark.parametrize(
    "own_id",
    [
        "x",
        "uuid:",
        "uuid:123",
        "4f9c1c1e-52c2-4c1b-9a55-6a1c7d6f0b11",
        f"uuid:{uuid.UUID(int=0)}",
        "uuid:" + "a" * 300,
    ],
)
def test_a_form_without_an_id_that_is_one_is_refused_and_kept(collect, own_id):
    answer = collect.send(collect.fill(own_id=own_id))
    assert answer.status_code == 400
    assert Quarantined.objects.get().cause == Cause.UNREADABLE


def test_two_ids_are_no_id(collect):
    more = f"<meta><instanceID>uuid:{uuid.uuid4()}</instanceID></meta>"
    assert collect.send(filled(collect.record(), more=more)).status_code == 400


def test_a_form_of_somebody_else_is_kept_with_that_as_the_reason(collect):
    answer = collect.send(filled({"name": "Rahim", "women": "x"}, form="household-survey"))
    assert answer.status_code == 409
    assert "not one of ours" in said_in(answer)
    kept = Quarantined.objects.get()
    assert kept.cause == Cause.OTHER_FORM
    assert b"Rahim" in bytes(kept.body)


def test_an_encrypted_form_is_kept_with_that_as_the_reason(collect):
    xml = (
        '<data id="nirapad-community" version="1" encrypted="yes" '
        'xmlns="http://www.opendatakit.org/xforms/encrypted" '
        'xmlns:orx="http://openrosa.org/xforms"><base64EncryptedKey>aGVsbG8=</base64EncryptedKey>'
        f"<orx:meta><orx:instanceID>uuid:{uuid.uuid4()}</orx:instanceID></orx:meta>"
        "<encryptedXmlFile>submission.xml.enc</encryptedXmlFile></data>"
    ).encode()
    answer = collect.send(xml, {"submission.xml.enc": b"\x00\x01"})
    assert answer.status_code == 409
    assert "encrypted" in said_in(answer)
    assert Quarantined.objects.get().cause == Cause.ENCRYPTED


def test_a_form_outside_ones_districts_waits_and_the_phone_is_told_why(collect):
    Assignment.objects.get(user=collect.person).districts.set(["BD3093"])
    answer = collect.send(collect.fill())
    assert answer.status_code == 409
    assert "not assigned" in said_in(answer)


def test_the_phone_is_told_in_its_language(collect):
    xml = collect.fill(women=-1)
    assert "below zero" in said_in(collect.send(xml))
    in_bangla = said_in(collect.send(xml, headers={"Accept-Language": "bn"}))
    assert any("\u0980" <= letter <= "\u09ff" for letter in in_bangla)


# --- Never a false yes -------------------------------------------------------------------------


def test_nothing_is_answered_with_a_success_that_is_no_201_or_202(collect):
    """As Collect reads it: any other 2xx is a captive portal, or worse, a lost form."""
    bodies = [*BAD_PARTS.values(), multipart([(FORM_PART, "f.xml", "text/xml", GOOD)])]
    for body in bodies:
        status = collect.post(body).status_code
        assert status in SENT or status >= 400


def test_a_password_in_base64_of_nonsense_is_401(collect):
    for header in ("Basic", "Basic !!", "Basic " + base64.b64encode(b"\xff").decode(), "Bearer x"):
        answer = collect.send(collect.fill(), headers={"Authorization": header})
        assert answer.status_code == 401
