"""Keeping what public pages weigh, so that lists can say it without rendering anything."""

import datetime
from typing import Any

from wagtail.models import Page

from portal.pages.models.kept_weight import KeptWeight
from portal.pages.weight.weighing import Weight, weigh


def keep(page: Any, weight: Weight, now: datetime.datetime) -> None:
    """Note what a page weighs that has just become public, or has been weighed anew."""
    KeptWeight.objects.update_or_create(
        page_id=page.pk,
        defaults={"text": weight.text, "whole": weight.whole, "weighed_at": now},
    )


def weigh_public_pages(now: datetime.datetime) -> int:
    """Weigh every public page anew: facts, menus and lists change without publishing it."""
    # Other types (Wagtail's root) are no pages of this site.
    pages = [
        page
        for page in Page.objects.live().order_by("pk").specific().iterator(chunk_size=100)
        if hasattr(page, "budget")
    ]
    for page in pages:
        keep(page, weigh(page), now)
    return len(pages)
