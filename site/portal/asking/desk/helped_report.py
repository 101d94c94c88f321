"""Whether pages helped, by page and language, in the days that are looked at."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters import DateFromToRangeFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from foundation.bangla import figure
from portal.asking.desk.shares import in_percent, share_of
from portal.asking.models import HelpedOfADay
from portal.asking.words import Said
from portal.page_views.report import NOT_PUBLIC
from portal.pages.public import for_the_public

REASON_LABELS = {
    Said.UNCLEAR: _("Could not understand"),
    Said.ELSEWHERE: _("Not for my place"),
    Said.WRONG: _("Something wrong"),
    Said.NO: _("No reason"),
}


class HelpedFilterSet(WagtailFilterSet):
    day = DateFromToRangeFilter(label=_("Day"), widget=DateRangePickerWidget)

    class Meta:
        model = HelpedOfADay
        fields = ["day", "language"]


@dataclass(frozen=True, slots=True)
class Helped:
    """What was said of one page in one language; the reasons add up to the noes."""

    page: UUID
    language: str
    counts: dict[str, int]

    @property
    def yes(self) -> int:
        return self.counts["yes"]

    @property
    def all(self) -> int:
        return sum(self.counts.values())

    @property
    def share(self) -> int | None:
        """Give how many of a hundred said yes; unknown of a handful."""
        return share_of(self.yes, self.all)


def helped_by_page(rows: Any) -> list[Helped]:
    """Add days up, in one query; the page with the most noes first."""
    sums = {one.value: Sum("count", filter=Q(said=one), default=0) for one in Said}
    found = (
        rows.order_by()
        .values("page", "language")
        .annotate(**{f"n_{k}": v for k, v in sums.items()})
    )
    every = [
        Helped(row["page"], row["language"], {one.value: row[f"n_{one.value}"] for one in Said})
        for row in found
    ]
    return sorted(every, key=lambda one: (one.yes - one.all, str(one.page), one.language))


class HelpedReport(ReportView):
    page_title = _("Did this help?")
    header_icon = "pick"
    model = HelpedOfADay
    filterset_class = HelpedFilterSet
    permission_policy = ModelPermissionPolicy(HelpedOfADay)
    any_permission_required = frozenset({"view"})
    index_url_name = "helped_report"
    index_results_url_name = "helped_report_results"
    default_ordering = None
    paginate_by = 50

    def get_filtered_queryset(self) -> Any:
        return helped_by_page(self.filter_queryset(HelpedOfADay.objects.all()))

    @cached_property
    def titles(self) -> dict[tuple[Any, str], str]:
        """Give the titles that the public may read at this moment."""
        pages = for_the_public(Page.objects.all(), now=timezone.now())
        named = pages.values_list("translation_key", "locale__language_code", "title")
        return {(key, language): title for key, language, title in named}

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the page; a share has its n beside it."""
        reader, names = get_language() or "en", dict(settings.LANGUAGES)

        def count(of: Said) -> Any:
            return lambda row: figure(row.counts[of.value], reader)

        return [
            Column(
                "page",
                label=_("Page"),
                accessor=lambda row: self.titles.get((row.page, row.language)) or str(NOT_PUBLIC),
            ),
            Column("language", label=_("Language"), accessor=lambda row: names[row.language]),
            Column(
                "share", label=_("It helped"), accessor=lambda row: in_percent(row.share, reader)
            ),
            Column("n", label=_("Answers"), accessor=lambda row: figure(row.all, reader)),
            Column("yes", label=_("Yes"), accessor=count(Said.YES)),
            Column("no", label=_("No"), accessor=lambda row: figure(row.all - row.yes, reader)),
            *(
                Column(one.value, label=label, accessor=count(one))
                for one, label in REASON_LABELS.items()
            ),
        ]

    def get_list_buttons(self, row: Any) -> list[Any]:
        return []
