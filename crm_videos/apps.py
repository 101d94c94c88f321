"""Django's entry to the app; has the access log's triggers put back after every migration."""

from django.apps import AppConfig

from crm_videos.private.guards import GUARDS
from foundation.triggers import stand_over


class CrmVideosConfig(AppConfig):
    name = "crm_videos"
    verbose_name = "CRM video stories"

    def ready(self) -> None:
        from crm_videos import checks  # noqa: F401 - registers itself

        stand_over(self, GUARDS)
