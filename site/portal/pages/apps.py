"""Django's entry to the page types; has them removed when a story is withdrawn."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PagesConfig(AppConfig):
    name = "portal.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        """Say who removes the pages of a withdrawn story, when pages are indexed, and more."""
        from crm_videos.ports import wire_clearing
        from portal.pages.finding.reindexing import index_anew
        from portal.pages.story_removal import remove_stories

        wire_clearing(remove_stories)
        from wagtail.signals import page_published

        from portal.pages.sharing.short_links import make_short_link

        post_migrate.connect(index_anew, sender=self)
        page_published.connect(make_short_link)
