"""What became of the pages of a story, for the page of all that happened."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, PageLogEntry, Revision

from crm_videos.life.moment import Moment
from crm_videos.models import Testimony
from portal.pages.desk.story_pages import PageLinks, page_words
from portal.pages.models import StoryPage

# Wagtail's own words for them are a verb, and in English.
WORDS: dict[str, Promise] = {
    "wagtail.create": gettext_lazy("Page begun"),
    "wagtail.copy_for_translation": gettext_lazy("Page copied, to be translated"),
    "wagtail.publish": gettext_lazy("Page published"),
    "wagtail.publish.schedule": gettext_lazy("Publishing planned"),
    "wagtail.unpublish": gettext_lazy("Page taken down"),
    "wagtail.workflow.start": gettext_lazy("Page submitted"),
    "wagtail.workflow.resume": gettext_lazy("Page submitted again"),
    "wagtail.workflow.cancel": gettext_lazy("Submission taken back"),
}
# Told by the revisions and by the reviews already.
TOLD_ELSEWHERE = ("wagtail.edit", "wagtail.workflow.approve", "wagtail.workflow.reject")


def pages(testimony: Testimony, reader: User, now: datetime.datetime) -> Iterator[Moment]:
    """Give what was written, submitted, published and taken down, page by page; no titles."""
    rows = StoryPage.objects.filter(story__testimony=testimony)
    found = {page.pk: page for page in rows.select_related("locale", "story__testimony")}
    if not found:
        return
    links = PageLinks(reader)
    named = {key: (page_words(page), links.to(page)) for key, page in found.items()}
    for row in _revisions(list(found)):
        words, url = named[int(row.object_id)]
        yield Moment(row.created_at, _("Page written"), _name(row.user), words, url)
    entries = PageLogEntry.objects.filter(page__in=found).exclude(action__in=TOLD_ELSEWHERE)
    for entry in entries.select_related("user"):
        words, url = named[entry.page_id]
        yield Moment(entry.timestamp, _what(entry), _name(entry.user), words, url)


def _revisions(keys: list[int]) -> Any:
    return (
        Revision.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id__in=[str(key) for key in keys],
        )
        .select_related("user")
        .defer("content")
    )


def _what(entry: PageLogEntry) -> str:
    """Say what was done; never in the entry's own message, which can hold a title."""
    if entry.action in WORDS:
        return str(WORDS[entry.action])
    label = entry.formatter.label if entry.formatter else entry.action
    return _("Page: %(action)s") % {"action": label}


def _name(user: Any) -> str:
    return user.get_username() if user else ""
