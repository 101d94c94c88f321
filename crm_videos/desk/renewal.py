"""Whose consent ends soon, so that somebody asks them anew in time."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm_videos.consent import RENEW_WITHIN
from crm_videos.desk.queue import Queue, Waiting
from crm_videos.models import Consent
from foundation.shown_moments import show_moment


class RenewalQueue(Queue):
    name = "renewal"
    title = gettext_lazy("Consent ends within 60 days")
    empty = gettext_lazy("No consent ends soon.")
    permission = "crm_videos.view_consent"
    order = 40

    def find(self) -> Iterable[Waiting]:
        """Give the consents that end soon; the first to end first."""
        rows = Consent.objects.ending(self.today, RENEW_WITHIN).order_by("ends_on", "pk")
        rows = self.scope.narrow(rows, by="testimony__place").select_related("testimony")
        for row in rows.defer("details", "testimony__person"):
            yield Waiting(
                str(row.testimony),
                _("Ends on %(day)s.") % {"day": show_moment(row.ends_on)},
                reverse("consents:testimony", args=[row.testimony_id]),
            )
