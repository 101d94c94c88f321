"""The page "Persons reached": one month and everything up to it."""

import re
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.pages import figures
from portal.pages.models.base import SitePage

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


class ReachPage(SitePage):
    """Shows the ledger's figures; nothing on it is typed by hand but its introduction."""

    template = "portal/pages/reach_page.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("persons reached")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the asked month's report and the months that can be chosen."""
        context = super().get_context(request, *args, **kwargs)
        now = timezone.now()
        months = figures.known_months(now=now)
        newest = figures.this_month(now=now)
        oldest = months[-1] if months else newest
        asked = request.GET.get("month", "")
        month = readable_month(asked)
        if month is None or not oldest <= month <= newest:
            month = figures.default_month(months, now=now)
            context["month_refused"] = bool(asked)
        context.update(
            month=month,
            report=figures.month_report(month, now=now),
            previous_month=figures.month_before(month) if month > oldest else None,
            next_month=figures.month_after(month) if month < newest else None,
            years=by_year({month, *months}),
            is_running=month == newest,
        )
        return context


def readable_month(text: str) -> date | None:
    """Read ``2022-09``; anything else is nothing."""
    match = MONTH.fullmatch(text)
    return date(int(match[1]), int(match[2]), 1) if match else None


def by_year(months: set[date]) -> list[tuple[int, list[date]]]:
    """Arrange months under their years, the newest first."""
    newest_first = sorted(months, reverse=True)
    return [(year, list(rest)) for year, rest in groupby(newest_first, key=lambda m: m.year)]
