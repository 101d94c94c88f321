"""What Wagtail's log says of stories: a code, never a title; and no notes once the page is gone."""

from typing import Any

from django.db.models.signals import post_delete, pre_save
from wagtail.models import PageLogEntry

from portal.pages.models import StoryPage


def keep_names_out_of_the_log() -> None:
    """Have a story's page named by its story, and its notes emptied when it is deleted."""
    pre_save.connect(_name_by_code, sender=PageLogEntry)
    post_delete.connect(_forget_notes, sender=StoryPage)


def _name_by_code(instance: PageLogEntry, **signal: Any) -> None:
    if instance.content_type.model_class() is not StoryPage:
        return
    page = StoryPage.objects.select_related("story__testimony").filter(pk=instance.page_id).first()
    instance.label = str(page.story) if page else ""


def _forget_notes(instance: StoryPage, **signal: Any) -> None:
    """Keep who did what and when; comments and former titles go with the page."""
    PageLogEntry.objects.filter(page_id=instance.pk).update(data={})
