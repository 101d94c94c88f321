"""How many bytes an address of ours answers with, without asking it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from django.urls import Resolver404, resolve

from crm_videos.models import PictureSize, Rendition, StoryPicture
from crm_videos.videos.files import KINDS


def size_of(address: str) -> int | None:
    """Give the bytes behind an address; None where nobody knows (unknown is not zero)."""
    path = unquote(urlsplit(address).path)
    for root, find in ((settings.MEDIA_URL, _stored), (settings.STATIC_URL, _of_the_site)):
        if path.startswith(root):
            return find(path.removeprefix(root))
    try:
        found = resolve(path)
    except Resolver404:
        return None
    ask = OF_STORIES.get(found.view_name)
    return ask(**found.kwargs) if ask else None


def _stored(name: str) -> int | None:
    try:
        size: int = default_storage.size(name)
    except (OSError, ValueError, NotImplementedError):
        return None
    return size


def _of_the_site(name: str) -> int | None:
    path = finders.find(name)
    return Path(path).stat().st_size if isinstance(path, str) else None


def _story_picture(picture_id: Any, size: str, **_page: Any) -> int | None:
    picture = StoryPicture.objects.select_related("small", "large").filter(pk=picture_id).first()
    return (
        picture.copy(PictureSize(size))[0].size if picture and size in tuple(PictureSize) else None
    )


def _story_video(video_id: Any, name: str, **_page: Any) -> int | None:
    made = Rendition.objects.filter(video=video_id, kind=KINDS.get(name)).select_related("file")
    one = made.first()
    return one.file.size if one and one.file else None


OF_STORIES: dict[str, Callable[..., int | None]] = {
    "story_picture": _story_picture,
    "story_video": _story_video,
}
