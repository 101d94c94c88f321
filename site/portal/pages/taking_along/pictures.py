"""The bytes of the pictures that stand on our own pages, by their addresses."""

from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.urls import Resolver404, resolve

from crm_videos.models import PictureSize
from crm_videos.pictures import bytes_of
from portal.pages.models import StoryPagePicture
from portal.pages.serving_pictures import story_picture

TYPES = {".webp": "image/webp", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}


def is_here(address: str) -> bool:
    """Say whether a picture is served by this site, so that a phone may keep it."""
    return address.startswith("/") and not address.startswith("//")


def picture_bytes(address: str) -> bytes | None:
    """Read a picture of a page; None for what is none of ours, or is gone."""
    if not is_here(address):
        return None
    media = settings.MEDIA_URL
    return _stored(address.removeprefix(media)) if address.startswith(media) else _told(address)


def content_type_of(address: str) -> str | None:
    """Say what kind of picture it is; None for what is no picture that phones show."""
    return TYPES.get(PurePosixPath(address).suffix.lower())


def _stored(name: str) -> bytes | None:
    try:
        with default_storage.open(name) as file:
            data: bytes = file.read()
    except (OSError, SuspiciousOperation):
        return None
    return data


def _told(address: str) -> bytes | None:
    """Read the picture of a story; whether the story may be shown was asked of its page."""
    try:
        found = resolve(address)
    except Resolver404:
        return None
    if found.func is not story_picture:
        return None
    placed = StoryPagePicture.objects.with_files().filter(
        page=found.kwargs["page_id"], picture=found.kwargs["picture_id"]
    )
    one = placed.first()
    return bytes_of(one.picture, PictureSize(found.kwargs["size"])) if one else None
