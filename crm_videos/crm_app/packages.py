"""A manifest with its files, as a folder or a ZIP. Nothing of either is trusted.

Names come from strangers and are used as keys alone: no file is ever written under one. A
ZIP is read in place and never unpacked to a disk; a folder is walked without following links.
"""

import os
import stat
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Protocol

from django.utils.translation import gettext as _

MANIFESTS = ("manifest.csv", "manifest.xlsx")
LONGEST_NAME = 200
MOST_FILES = 10_000
# What macOS and Windows put beside files.
LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
OF_MACOS = "__macosx"


class NotAPackage(ValueError):
    """It cannot be read as a whole; the message says why, in words, and quotes no name."""


class BadName(ValueError):
    """The name of a file leads elsewhere, or nobody can write it."""


class NotThere(ValueError):
    """A file that a row names cannot be had; the message says why, in words."""


class Package(Protocol):
    """The files beside a manifest, by the names under which a manifest names them."""

    manifest: str
    names: frozenset[str]

    def size(self, name: str) -> int:
        """Tell how many bytes a file has. Raises :class:`NotThere`."""

    def open(self, name: str) -> BinaryIO:
        """Open a file to be read once. Raises :class:`NotThere`."""


def clean_name(text: str) -> str:
    """Give a name in its one form. Raises :class:`BadName`."""
    name = unicodedata.normalize("NFC", text)
    parts = name.split("/")
    bad = (
        len(name) > LONGEST_NAME
        or any(part in {"", ".", ".."} for part in parts)
        or any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in name)
        or any(sign in name for sign in '\\:*?"<>|')
    )
    if bad:
        raise BadName
    return name


def demand_new(name: str, seen: set[str]) -> None:
    """Refuse a name that is there already, also in other letters, and too many of them."""
    if name.casefold() in seen:
        raise NotAPackage(_("Two files in it have the same name."))
    seen.add(name.casefold())
    if len(seen) > MOST_FILES:
        raise NotAPackage(_("There are too many files in it."))


def is_litter(name: str) -> bool:
    """Tell what a machine has put beside the files."""
    parts = name.casefold().split("/")
    return parts[0] == OF_MACOS or parts[-1] in LITTER or parts[-1].startswith("._")


def find_manifest(names: frozenset[str]) -> str:
    """Give the one manifest: at the top, or in the one folder at the top.

    Raises :class:`NotAPackage`.
    """
    found = [name for name in names if name.rpartition("/")[2].casefold() in MANIFESTS]
    if not found:
        raise NotAPackage(_("There is no manifest.csv and no manifest.xlsx in it."))
    if len(found) > 1:
        raise NotAPackage(_("There is more than one manifest in it. Bring each by itself."))
    above = found[0].rpartition("/")[0]
    if "/" in above or (above and any(not name.startswith(f"{above}/") for name in names)):
        raise NotAPackage(_("The manifest has to lie at the top, and its files beside it."))
    return found[0]


class FolderPackage:
    """A folder; links are not followed, and what is no plain file is not read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.places = _walk(folder)
        self.names = frozenset(self.places)
        self.manifest = find_manifest(self.names)

    def size(self, name: str) -> int:
        """Tell how many bytes a file has. Raises :class:`NotThere`."""
        with self.open(name) as file:
            return os.fstat(file.fileno()).st_size

    def open(self, name: str) -> BinaryIO:
        """Open a file, folder by folder, so that no link leads elsewhere meanwhile."""
        if name not in self.places:
            raise NotThere(_("This file is not in the package."))
        *above, last = self.places[name]
        at = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            for part in above:
                inside = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=at)
                os.close(at)
                at = inside
            # Who opens a pipe waits for its writer; so nobody waits.
            opened = os.open(last, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=at)
        except OSError as error:
            raise NotThere(_("This file cannot be read.")) from error
        finally:
            os.close(at)
        file = os.fdopen(opened, "rb")
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            file.close()
            raise NotThere(_("This is a link or no file."))
        return file


def _walk(folder: Path) -> dict[str, tuple[str, ...]]:
    """Give where each file lies, by its name in one form. Raises :class:`NotAPackage`."""
    found: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    for above, _folders, files in os.walk(folder, followlinks=False):
        for file in files:
            parts = (*Path(above).relative_to(folder).parts, file)
            # No row can name a file whose name is none: it is as if it were not there.
            with suppress(BadName):
                name = clean_name("/".join(parts))
                if is_litter(name):
                    continue
                demand_new(name, seen)
                found[name] = parts
    return found
