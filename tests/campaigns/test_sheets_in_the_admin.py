"""Staff bring a sheet: they see every row first, and import all of exactly that or nothing."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from campaigns.kept_uploads import FOLDER, keep_upload
from campaigns.models import Entry
from campaigns.sheets import COLUMNS, LARGEST_FILE
from tests.campaigns.test_sheets_of_excel import NEWS, book

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/import_figures/"
HEAD = ",".join(COLUMNS) + "\n"
OCTOBER = "news,C2,month,2022-10-01,2022-10-31,{},,,sure,press list,,\n"


@pytest.fixture(autouse=True)
def private(settings, tmp_path) -> Path:
    """A private storage of this test's own."""
    other = {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "private": other}
    return tmp_path


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin"))
    return client


def bring(client: Client, content: bytes | str, name: str = "figures.csv"):
    content = content.encode() if isinstance(content, str) else content
    return client.post(ADDRESS, {"sheet": SimpleUploadedFile(name, content)})


def test_a_sheet_of_excel_is_shown_row_by_row_and_then_imported(admin, private):
    shown = bring(admin, book(NEWS, [*NEWS[:3], "2022-10-01", "2022-10-31", "০"]), "figures.xlsx")
    page = shown.content.decode()
    assert "Import these 2 rows" in page
    assert "2022-09-01 – 2022-09-30" in page
    assert not Entry.objects.exists()
    assert len(list((private / FOLDER).iterdir())) == 1
    answer = admin.post(ADDRESS, {"seal": shown.context["seal"]})
    assert answer.status_code == 302
    assert [entry.value for entry in Entry.objects.order_by("pk")] == [31, 0]
    assert Entry.objects.first().actor_ref == f"user:{User.objects.get().pk}"
    assert not list((private / FOLDER).iterdir())


def test_what_will_happen_is_said_of_each_row(admin):
    bring_and_import(admin, HEAD + OCTOBER.format(3) + OCTOBER.format(3).replace("10-", "09-")
                     .replace("31", "30"))  # fmt: skip
    sheet = HEAD + OCTOBER.format(4) + OCTOBER.format(3).replace("10-", "09-").replace("31", "30")
    page = bring(admin, sheet + OCTOBER.format(9).replace("10-", "08-")).content.decode()
    assert "stands in place of 3" in page
    assert "the same as in the books" in page
    assert "new" in page


def bring_and_import(admin: Client, content: str) -> None:
    shown = bring(admin, content)
    assert admin.post(ADDRESS, {"seal": shown.context["seal"]}).status_code == 302


def test_bad_rows_are_named_and_can_be_downloaded(admin):
    shown = bring(admin, HEAD + OCTOBER.format(3) + OCTOBER.format("=2+2"))
    page = shown.content.decode()
    assert "1 row of 2 cannot be taken" in page
    assert "Import these" not in page
    # Whoever forges the button still imports nothing.
    admin.post(ADDRESS, {"seal": shown.context["seal"]})
    assert not Entry.objects.exists()
    shown = bring(admin, HEAD + OCTOBER.format(3) + OCTOBER.format("=2+2"))
    errors = admin.post("/admin/import_figures/refused/", {"seal": shown.context["seal"]})
    lines = errors.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("line,why,channel")
    assert lines[1].startswith("3,")
    # A spreadsheet would run it.
    assert "'=2+2" in lines[1]


def test_books_that_moved_in_between_are_shown_again(admin):
    shown = bring(admin, HEAD + OCTOBER.format(3))
    bring_and_import(admin, HEAD + OCTOBER.format(5))
    answer = admin.post(ADDRESS, {"seal": shown.context["seal"]})
    assert "The books have moved" in answer.content.decode()
    assert [entry.value for entry in Entry.objects.all()] == [5]
    admin.post(ADDRESS, {"seal": answer.context["seal"]})
    assert Entry.objects.latest("pk").value == 3


def test_a_file_that_changed_in_between_is_refused(admin, private):
    seal = bring(admin, HEAD + OCTOBER.format(3)).context["seal"]
    [kept] = (private / FOLDER).iterdir()
    kept.chmod(0o600)
    kept.write_text(HEAD + OCTOBER.format(99999))
    page = admin.post(ADDRESS, {"seal": seal}, follow=True).content.decode()
    assert "not the one that you were shown" in page
    assert not Entry.objects.exists()


def test_a_seal_is_one_persons_and_of_one_day_and_cannot_be_forged(admin, client, private):
    seal = bring(admin, HEAD + OCTOBER.format(3)).context["seal"]
    for broken in (seal[:-1] + ("A" if seal[-1] != "A" else "B"), "", "x:y:z"):
        page = admin.post(ADDRESS, {"seal": broken}, follow=True).content.decode()
        assert "bring the sheet again" in page
    other = Client()
    other.force_login(User.objects.create_superuser("other"))
    assert "Somebody else" in other.post(ADDRESS, {"seal": seal}, follow=True).content.decode()
    assert not Entry.objects.exists()


def test_a_sheet_is_kept_for_a_day_and_nowhere_public(private):
    now = timezone.now()
    keep_upload(b"old", name="a.csv", user=1, agreed="", now=now)
    keep_upload(b"new", name="a.csv", user=1, agreed="", now=now + timedelta(days=2))
    [kept] = (private / FOLDER).iterdir()
    assert kept.read_bytes() == b"new"
    assert not storages["default"].exists(FOLDER)
    assert str(settings.MEDIA_ROOT) not in str(kept)


def test_a_file_that_is_too_large_is_refused(admin):
    answer = bring(admin, b"0" * (LARGEST_FILE + 1))
    assert "larger than 5 MB" in str(answer.context["form"].errors)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_template_can_be_downloaded_and_brought_back(admin, kind):
    answer = admin.get(f"/admin/import_figures/template.{kind}")
    assert f'filename="figures.{kind}"' in answer["Content-Disposition"]
    page = bring(admin, answer.content, f"figures.{kind}").content.decode()
    assert "There is no row to import" in page
    assert admin.get("/admin/import_figures/template.exe").status_code == 404


def test_many_rows_are_shown_in_part_and_imported_whole(admin, monkeypatch):
    monkeypatch.setattr("campaigns.views.sheets.SHOWN_ROWS", 2)
    rows = "".join(OCTOBER.format(3).replace("2022-", f"20{n}-") for n in range(10, 14))
    page = bring(admin, HEAD + rows).content.decode()
    assert "and 2 rows more" in page
