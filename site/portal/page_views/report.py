"""How often pages were opened, day by day, for staff."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters import DateFromToRangeFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from foundation.bangla import figure
from foundation.shown_moments import show_moment
from portal.page_views.models import ViewsOfADay
from portal.pages.public import for_the_public

# Its title may name somebody.
NOT_PUBLIC = _("a page that is not public any more")
POLICY = ModelPermissionPolicy(ViewsOfADay)


class ViewsFilterSet(WagtailFilterSet):
    day = DateFromToRangeFilter(label=_("Day"), widget=DateRangePickerWidget)

    class Meta:
        model = ViewsOfADay
        fields = ["day", "language", "code"]


class PageViewsReport(ReportView):
    """One row for a page, a language, a code and a day."""

    page_title = _("Page views")
    header_icon = "view"
    model = ViewsOfADay
    filterset_class = ViewsFilterSet
    permission_policy = POLICY
    any_permission_required = ["view"]
    index_url_name = "page_views"
    index_results_url_name = "page_views_results"
    default_ordering = None
    paginate_by = 50

    @cached_property
    def titles(self) -> dict[tuple[Any, str], str]:
        """Give the titles that the public may read at this moment."""
        pages = for_the_public(Page.objects.all(), now=timezone.now())
        named = pages.values_list("translation_key", "locale__language_code", "title")
        return {(key, language): title for key, language, title in named}

    def title_of(self, row: ViewsOfADay) -> str:
        return self.titles.get((row.page, row.language)) or str(NOT_PUBLIC)

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the day."""
        reader, names = get_language() or "en", dict(settings.LANGUAGES)
        return [
            Column("day", label=_("Day"), accessor=lambda row: show_moment(row.day)),
            Column("page", label=_("Page"), accessor=self.title_of),
            Column("language", label=_("Language"), accessor=lambda row: names[row.language]),
            Column("code", label=_("Code"), accessor=lambda row: row.code or "—"),
            Column("views", label=_("Views"), accessor=lambda row: figure(row.views, reader)),
        ]


class PageViewsMenuItem(MenuItem):
    """Shown to those who may open it."""

    def __init__(self) -> None:
        url = reverse("page_views")
        super().__init__(
            PageViewsReport.page_title, url, name="page_views", icon_name="view", order=1250
        )

    def is_shown(self, request: Any) -> bool:
        may: bool = POLICY.user_has_permission(request.user, "view")
        return may
