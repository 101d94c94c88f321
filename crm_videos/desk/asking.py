"""Who has told us something and was never asked what may be done with it."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm_videos.desk.queue import Queue, Waiting
from crm_videos.models import Consent, Testimony
from foundation.shown_moments import show_moment


class AskingQueue(Queue):
    name = "asking"
    title = gettext_lazy("Waits for consent")
    empty = gettext_lazy("Everybody who told us something was asked.")
    permission = "crm_videos.view_consent"
    order = 10

    def find(self) -> Iterable[Waiting]:
        """Give the testimonies without any consent, but for those of people who were erased."""
        asked = Consent.objects.filter(testimony=OuterRef("pk"))
        rows = Testimony.objects.filter(~Exists(asked), erased_at=None).order_by("told_on", "code")
        for row in self.scope.narrow(rows).defer("person"):
            yield Waiting(
                str(row),
                _("Told on %(day)s.") % {"day": show_moment(row.told_on)},
                reverse("consents:testimony", args=[row.pk]),
            )
