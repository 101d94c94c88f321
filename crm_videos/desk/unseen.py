"""Recordings that arrived whole and that no check could look at, however often it tried."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm_videos.desk.queue import Queue, Waiting
from crm_videos.recordings.settling import MAY_SETTLE, never_looked_at
from foundation.shown_moments import show_moment


class UnseenQueue(Queue):
    name = "unseen"
    title = gettext_lazy("Recordings that could not be looked at")
    empty = gettext_lazy("Every recording that arrived could be looked at.")
    permission = MAY_SETTLE
    order = 15

    def find(self) -> Iterable[Waiting]:
        """Give the uploads that were tried in vain; what came first comes first."""
        rows = self.scope.narrow(never_looked_at(), by="testimony__place")
        for row in rows.select_related("testimony").defer("testimony__person", "seal"):
            yield Waiting(
                str(row),
                _("Arrived on %(day)s.") % {"day": show_moment(row.touched_at)},
                reverse("consents:unseen", args=[row.pk]),
            )
