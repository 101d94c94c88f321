"""The list of withdrawals: what is still somewhere, and until when it has to be gone."""

from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column, TitleColumn

from campaigns.viewsets.own_districts import OwnDistrictsIndexView, OwnDistrictsViewSet
from crm_videos.columns import LabelledColumn
from crm_videos.filters import WithdrawalFilterSet
from crm_videos.models import Withdrawal
from foundation.bangla import figure
from foundation.shown_moments import show_moment


class WithdrawalIndexView(OwnDistrictsIndexView):
    def get_base_queryset(self) -> Any:
        """Count with each case what is left of it."""
        left = Q(takedowns__copy__gone_at=None, takedowns__isnull=False)
        rows = super().get_base_queryset().select_related("testimony__place")
        return rows.annotate(
            left=Count("takedowns", filter=left), next_due=Min("takedowns__due_at", filter=left)
        )

    @cached_property
    def now(self) -> Any:
        return timezone.now()

    def _state(self, case: Any) -> str:
        if case.next_due is None:
            return _("Every copy is gone") if case.cleared_at else _("Being removed from this site")
        if case.next_due < self.now:
            return _("Overdue since %(when)s") % {"when": show_moment(case.next_due)}
        return _("Open until %(when)s") % {"when": show_moment(case.next_due)}

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the code, which opens the case."""
        return [
            TitleColumn(
                "code",
                label=_("Code"),
                accessor=lambda row: row.testimony.code,
                get_url=lambda row: reverse("consents:case", args=[row.pk]),
            ),
            LabelledColumn(
                "place", label=_("District"), accessor=lambda row: row.testimony.place.name
            ),
            LabelledColumn("why", label=_("Why"), accessor="get_why_display"),
            LabelledColumn(
                "opened_at",
                label=_("Withdrawn"),
                accessor=lambda row: show_moment(row.opened_at),
                sort_key="opened_at",
            ),
            LabelledColumn(
                "left",
                label=_("Copies left"),
                accessor=lambda row: figure(row.left, get_language() or "en"),
            ),
            LabelledColumn("state", label=_("State"), accessor=self._state),
        ]


class WithdrawalViewSet(OwnDistrictsViewSet):
    model = Withdrawal
    name = "withdrawals"
    icon = "undo"
    menu_label = gettext_lazy("Withdrawals")
    inspect_view_enabled = False
    index_view_class = WithdrawalIndexView
    filterset_class = WithdrawalFilterSet
    search_fields = ["testimony__code"]
