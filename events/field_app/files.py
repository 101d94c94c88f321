"""The files of the app as one version: a phone has all of one, never parts of two.

Each is served below an address that names the digest of them all, so it may be
kept for ever, and modules that import each other are always of one version.
The static files of the site would not do: a service worker governs only what
lies below its own address, and renamed copies would import the others' old names.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "files"
WORKER = "worker.js"
CONTENT_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
VERSION_LENGTH = 12


@dataclass(frozen=True, slots=True)
class AppFile:
    """One file, and how a browser is told to read it."""

    body: bytes
    content_type: str


@cache
def app_files() -> dict[str, AppFile]:
    """Give every file by its name, read once for the life of the process."""
    return {
        path.name: AppFile(path.read_bytes(), CONTENT_TYPES[path.suffix])
        for path in sorted(FOLDER.iterdir())
        if path.suffix in CONTENT_TYPES
    }


@cache
def version() -> str:
    """Name what all files say together."""
    digest = hashlib.sha256()
    for name, file in app_files().items():
        digest.update(name.encode() + b"\0" + hashlib.sha256(file.body).digest())
    return digest.hexdigest()[:VERSION_LENGTH]
