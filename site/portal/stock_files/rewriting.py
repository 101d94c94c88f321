"""Replacing the bytes of an upload where they lie, so that no view can store what came."""

from typing import Any


def rewrite(upload: Any, data: bytes) -> None:
    """Put other bytes into an upload.

    Wagtail's views for many files store the upload itself when another field is wrong, past
    whatever a form cleaned. So the upload is changed, in memory or in its temporary file.
    """
    upload.seek(0)
    upload.truncate()
    upload.write(data)
    upload.flush()
    upload.seek(0)
    upload.size = len(data)
