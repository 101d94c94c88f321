"""The newest drafts of many story pages at once.

Wagtail's ``get_latest_revision_as_object`` asks a dozen queries about each page; here it
is a handful about all. What is given is for reading, never for saving.
"""

from collections.abc import Iterable
from typing import Any

from crm_videos.models import Story, StoryPicture, StoryVideo
from portal.pages.models import StoryPage


def newest_drafts(pages: Any) -> list[StoryPage]:
    """Give each page as it was last written, with its story, ready for the gate's question."""
    drafts = [_newest(row) for row in pages.select_related("locale", "latest_revision")]
    stories = (
        Story.objects.filter(pk__in={draft.story_id for draft in drafts})
        .select_related("testimony", "district", "rate")
        .defer("testimony__person")
        .prefetch_related("costs")
        .in_bulk()
    )
    videos = StoryVideo.objects.with_files().in_bulk(_present(draft.video_id for draft in drafts))
    placed = [one for draft in drafts for one in draft.pictures.all()]
    pictures = StoryPicture.objects.select_related("small", "large").in_bulk(
        _present(one.picture_id for one in placed)
    )
    for draft in drafts:
        draft.story, draft.video = stories[draft.story_id], videos.get(draft.video_id)
    for one in placed:
        one.picture = pictures[one.picture_id]
    return drafts


def _present(keys: Iterable[Any]) -> set[Any]:
    return {key for key in keys if key}


def _newest(row: StoryPage) -> StoryPage:
    if not (row.has_unpublished_changes and row.latest_revision):
        return row
    written = row.latest_revision.content
    draft: StoryPage = StoryPage.from_serializable_data(written, check_fks=False)
    # Whatever was written, these are the page's own.
    draft.pk = draft.id = row.pk
    draft.locale = row.locale
    return draft
