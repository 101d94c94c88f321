"""Django's entry to the app; has the ledger's triggers put back after every migration."""

from django.apps import AppConfig

from campaigns.triggers import GUARDS
from foundation.triggers import stand_over


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = "Campaigns and the ledger"

    def ready(self) -> None:
        from campaigns.own_history import keep_to_own_districts

        keep_to_own_districts()
        stand_over(self, GUARDS)
