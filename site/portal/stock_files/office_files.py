"""Word and Excel files without the names of their writers (ECMA-376).

Such a file is a ZIP archive of parts. It is packed anew from the parts that may stay: what hides
before or behind the archive stays behind, as do the properties (author, company, times, the
program). Pictures within are drawn anew. What would run, call another host, or cannot be emptied
without changing what is read (comments, tracked changes) is refused with a sentence.
"""

import io
import re
import zipfile
import zlib

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from foundation.bangla import figure
from foundation.pictures import Wanted, read_picture
from portal.stock_files.refusing import NotTaken, told_when_busy

MOST_PARTS = 2000
MOST_BYTES = 60 * 1024 * 1024
MOST_PICTURES = 20
LONGEST_SIDE = 3000
KINDS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG"}
PACKED_AT = (1980, 1, 1, 0, 0, 0)
# The part that says what the archive is.
BODIES = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
PROPERTIES = re.compile(r"docProps/|customXml/", re.IGNORECASE)
COMMENTS = re.compile(r"comments|threadedComment|persons?/|people\.xml|revisions/", re.IGNORECASE)
PROGRAMS = re.compile(
    r"vbaProject|activeX|embeddings/|macrosheets|ctrlProps|\.(bin|exe|js|vbs)$", re.IGNORECASE
)
TEXTS = frozenset({".xml", ".rels", ".vml"})
CHANGED = re.compile(rb"<w:(ins|del|moveFrom|moveTo|pPrChange|rPrChange)[ />]")
RELATION = re.compile(rb"<Relationship\b[^>]*>")
EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External")
LINK = re.compile(rb"/relationships/hyperlink[\"']")
OVERRIDE = re.compile(rb"<(Override|Relationship)\b[^>]*(?:docProps|customXml)/[^>]*/>")
# What zipfile raises for an archive that is broken, sealed, or packed in a way it does not know.
BROKEN = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError),
    *(ValueError, RuntimeError, NotImplementedError),
)
# An archive's own part for a picture that was shown in a folder.
DROPPED = re.compile(r"thumbnail|printerSettings", re.IGNORECASE)
REVISION = re.compile(rb"\sw:rsid\w*=\"[0-9A-Fa-f]*\"|<w:rsids>.*?</w:rsids>", re.DOTALL)
AUTHOR = re.compile(rb"(<fileSharing\b[^>]*?userName=\")[^\"]*")
LAST_PATH = re.compile(rb"<x15ac:absPath\b[^>]*/>")


def emptied_office_file(data: bytes, extension: str) -> bytes:
    """Pack it anew. Raises :class:`portal.stock_files.refusing.NotTaken`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _packed(_parts(archive, extension))
    except BROKEN as error:
        raise NotTaken(_("This file is broken or protected by a password.")) from error


def _parts(archive: zipfile.ZipFile, extension: str) -> dict[str, bytes]:
    listed = archive.infolist()
    names = [one.filename for one in listed]
    if BODIES[extension] not in names or "[Content_Types].xml" not in names:
        raise NotTaken(_("This file is not what the end of its name says."))
    if len(names) > MOST_PARTS or sum(one.file_size for one in listed) > MOST_BYTES:
        raise NotTaken(_("This file holds more than a document does."))
    if any(COMMENTS.search(name) for name in names):
        raise NotTaken(
            _("This file has comments, which name their writers. Delete the comments first.")
        )
    if any(PROGRAMS.search(name) for name in names):
        raise NotTaken(_("This file holds programs or other files. Save it without them first."))
    parts = {}
    for one in listed:
        if not one.is_dir() and not PROPERTIES.search(one.filename) and not _is_dropped(one):
            parts[one.filename] = _emptied_part(one.filename, _read(archive, one))
    if sum(_suffix(name) in KINDS for name in parts) > MOST_PICTURES:
        message = _("This file holds more than %(most)s pictures. Save it as PDF.")
        raise NotTaken(message % {"most": figure(MOST_PICTURES, get_language() or "en")})
    return {name: _drawn_anew(name, part) for name, part in parts.items()}


def _suffix(name: str) -> str:
    """Give what a part's name ends with; the first list of relations is all ending."""
    return "." + name.rpartition(".")[2].lower()


def _is_dropped(one: zipfile.ZipInfo) -> bool:
    return bool(DROPPED.search(one.filename))


def _read(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    """Read a part, and no more of it than it promised."""
    with archive.open(one) as part:
        return part.read(one.file_size + 1)[: one.file_size]


def _emptied_part(name: str, part: bytes) -> bytes:
    suffix = _suffix(name)
    if suffix in KINDS:
        return part
    if suffix not in TEXTS:
        raise NotTaken(
            _("This file holds a part of a kind that is not taken: %(part)s") % {"part": name}
        )
    if CHANGED.search(part):
        raise NotTaken(
            _("This file has tracked changes, which name their writers. Accept or reject them all.")
        )
    if any(
        EXTERNAL.search(relation) and not LINK.search(relation)
        for relation in RELATION.findall(part)
    ):
        raise NotTaken(
            _("This file fetches something from elsewhere when it is opened. Put it into the file.")
        )
    for traces, left in ((OVERRIDE, b""), (REVISION, b""), (AUTHOR, rb"\1"), (LAST_PATH, b"")):
        part = traces.sub(left, part)
    return part


def _drawn_anew(name: str, part: bytes) -> bytes:
    kind = KINDS.get(_suffix(name))
    if kind is None:
        return part
    with told_when_busy():
        picture = read_picture(part, Wanted(kind, LONGEST_SIDE, transparent=True))
    if picture is None:
        raise NotTaken(_("A picture in this file is broken or of a kind that is not taken."))
    return picture.copies[0].data


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, PACKED_AT), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
