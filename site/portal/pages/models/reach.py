"""The page "Persons reached": one month and everything up to it."""

from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.books import next_month
from campaigns.headline import month_before
from campaigns.reach import reach_report
from foundation.moments import parse_month
from portal.pages.figures import default_month, known_months, this_month
from portal.pages.models.base import SitePage
from portal.pages.weight.budgets import LARGE


class ReachPage(SitePage):
    """Shows the ledger's figures; nothing on it is typed by hand but its introduction."""

    template = "portal/pages/reach_page.html"
    budget = LARGE
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("persons reached")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the asked month's report and the months that can be chosen."""
        context = super().get_context(request, *args, **kwargs)
        context.update(month_context(request.GET.get("month", ""), now=timezone.now()))
        return context


def month_context(asked: str, *, now: datetime) -> dict[str, Any]:
    """Report the asked month, or the newest finished one when the question makes no sense."""
    months = known_months(now=now)
    newest = this_month(now=now)
    oldest = months[-1] if months else newest
    month = readable_month(asked)
    refused = bool(asked) and (month is None or not oldest <= month <= newest)
    if month is None or refused:
        month = default_month(months, now=now)
    return {
        "month": month,
        "month_refused": refused,
        "is_running": month == newest,
        "report": reach_report(month, now=now, with_persons=False),
        "previous_month": month_before(month) if month > oldest else None,
        "next_month": next_month(month) if month < newest else None,
        "years": by_year({month, *months}),
    }


def readable_month(text: str) -> date | None:
    """Read ``2022-09``; anything else is nothing."""
    try:
        return parse_month(text)
    except ValueError:
        return None


def by_year(months: set[date]) -> list[tuple[int, list[date]]]:
    """Arrange months under their years, the newest first."""
    newest_first = sorted(months, reverse=True)
    return [(year, list(rest)) for year, rest in groupby(newest_first, key=lambda m: m.year)]
