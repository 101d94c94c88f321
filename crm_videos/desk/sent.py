"""Videos on platforms that wait for a person: to be made public, or to be looked after."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm_videos.desk.queue import Queue, Waiting
from crm_videos.models import Publishing
from crm_videos.publishing.ordering import MAY_MAKE_PUBLIC, MAY_ORDER

State = Publishing.State
SEALED = "video__story__testimony__person"


class SentQueue(Queue):
    name = "sent"
    title = gettext_lazy("Videos on YouTube and Facebook")
    empty = gettext_lazy("No video on a platform waits for a person.")
    permission = "crm_videos.view_story"
    order = 35

    def find(self) -> Iterable[Waiting]:
        """Give what was sent and is not public yet, and what the site could not do alone."""
        waiting = Publishing.objects.filter(state__in=(State.PRIVATE, State.PERSON))
        own = self.scope.narrow(waiting, by="video__story__testimony__place")
        rows = own.select_related("video__story__testimony")
        for row in rows.defer(SEALED).order_by("ordered_at", "pk"):
            where = {"story": row.video.story, "platform": row.get_platform_display()}
            yield Waiting(
                _("%(story)s, %(platform)s") % where,
                _why(row),
                reverse("publishings:list", args=[row.video.story_id]),
                mine=self._is_mine(row),
            )

    def _is_mine(self, row: Publishing) -> bool:
        """Say whether it waits for its reader: never for the one who wrote its title."""
        if row.state == State.PRIVATE:
            return row.ordered_by_id != self.person.pk and self.person.has_perm(MAY_MAKE_PUBLIC)
        return self.person.has_perm(MAY_ORDER)


def _why(row: Publishing) -> str:
    if row.state == State.PRIVATE:
        return _("A second person makes it public.")
    return _(row.words) if row.words else str(row.get_state_display())
