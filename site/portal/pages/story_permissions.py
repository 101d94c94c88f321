"""What people may do to stories in the page explorer: publish, only past the gate."""

from django.utils import timezone
from wagtail.models import PagePermissionTester

from portal.pages.story_content import verdict_of


class StoryPermissions(PagePermissionTester):
    """Wagtail's own, and the gate's answer about the newest draft."""

    def can_publish(self) -> bool:
        """Ask the gate after Wagtail, which is cheaper and may say no already."""
        if not super().can_publish():
            return False
        newest = self.page.get_latest_revision_as_object()
        return verdict_of(newest, now=timezone.now()).is_open

    def can_unschedule(self) -> bool:
        """Let people take back a date also while the gate is shut."""
        return bool(super().can_publish())

    def can_set_view_restrictions(self) -> bool:
        """Let people hide a page also while the gate is shut."""
        return bool(super().can_publish())


class StoryIndexPermissions(PagePermissionTester):
    """A story cannot be written and published in one go: others read it first."""

    def can_publish_subpage(self) -> bool:
        """Offer it to nobody."""
        return False
