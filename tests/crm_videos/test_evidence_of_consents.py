"""The signature, thumbprint, voice or paper of a consent: stored with it, sealed, or not at all."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from crm_videos import models
from crm_videos.models import Consent, ConsentScript, PrivateFile, Purpose
from crm_videos.private.reading import open_range
from crm_videos.private.storing import store
from foundation.durable_files import MEGABYTE
from foundation.moments import dhaka_day
from tests.crm_videos.conftest import address, browser_of, colleague
from tests.crm_videos.recordings_made import spoken

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
# More than Django keeps in memory by itself.
LONG = b"canarybytes" * 300_000


@pytest.fixture
def script() -> ConsentScript:
    day = dhaka_day(timezone.now())
    return ConsentScript.objects.create(version="1", text_bn="শুনুন", text_en="Hear", active_from=day)


@pytest.fixture
def asker():
    return browser_of(colleague("asker", "add_consent", "view_consent", "view_privatefile"))


def upload(data: bytes = LONG, kind: str = "audio/ogg", name: str = "me.ogg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, kind)


@pytest.fixture
def ask(testimony, script, asker):
    """Send the form as a browser does; the file stands before most of what was typed."""

    def send(browser: Client = asker, step: str = "ask", **changes):
        last = Consent.objects.filter(testimony=testimony).order_by("-version").first()
        ends = dhaka_day(timezone.now()) + dt.timedelta(days=300 if step == "ask" else 600)
        form = {
            "seen": last.version if last else 0, "script": script.pk, "script_language": "bn",
            "adult": "on", "aid_said": "on", "risks_asked": "on", "middleman_near": "no",
            "case_in_court": "no", "evidence_file": upload(), "purposes": ["awareness"],
            "channels": ["site"], "languages": ["bn"], "identity_level": "pseudonym",
            "ends_on": ends.isoformat(), "contact": "the shop of a neighbour",
            "evidence_kind": "voice", "evidence": "", "witness": "", **changes,
        }  # fmt: skip
        form = {name: value for name, value in form.items() if value is not None}
        return browser.post(reverse(f"consents:{step}", args=[testimony.pk]), form)

    return send


def is_recorded(answer) -> bool:
    """Say whether the code card was handed out, which a recorded consent alone does."""
    return answer.status_code == 200 and answer.template_name == "crm_videos/code_card.html"


def whole(file: PrivateFile) -> bytes:
    return b"".join(open_range(file, 0, file.size))


def kept(folder) -> list:
    return [one for one in folder.rglob("*") if one.is_file()]


def test_the_evidence_lies_sealed_and_the_consent_names_it(ask, asker, testimony, private_folder):
    assert is_recorded(ask())
    consent = Consent.objects.get()
    assert consent.evidence_file.purpose == Purpose.VOICE
    assert whole(consent.evidence_file) == LONG
    (path,) = kept(private_folder)
    assert b"canarybytes" not in path.read_bytes()
    page = asker.get(reverse("consents:testimony", args=[testimony.pk])).content.decode()
    assert address(consent.evidence_file) in page
    # The only way to it asks for a reason first.
    assert asker.get(address(consent.evidence_file)).status_code == 403


@pytest.mark.parametrize(
    ("said", "kept_as"),
    [
        ("audio/amr", "audio/amr"), ("audio/amr-wb", "audio/amr"), ("audio/x-amr", "audio/amr"),
        ("audio/3gpp", "audio/3gpp"), ("audio/3gp", "audio/3gpp"),
    ],
)  # fmt: skip
def test_a_voice_from_a_cheap_telephone_is_taken(ask, said, kept_as):
    data = spoken(b"#!AMR\n", 0x3C, 32)
    assert is_recorded(ask(evidence_file=upload(data, said, "me.amr")))
    file = Consent.objects.get().evidence_file
    assert (file.content_type, whole(file)) == (kept_as, data)


def test_no_plain_byte_of_it_touches_the_disk_on_the_way(ask, settings, tmp_path):
    # Whoever would write a temporary file finds no folder for it.
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "there is no such folder")
    assert is_recorded(ask())
    assert is_recorded(ask(step="renew"))
    assert PrivateFile.objects.count() == 2
    assert not any(b"canarybytes" in one.read_bytes() for one in kept(tmp_path))


def test_a_form_of_another_site_is_refused(ask, asker, private_folder):
    asker.handler.enforce_csrf_checks = True
    assert ask().status_code == 403
    assert not Consent.objects.exists()
    assert not kept(private_folder)


def test_whoever_may_not_see_it_reads_that_it_is_there(ask, testimony):
    ask()
    editor = browser_of(colleague("editor", "view_consent"))
    page = editor.get(reverse("consents:testimony", args=[testimony.pk])).content.decode()
    assert "in private storage" in page
    assert "/admin/private/" not in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"evidence_kind": "signature", "evidence_file": (2 * MEGABYTE + 1, "image/png")}, "2 meg"),
        ({"evidence_file": (900, "image/png")}, "kind of file is not taken"),
        ({"evidence_file": (900, "text/html")}, "kind of file is not taken"),
        ({"evidence_file": (0, "audio/ogg")}, "file is empty"),
        ({"evidence_file": None}, "Add the evidence, or say where it lies."),
        ({"adult": None}, "18 years"),
        ({"contact": ""}, "reach us"),
    ],
    ids=["large", "picture of a voice", "html", "empty", "nothing", "a child", "no contact"],
)
def test_a_refusal_is_a_sentence_and_loses_nothing_typed(ask, private_folder, changes, words):
    if file := changes.get("evidence_file"):
        changes = {**changes, "evidence_file": upload(b"c" * file[0], file[1])}
    answer = ask(**{"witness": "A neighbour", **changes})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert "A neighbour" in page
    assert ("choose the file once more" in page) is (changes.get("evidence_file", True) is not None)
    assert not Consent.objects.exists()
    assert not PrivateFile.objects.exists()
    assert not kept(private_folder)


def test_a_full_disk_is_said_in_words(ask, settings, private_folder):
    settings.PRIVATE_FILES_LEAVE_FREE_MB = 10**9
    page = ask().content.decode()
    assert "no room for this file now" in page
    assert "the shop of a neighbour" in page
    assert not Consent.objects.exists()


def test_what_is_larger_than_anything_taken_is_let_go_and_the_typed_words_stay(ask, private_folder):
    answer = ask(evidence_file=upload(b"c" * (51 * MEGABYTE)))
    page = answer.content.decode()
    assert "larger than 50 megabytes" in page
    assert "the shop of a neighbour" in page
    assert not kept(private_folder)


def test_where_the_paper_lies_is_enough(ask):
    assert is_recorded(ask(evidence_file=None, evidence="folder 3, sheet 14"))
    consent = Consent.objects.get()
    assert consent.evidence_file is None
    assert consent.details.open()["evidence"] == "folder 3, sheet 14"


def test_a_browsers_own_name_for_a_kind_is_understood(ask):
    assert is_recorded(ask(evidence_file=upload(kind="audio/x-m4a")))
    assert PrivateFile.objects.get().content_type == "audio/mp4"


def test_a_narrowed_consent_rests_on_the_same_evidence(ask, asker, testimony):
    ask()
    first = Consent.objects.get()
    form = {
        "seen": 1, "purposes": ["awareness"], "channels": ["site"], "languages": ["bn"],
        "identity_level": "text-only", "ends_on": first.ends_on.isoformat(),
    }  # fmt: skip
    answer = asker.post(reverse("consents:narrow", args=[testimony.pk]), form)
    assert answer.status_code == 302
    assert Consent.objects.order_by("version").last().evidence_file == first.evidence_file


def test_the_database_takes_no_evidence_of_another_and_changes_none(ask, testimony, recorder):
    ask()
    given = Consent.objects.get()
    now = timezone.now()
    other = models.Testimony.objects.create(
        person={"name": "Canary Other"}, place=testimony.place, told_on=testimony.told_on,
        recorded_by=recorder, created_at=now,
    )  # fmt: skip
    said = {"purpose": Purpose.VOICE, "content_type": "audio/ogg", "by": recorder, "now": now}
    of_another = store(other, io.BytesIO(b"canary"), **said)
    paper = {**said, "purpose": Purpose.PAPER, "content_type": "application/pdf"}
    of_another_kind = store(testimony, io.BytesIO(b"canary"), **paper)
    for wrong in (of_another, of_another_kind):
        given.pk, given.version, given.evidence_file = None, 2, wrong
        with pytest.raises(DatabaseError, match="of another"), transaction.atomic():
            given.save(force_insert=True)
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            Consent.objects.update(evidence_file=wrong)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Consent.objects.update(evidence_file=None)
