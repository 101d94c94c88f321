"""Clearing what monthly issues quoted of a story; their figures stand."""

from crm_videos.erasing.traces import STORY, Traces
from portal.issues.models import Issue, StoryQuote


def clear_quotes(traces: Traces) -> int:
    """Delete the quotations, and forget that an issue wanted one."""
    stories = traces.numbers(STORY)
    wanted = Issue.objects.filter(story__in=stories).update(story=None)
    return wanted + StoryQuote.objects.filter(story__in=stories).delete()[0]
