"""Clearing what the register of news reports says of a story: its headline can name a person."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import ModelLogEntry

from campaigns.models import NewsReport
from crm_videos.erasing.traces import STORY, Traces
from crm_videos.models import Copy
from portal.clippings import REPORT


def clear_news_reports(traces: Traces) -> int:
    """Empty headline and link of the reports that used a story; outlet, day and count stay."""
    copies = Copy.objects.filter(story__in=traces.numbers(STORY), ref__startswith=REPORT)
    uids = [ref.removeprefix(REPORT) for ref in copies.values_list("ref", flat=True)]
    reports = NewsReport.objects.filter(uid__in=uids)
    told = reports.filter(~Q(headline="") | ~Q(link=""))
    keys = [str(key) for key in reports.values_list("pk", flat=True)]
    # Wagtail's history names each row as it was called at the time.
    kind = ContentType.objects.get_for_model(NewsReport)
    lines = ModelLogEntry.objects.filter(content_type=kind, object_id__in=keys)
    return lines.exclude(label="").update(label="") + told.update(headline="", link="")
