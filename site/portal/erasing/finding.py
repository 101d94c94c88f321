"""Which pages and translations belong to a person."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from wagtail_localize.models import TranslationSource

from crm_videos.erasing.traces import PAGE, STORY, TRANSLATION, Traces
from portal.pages.models import StoryPage


def find_pages(traces: Traces) -> Mapping[str, Iterable[Any]]:
    """Find the pages that tell a story of the person, aliases and copies too."""
    pages = StoryPage.objects.filter(story__in=traces.numbers(STORY))
    rows = list(pages.values_list("pk", "translation_key"))
    keys = {key for _pk, key in rows} | _keys_of_translations(traces)
    return {PAGE: {pk for pk, _key in rows}, TRANSLATION: keys}


def _keys_of_translations(traces: Traces) -> set[Any]:
    """Find what wagtail-localize has kept, also of pages that are gone."""
    stories = set(traces.numbers(STORY))
    sources = TranslationSource.objects.filter(
        specific_content_type__app_label="pages", specific_content_type__model="storypage"
    )
    return {
        source.object_id
        for source in sources.iterator()
        if json.loads(source.content_json).get("story") in stories
    }
