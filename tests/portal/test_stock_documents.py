"""A document that an editor brings is kept without its writers, or refused with a sentence."""

import io
import zipfile
import zlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image as Pillow
from wagtail.documents.models import Document
from wagtail.models import Collection, UploadedFile

from tests.crm_videos.hostile_recordings import EICAR
from tests.crm_videos.no_metadata import exiftool_reads, left_by_raw_scan
from tests.crm_videos.places_told import CANARY, XMP, photo

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SAID = "What everybody may read"


@pytest.fixture(autouse=True)
def media(tmp_path, settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def add(client, name: str, data: bytes):
    fields = {"title": "A factsheet", "collection": Collection.objects.get().pk}
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("wagtaildocs:add"), {**fields, "file": file})


def kept(media: Path) -> bytes:
    [file] = [path for path in media.rglob("*") if path.is_file()]
    return file.read_bytes()


def unpacked(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def excel(*, comment: bool = False) -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.properties.creator = book.properties.description = CANARY
    book.active["A1"] = SAID
    if comment:
        book.active["A1"].comment = Comment("?", CANARY)
    book.active.add_image(SheetImage(io.BytesIO(photo("JPEG"))), "B2")
    book.save(out)
    return out.getvalue()


def word(body: str = "", **parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("docProps/core.xml", f"<creator>{CANARY}</creator>")
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}" w:rsidR="00AB12CD"><w:t>{SAID}</w:t>{body}</w:document>',
        )
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), part)
    return out.getvalue()


def pdf(more: bytes = b"", *, information: bool = True) -> bytes:
    """A page of one picture, as Pillow writes it, and what other programs add."""
    out = io.BytesIO()
    told = {"title": CANARY, "author": CANARY, "producer": CANARY} if information else {}
    Pillow.open(io.BytesIO(photo("JPEG"))).save(out, "PDF", **told)
    return out.getvalue().replace(b"%%EOF", more + b"%%EOF")


def packed_object(kind: bytes, text: bytes) -> bytes:
    inside = zlib.compress(text)
    about = b"<< /Type /%s /Filter /FlateDecode /Length %d >>" % (kind, len(inside))
    return b"\n90 0 obj\n" + about + b"\nstream\n" + inside + b"\nendstream\nendobj\n"


TAKEN = {
    "pdf": pdf() + b"<script>" + CANARY.encode(),
    "with-xmp.pdf": pdf(
        b"\n9 0 obj\n<< /Type /Metadata >>\nstream\n" + XMP + b"\nendstream\nendobj\n"
    ),
    "docx": b"MZ" + word(),
    "xlsx": excel(),
}


@pytest.mark.parametrize("kind", TAKEN)
def test_a_document_is_kept_without_who_made_it(admin_client, media, kind):
    name = kind if "." in kind else f"facts.{kind}"
    assert add(admin_client, name, TAKEN[kind]).status_code == 302
    data = kept(media)
    assert not left_by_raw_scan(data, CANARY)
    if name.endswith("pdf"):
        # Every object lies where the file says.
        assert data.find(b"startxref") == TAKEN[kind].find(b"startxref")
    else:
        assert not left_by_raw_scan(unpacked(data), CANARY)
        assert SAID.encode() in unpacked(data)


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_exiftool_reads_nothing_of_who_made_it(admin_client, media, kind):
    add(admin_client, kind if "." in kind else f"facts.{kind}", TAKEN[kind])
    assert CANARY not in str(exiftool_reads(kept(media)))


def test_an_emptied_workbook_still_opens(admin_client, media):
    add(admin_client, "facts.xlsx", excel())
    book = load_workbook(io.BytesIO(kept(media)))
    assert book.active["A1"].value == SAID
    assert len(book.active._images) == 1


def test_a_table_is_kept_as_it_is(admin_client, media):
    table = "উপজেলা,৫\n".encode()
    assert add(admin_client, "facts.csv", table).status_code == 302
    assert kept(media) == table


REFUSED = {
    "cut.pdf": pdf()[:300],
    "none.pdf": b"<html></html>",
    "script.pdf": pdf(b"\n9 0 obj\n<< /S /JavaScript /JS (app.alert\\(1\\)) >>\nendobj\n"),
    "spelled.pdf": pdf(b"\n9 0 obj\n<< /S /J#61vaScript >>\nendobj\n"),
    "packed-script.pdf": pdf(packed_object(b"ObjStm", b"1 0 << /S /JavaScript >>")),
    "packed-information.pdf": pdf(
        b"\ntrailer\n<< /Info 77 0 R >>\n" + packed_object(b"ObjStm", b"77 0 << /Author (x) >>"),
        information=False,
    ),
    "packed-xmp.pdf": pdf(packed_object(b"Metadata", XMP)),
    "sealed.pdf": pdf(b"\ntrailer\n<< /Encrypt 8 0 R >>\n"),
    "comments.pdf": pdf(b"\n9 0 obj\n<< /Subtype /Popup /T (Rahima) >>\nendobj\n"),
    "cut.docx": word()[:200],
    "none.docx": excel(),
    "tracked.docx": word('<w:ins w:author="Rahima"/>'),
    "comments.docx": word(word__comments_xml=b"<comments/>"),
    "macro.docx": word(word__vbaProject_bin=b"x"),
    "remote.docx": word(
        word___rels__settings_xml_rels=b'<Relationship Id="r" Type="/attachedTemplate" '
        b'Target="http://127.0.0.1/" TargetMode="External"/>'
    ),
    "broken-picture.docx": word(word__media__image1_jpg=photo("JPEG")[:300]),
    "comments.xlsx": excel(comment=True),
    "page.csv": b"<html>",
    "binary.csv": b"a,b\0",
    "eicar.exe": EICAR.encode(),
    "page.html": b"<html></html>",
    "picture.svg": b"<svg/>",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_emptied_is_refused_with_a_sentence(admin_client, media, name):
    answer = add(admin_client, name, REFUSED[name])
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not Document.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_a_link_to_another_site_stays(admin_client):
    link = b'<Relationship Type="http://x/relationships/hyperlink" TargetMode="External"/>'
    taken = add(admin_client, "facts.docx", word(word___rels__document_xml_rels=link))
    assert taken.status_code == 302


def test_an_archive_of_nothing_but_zeros_is_refused(admin_client):
    out = io.BytesIO(word())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/zeros.xml", bytes(70 * 1024 * 1024))
    assert add(admin_client, "facts.docx", out.getvalue()).context["form"].errors["file"]


def test_many_at_once_and_the_chooser_empty_documents_too(admin_client, media):
    many = admin_client.post(
        reverse("wagtaildocs:add_multiple"),
        {
            "collection": Collection.objects.get().pk,
            "title": "long" * 100,
            "files[]": SimpleUploadedFile("facts.pdf", pdf()),
        },
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert many.json()["success"]
    assert UploadedFile.objects.exists()
    assert not left_by_raw_scan(kept(media), CANARY)
    chosen = admin_client.post(
        reverse("wagtaildocs_chooser:create"),
        {
            "document-chooser-upload-title": "A factsheet",
            "document-chooser-upload-collection": Collection.objects.get().pk,
            "document-chooser-upload-file": SimpleUploadedFile("facts.docx", word()),
        },
    )
    assert chosen.status_code == 200
    with Document.objects.get().file.open() as file:
        assert not left_by_raw_scan(unpacked(file.read()), CANARY)
