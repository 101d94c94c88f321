"""Django's entry to the page types; has them removed when a story is withdrawn."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "portal.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        """Say who removes the pages of a withdrawn story."""
        from crm_videos.ports import wire_clearing
        from portal.pages.story_removal import remove_stories

        wire_clearing(remove_stories)
