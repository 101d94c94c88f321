"""Clearing what wagtail-localize has copied out of the pages: sources, words, translations."""

from django.db.models import Q
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    SegmentOverride,
    String,
    StringSegment,
    StringTranslation,
    Template,
    TemplateSegment,
    TranslatableObject,
)

from crm_videos.erasing.traces import TRANSLATION, Traces

SEGMENTS = (OverridableSegment, RelatedObjectSegment, StringSegment, TemplateSegment)


def clear_translations(traces: Traces) -> int:
    """Delete all that was to be translated, and each word of it that nobody else uses."""
    keys = traces.ids(TRANSLATION)
    if not keys:
        return 0
    cleared = 0
    for model in SEGMENTS:
        found = model.objects.filter(Q(source__object__in=keys) | Q(context__object__in=keys))
        cleared += found.delete()[0]
    for model in (StringTranslation, SegmentOverride):
        cleared += model.objects.filter(context__object__in=keys).delete()[0]
    cleared += TranslatableObject.objects.filter(pk__in=keys).delete()[0]
    # Shared by all pages; a word that is in none of them any more belongs to nobody.
    cleared += String.objects.filter(segments=None, translations=None).delete()[0]
    return cleared + Template.objects.filter(segments=None).delete()[0]
