"""Django's entry to the app; has its triggers put back after every migration."""

from django.apps import AppConfig

from crm_videos import triggers
from crm_videos.private import guards
from foundation.triggers import stand_over


class CrmVideosConfig(AppConfig):
    name = "crm_videos"
    verbose_name = "CRM video stories"

    def ready(self) -> None:
        from crm_videos import checks  # noqa: F401 - registers itself

        stand_over(self, [*guards.GUARDS, *triggers.GUARDS])
