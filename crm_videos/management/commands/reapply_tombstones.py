"""``reapply_tombstones``: erase again whom an older backup has brought back."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from crm_videos.erasing.carrying_out import sweep_erasures
from crm_videos.erasing.reapplying import complete_list, take_up_again
from crm_videos.erasing.tombstones import NotOurs
from crm_videos.models import Erasure


class Command(BaseCommand):
    help = (
        "After a backup was brought back and before the site opens: erase again everybody who "
        "stands in the list of the erased (TOMBSTONES_FILE). Twice does no harm."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            take_up_again()
            done = sweep_erasures(timezone.now())
            added = complete_list()
        except NotOurs as error:
            raise CommandError(str(error)) from None
        left = Erasure.objects.to_be_done().count()
        self.stdout.write(f"{done} erased again, {left} left, {added} added to the list.")
        if left:
            message = "Not all are erased: see the log, and run this again before the site opens"
            raise CommandError(message)
