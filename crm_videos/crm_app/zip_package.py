"""A ZIP, read where it lies. What its directory says is checked before anything is unpacked.

zipfile gives no more of a member than the directory says that it holds, and compares its CRC;
so a directory whose figures are bearable is a bearable archive.
"""

import io
import stat
import zipfile
from typing import Any, BinaryIO, cast

from django.utils.translation import gettext as _

from crm_videos.crm_app.packages import (
    BadName,
    NotAPackage,
    NotThere,
    clean_name,
    demand_new,
    find_manifest,
    is_litter,
)
from crm_videos.recordings.uploading import MOST_BYTES
from foundation.durable_files import MEGABYTE

# Its directory is read whole; ten thousand files take less than this.
MOST_READ_AT_ONCE = 2 * MEGABYTE
# Films do not shrink. What shrinks more than silence or empty paper is made to fill a disk.
MOST_TIMES = 100
SMALL = 10 * MEGABYTE
PACKED_AS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
LOCKED = 0x1
PLAIN = frozenset({0, stat.S_IFREG, stat.S_IFDIR})


class ZipPackage:
    """The files of a ZIP; ``stream`` is the archive, which can be sought in."""

    def __init__(self, stream: BinaryIO) -> None:
        length = stream.seek(0, io.SEEK_END)
        try:
            self.archive = zipfile.ZipFile(cast("Any", _InPieces(stream)))
            members = self.archive.infolist()
        # A spoilt directory breaks zipfile in many ways, and all mean the same to its owner.
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
            if isinstance(error, NotAPackage):
                raise
            raise NotAPackage(_("This is no ZIP, or its end is missing.")) from error
        self.members = _judged(members, length)
        self.names = frozenset(self.members)
        self.manifest = find_manifest(self.names)

    def size(self, name: str) -> int:
        """Tell how many bytes a file has. Raises :class:`NotThere`."""
        return self._member(name).file_size

    def open(self, name: str) -> BinaryIO:
        """Open a file to be read once. Raises :class:`NotThere`."""
        try:
            return cast("BinaryIO", self.archive.open(self._member(name)))
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
            raise NotThere(_("This file is damaged in the package.")) from error

    def _member(self, name: str) -> zipfile.ZipInfo:
        if name not in self.members:
            raise NotThere(_("This file is not in the package."))
        return self.members[name]


class _InPieces:
    """Gives no more at once than is bearable, whatever the archive says of its directory."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream

    def read(self, size: int = -1) -> bytes:
        """Read so many bytes; all that is left is bearable only near the end."""
        if size > MOST_READ_AT_ONCE:
            raise NotAPackage(_("There are too many files in it."))
        found = self.stream.read(MOST_READ_AT_ONCE + 1 if size < 0 else size)
        if len(found) > MOST_READ_AT_ONCE:
            raise NotAPackage(_("There are too many files in it."))
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


def _judged(members: list[zipfile.ZipInfo], length: int) -> dict[str, zipfile.ZipInfo]:
    """Give the members by their names, if every one of them is bearable."""
    found: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    for member in members:
        try:
            # zipfile has cut a name at a zero byte, and it knows what stood there.
            name = clean_name(member.orig_filename.removesuffix("/"))
        except BadName:
            raise NotAPackage(_("A name in it leads out of the package. Pack it anew.")) from None
        _demand_bearable(member)
        if member.is_dir() or is_litter(name):
            continue
        demand_new(name, seen)
        found[name] = member
    # Members that lie in each other are small as a file and large without end.
    if sum(member.compress_size for member in members) > length:
        raise NotAPackage(_bomb())
    return found


def _demand_bearable(member: zipfile.ZipInfo) -> None:
    if stat.S_IFMT(member.external_attr >> 16) not in PLAIN:
        raise NotAPackage(_("There is a link in it. Pack the files themselves."))
    if member.flag_bits & LOCKED:
        raise NotAPackage(_("It is locked with a password. Pack it without one."))
    if member.compress_type not in PACKED_AS:
        raise NotAPackage(_("It is packed in a way that is not read here. Pack it as a plain ZIP."))
    far_larger = member.file_size > MOST_TIMES * member.compress_size + SMALL
    if far_larger or member.file_size > MOST_BYTES:
        raise NotAPackage(_bomb())


def _bomb() -> str:
    return _("Unpacked it would be far larger than any export. Nothing of it was read.")
