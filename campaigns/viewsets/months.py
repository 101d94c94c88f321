"""The months in the Wagtail admin: which are closed, and which closes next."""

import datetime
from typing import Any

from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from campaigns.models import Month
from campaigns.open_months import oldest_open_month
from campaigns.views.months import ApproveView, BeginView, MonthPage, TakeBackView, page_of
from campaigns.words import month_named
from foundation.kept_rows import KeptModelViewSet
from foundation.moments import dhaka_day
from foundation.shown_moments import show_moment


class MonthIndexView(generic.IndexView):
    template_name = "campaigns/months.html"

    def get_base_queryset(self) -> Any:
        """Read who closed each month in one query."""
        return Month.objects.select_related("closed_by", "approved_by")

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the month, which opens its page."""
        return [
            TitleColumn(
                "start", label=_("Month"), accessor=lambda month: month_named(month.start),
                get_url=self.get_inspect_url, sort_key="start",
            ),
            StatusTagColumn(
                "state", label=_("State"), accessor="get_state_display", sort_key="state",
                primary=lambda month: month.state == Month.State.CLOSING,
            ),
            Column("closed_by", label=_("Begun by")),
            Column("approved_by", label=_("Approved by")),
            Column(
                "closed_at", label=_("Closed"),
                accessor=lambda month: show_moment(month.closed_at), sort_key="closed_at",
                classname="campaign-wide month-when",
            ),
        ]  # fmt: skip

    def get_list_buttons(self, row: Month) -> list[Any]:
        """Offer none: the month opens its page."""
        return []

    @cached_property
    def next_month(self) -> datetime.date | None:
        """Name the month that closes next."""
        return oldest_open_month()

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Lead whoever may close to the month that closes next, also before it has a row."""
        if self.next_month is None or not self.user_has_permission("close"):
            return []
        label = gettext("Close %(month)s") % {"month": month_named(self.next_month)}
        return [HeaderButton(label, url=page_of(self.next_month), icon_name="check")]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        next_month, now = self.next_month, dhaka_day(timezone.now()).replace(day=1)
        return super().get_context_data(
            *args,
            next_month=next_month and month_named(next_month),
            next_url=next_month and page_of(next_month),
            newest_month=next_month and next_month < now and month_named(now),
            **kwargs,
        )


class MonthViewSet(KeptModelViewSet):
    model = Month
    name = "months"
    icon = "calendar"
    menu_label = _("Months")
    index_view_class = MonthIndexView
    inspect_view_class = MonthPage
    inspect_template_name = MonthPage.template_name
    index_template_name = MonthIndexView.template_name
    list_filter = ["state"]
    ordering = "-start"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the steps of a closing."""
        steps = (("begin", BeginView), ("approve", ApproveView), ("take_back", TakeBackView))
        return [
            *super().get_urlpatterns(),
            *(
                path(f"{name}/<str:pk>/", self.construct_view(view), name=name)
                for name, view in steps
            ),
        ]
