"""A package is brought in the admin: encrypted as it comes, looked through, then imported."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from crm_videos.crm_app import keeping
from crm_videos.crm_app.importing import PERMISSIONS
from crm_videos.models import ConsentScript, KeptPackage, Testimony
from crm_videos.tasks import sweep_private_files
from crm_videos.views import crm_app
from tests.crm_videos.conftest import browser_of, colleague
from tests.crm_videos.exported import row, zipped

pytestmark = pytest.mark.django_db
INDEX, REPORT, ON = (f"/admin/consents/import/{end}" for end in ("", "report/", "go-on/"))
NEEDED = [one.partition(".")[2] for one in PERMISSIONS]


@pytest.fixture
def browser(db):
    ConsentScript.objects.create(
        version="app-1", text_bn="শুনুন", text_en="Listen", active_from=dt.date(2020, 1, 1)
    )
    User.objects.create_user("rahman")
    return browser_of(colleague("bringer", *NEEDED, "view_testimony"))


def good(**said) -> dict[str, str]:
    ends = timezone.now().date() + dt.timedelta(days=90)
    return row(ends_on=str(ends), experience_file="", support_file="", **said)


def bring(browser, data: bytes, **more):
    package = SimpleUploadedFile("canary-begum.zip", data, "application/zip")
    return browser.post(INDEX, {"package": package, **more})


def on_the_disk(folder) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_zip_is_looked_through_and_then_imported(browser, private_folder):
    rows = (
        good(),
        {
            **good(),
            "export_id": "CRM-0018",
            "adult": "no",
            "evidence_file": "",
            "evidence_place": "x",
        },
    )
    assert bring(browser, zipped(*rows)).url == REPORT
    assert b"Canary" not in on_the_disk(private_folder)
    assert b"CRM-0017" not in on_the_disk(private_folder)
    page = browser.get(REPORT).content.decode()
    assert "Nothing is imported yet" in page
    assert "18 years or older" in page
    assert "Canary" not in page
    assert Testimony.objects.count() == 0
    assert browser.post(ON, {"import": "yes"}).url == REPORT
    testimony = Testimony.objects.get()
    page = browser.get(REPORT).content.decode()
    assert testimony.code in page
    # The button is gone, and pressing an old one does nothing.
    assert 'name="import"' not in page
    browser.post(ON, {"import": "yes"})
    assert Testimony.objects.count() == 1


def test_the_page_goes_on_where_the_stretch_ended(browser, monkeypatch):
    monkeypatch.setattr(crm_app, "STRETCH", 0.0)
    rows = [{**good(evidence_place="x"), "evidence_file": "", "export_id": f"C{n}"} for n in "123"]
    bring(browser, zipped(*rows))
    seen = []
    for _each in range(5):
        page = browser.get(REPORT).content.decode()
        seen.append("data-go-on" in page)
        browser.post(ON, {} if seen[-1] else {"import": "yes"})
    assert seen == [True, True, False, True, True]
    assert Testimony.objects.count() == 3


def test_what_is_no_package_is_told_in_the_form_and_not_kept(browser, private_folder):
    answer = bring(browser, b"PK\x03\x04 no zip at all")
    assert "This is no ZIP" in answer.content.decode()
    assert KeptPackage.objects.count() == 0
    assert on_the_disk(private_folder) == b""
    assert browser.get(REPORT).url == INDEX


def test_what_is_too_large_or_empty_or_finds_no_room_is_not_kept(
    browser, private_folder, monkeypatch, settings
):
    monkeypatch.setattr(keeping, "MOST_MEGABYTES", 0)
    assert "larger than" in bring(browser, zipped(good())).content.decode()
    monkeypatch.undo()
    settings.PRIVATE_FILES_LEAVE_FREE_MB = 10**9
    assert "no room" in bring(browser, zipped(good())).content.decode()
    assert "empty" in bring(browser, b"").content.decode()
    assert on_the_disk(private_folder) == b""


def test_a_package_goes_when_another_comes_when_it_is_deleted_and_after_a_day(
    browser, private_folder, monkeypatch
):
    for _each in range(2):
        bring(browser, zipped(good()))
    assert KeptPackage.objects.count() == 1
    files = [path for path in private_folder.rglob("*") if path.is_file()]
    assert len(files) == 1
    assert browser.post(REPORT).url == INDEX
    assert on_the_disk(private_folder) == b""
    bring(browser, zipped(good()))
    KeptPackage.objects.update(brought_at=timezone.now() - dt.timedelta(hours=25))
    sweep_private_files()
    assert KeptPackage.objects.count() == 0
    assert on_the_disk(private_folder) == b""


@pytest.mark.parametrize("lacks", NEEDED)
def test_who_lacks_one_of_the_three_rights_brings_nothing(lacks, db, private_folder):
    browser = browser_of(colleague("somebody", *(one for one in NEEDED if one != lacks)))
    for answer in (bring(browser, zipped(good())), browser.get(INDEX), browser.post(ON)):
        assert answer.status_code in {302, 403}
        assert not str(answer.get("Location", "")).startswith(INDEX)
    assert on_the_disk(private_folder) == b""


def test_nobody_sees_or_imports_the_package_of_another(browser, db):
    bring(browser, zipped(good()))
    other = browser_of(colleague("other", *NEEDED))
    assert other.get(REPORT).url == INDEX
    assert other.post(ON, {"import": "yes"}).url == INDEX
    assert Testimony.objects.count() == 0


def test_a_forged_form_leaves_nothing_and_a_true_one_is_never_read_by_others(
    browser, private_folder
):
    browser.handler.enforce_csrf_checks = True
    page = browser.get(INDEX).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    assert bring(browser, zipped(good()), csrfmiddlewaretoken="x" * 64).status_code == 403
    assert on_the_disk(private_folder) == b""
    assert bring(browser, zipped(good()), csrfmiddlewaretoken=token).url == REPORT
    assert on_the_disk(private_folder)


def test_the_pages_explain_the_columns_and_give_an_empty_manifest(browser):
    page = browser.get(INDEX).content.decode()
    assert re.search(r"<code>export_id</code>", page)
    for kind in ("csv", "xlsx"):
        empty = browser.get(f"{INDEX}empty.{kind}")
        assert empty.status_code == 200
        assert f'filename="manifest.{kind}"' in empty["Content-Disposition"]
    assert "consents/import" in browser.get("/admin/testimonies/").content.decode()
