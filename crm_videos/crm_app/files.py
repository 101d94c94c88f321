"""The files of one row: encrypted as they are read, looked at, forgotten unless kept."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from crm_videos.crm_app.layout import EVIDENCE, FILE
from crm_videos.crm_app.packages import NotThere, Package
from crm_videos.crm_app.rows import ReadRow
from crm_videos.models import PrivateFile, Purpose, Testimony
from crm_videos.private.files import folder
from crm_videos.private.frames import FRAME
from crm_videos.private.storing import MOST_EVIDENCE_BYTES, NotStored, write_down
from crm_videos.recordings.looking import CannotLook, Refused, Seen, look_at
from crm_videos.recordings.uploading import TooMuch, demand_quota
from crm_videos.words import Chapter, Medium
from foundation.durable_files import forget_file, is_full

# What a chapter is announced as; what it is, the check sees.
RECORDINGS = {
    "mp4": (Medium.VIDEO, "video/mp4"), "m4v": (Medium.VIDEO, "video/mp4"),
    "mov": (Medium.VIDEO, "video/quicktime"), "3gp": (Medium.VIDEO, "video/3gpp"),
    "webm": (Medium.VIDEO, "video/webm"), "m4a": (Medium.AUDIO, "audio/mp4"),
    "mp3": (Medium.AUDIO, "audio/mpeg"), "aac": (Medium.AUDIO, "audio/aac"),
    "ogg": (Medium.AUDIO, "audio/ogg"), "opus": (Medium.AUDIO, "audio/ogg"),
    "wav": (Medium.AUDIO, "audio/wav"),
}  # fmt: skip
EVIDENCES = {
    **{end: content_type for end, (_medium, content_type) in RECORDINGS.items()},
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp",
    "pdf": "application/pdf", "webm": "audio/webm",
}  # fmt: skip
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError)


class RowRefused(ValueError):
    """The row is not taken; ``column`` is the one to blame, and the message says why."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column
        self.message = message


@dataclass(frozen=True, slots=True)
class Looked:
    """A recording on the disk whose row is still to be saved, and what the check saw in it."""

    chapter: Chapter
    medium: Medium
    file: PrivateFile
    seen: Seen


@dataclass(slots=True)
class BroughtFiles:
    """What a row brings; the digests are those of the files by what they are of."""

    recordings: list[Looked] = field(default_factory=list)
    evidence: UploadedFile | None = None
    digests: dict[str, str] = field(default_factory=dict)


@contextmanager
def brought_files(
    row: ReadRow, package: Package, testimony: Testimony, *, by: User, now: datetime
) -> Iterator[BroughtFiles]:
    """Bring the files of a row; when what is done within fails, none of their bytes stay.

    Raises :class:`RowRefused`.
    """
    _demand_quota(row, package, testimony, by)
    brought = BroughtFiles()
    written: list[PrivateFile] = []
    try:
        for chapter in filter(row.files.__contains__, Chapter):
            with _blaming(f"{chapter}{FILE}"):
                medium, content_type = RECORDINGS.get(_ending(row.files[chapter]), (None, ""))
                if medium is None:
                    raise NotThere(_("This kind of file is not taken here."))
                with package.open(row.files[chapter]) as stream:
                    file = write_down(
                        testimony,
                        stream,
                        purpose=Purpose.RECORDING,
                        content_type=content_type,
                        by=by,
                        now=now,
                    )
                written.append(file)
                brought.digests[chapter] = file.seal.open()["sha256"] if file.seal else ""
                demand_digest(row, chapter, brought.digests[chapter])
                looked = Looked(chapter, medium, file, look_at(file))
            brought.recordings.append(looked)
        with ExitStack() as opened:
            with _blaming(f"{EVIDENCE}{FILE}"):
                opened.enter_context(_evidence(row, package, brought))
            yield brought
    except BaseException:
        for file in written:
            forget_file(folder(), file.name)
        raise


def digest_of(package: Package, name: str) -> str:
    """Read a file through. Raises :class:`NotThere`."""
    digest = sha256()
    try:
        with package.open(name) as stream:
            while piece := stream.read(FRAME):
                digest.update(piece)
    except (*BROKEN, OSError) as error:
        raise NotThere(_("This file is damaged in the package.")) from error
    return digest.hexdigest()


def demand_digest(row: ReadRow, what: str, digest: str) -> None:
    """Compare a file with what the app says of it. Raises :class:`NotThere`."""
    if row.digests.get(what, digest) != digest:
        raise NotThere(
            _("This is not the file that the app exported: its SHA-256 is another. Copy it anew.")
        )


@contextmanager
def _evidence(row: ReadRow, package: Package, brought: BroughtFiles) -> Iterator[None]:
    name = row.files.get(EVIDENCE)
    if name is None:
        yield
        return
    size = package.size(name)
    if size > MOST_EVIDENCE_BYTES:
        raise NotThere(_("This file is too large."))
    brought.digests[EVIDENCE] = digest_of(package, name)
    demand_digest(row, EVIDENCE, brought.digests[EVIDENCE])
    with package.open(name) as stream:
        # Under no name of its own: none is kept.
        content_type = EVIDENCES.get(_ending(name), "")
        brought.evidence = UploadedFile(stream, EVIDENCE, content_type, size)
        yield


def _demand_quota(row: ReadRow, package: Package, testimony: Testimony, by: User) -> None:
    """Ask for all files of a row at once, before any is read."""
    total = 0
    for what, name in row.files.items():
        with _blaming(f"{what}{FILE}"):
            total += package.size(name)
    with _blaming(""):
        demand_quota(testimony, by, total)


@contextmanager
def _blaming(column: str) -> Iterator[None]:
    """Say of which column a refusal speaks; nobody reads a path or a name in it."""
    try:
        yield
    except (NotThere, Refused, NotStored, TooMuch) as refused:
        raise RowRefused(column, str(refused)) from refused
    except CannotLook as error:
        sentence = _("The server cannot look at this file now. Bring it again later.")
        raise RowRefused(column, sentence) from error
    except BROKEN as error:
        raise RowRefused(column, _("This file is damaged in the package.")) from error
    except OSError as error:
        if is_full(error):
            raise
        raise RowRefused(column, _("This file cannot be read.")) from error


def _ending(name: str) -> str:
    return name.rpartition(".")[2].casefold()
