"""Django's entry to the monthly issue: what a month's factsheet says, in all its forms."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from foundation.triggers import stand_over
from portal.issues.triggers import GUARDS


class IssuesConfig(AppConfig):
    name = "portal.issues"
    label = "issues"
    verbose_name = _("Monthly issues")

    def ready(self) -> None:
        """Have the database refuse changes of what was issued; take out stories that go."""
        stand_over(self, GUARDS)
        from crm_videos.ports import wire_clearing
        from portal.issues.story_taken_back import take_out_of_issues

        wire_clearing(take_out_of_issues)
