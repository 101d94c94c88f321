"""Copies that others hold and that must go, because a consent ended."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm_videos.desk.queue import Queue, Waiting
from crm_videos.models import Takedown
from foundation.shown_moments import show_moment


class TakedownQueue(Queue):
    name = "takedowns"
    title = gettext_lazy("Copies elsewhere that must go")
    empty = gettext_lazy("Nothing that was withdrawn is still in other hands.")
    permission = "crm_videos.view_withdrawal"
    order = 60

    def find(self) -> Iterable[Waiting]:
        """Give the open tasks; what should be gone first comes first."""
        rows = Takedown.objects.open().remote().order_by("due_at", "pk")
        own = self.scope.narrow(rows, by="withdrawal__testimony__place")
        for row in own.select_related("copy__story__testimony").defer("copy__details"):
            late = _("Overdue since %(when)s.") if row.due_at < self.now else _("By %(when)s.")
            yield Waiting(
                str(row.copy),
                late % {"when": show_moment(row.due_at)},
                reverse("consents:case", args=[row.withdrawal_id]),
            )
