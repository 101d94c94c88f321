"""Videos of which something could not be made: without a person they stay so."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm_videos.desk.queue import Queue, Waiting
from crm_videos.identity import IdentityLevel
from crm_videos.models import Consent, Rendition

SEALED = "video__story__testimony__person"


class UnmadeQueue(Queue):
    name = "unmade"
    title = gettext_lazy("Videos that could not be made")
    empty = gettext_lazy("Every video that was asked for is made or on its way.")
    permission = "crm_videos.change_story"
    order = 25

    def find(self) -> Iterable[Waiting]:
        """Give each video once, with what failed first; those asked for first come first."""
        stands = Consent.objects.standing(self.today).filter(
            testimony=OuterRef("video__story__testimony")
        )
        failed = Rendition.objects.filter(
            # Where no consent to picture or voice stands, nobody makes any.
            Exists(stands.exclude(identity_level=IdentityLevel.TEXT_ONLY)),
            state=Rendition.State.FAILED,
            video__removed_at=None,
        )
        own = self.scope.narrow(failed, by="video__story__testimony__place")
        rows = own.select_related("video__story__testimony").defer(SEALED)
        told = set()
        for row in rows.order_by("video__ordered_at", "video", "pk"):
            if row.video_id in told:
                continue
            told.add(row.video_id)
            why = _(row.words) if row.words else row.get_state_display()
            yield Waiting(
                _("%(story)s, %(video)s") % {"story": row.video.story, "video": row.video},
                f"{row.get_kind_display()}: {why}",
                reverse("story_videos:list", args=[row.video.story_id]),
            )
