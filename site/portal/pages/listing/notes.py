"""What a list says beside each page, read for all its pages at once: four queries, however many."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, ReferenceIndex

from foundation.moments import dhaka_day
from portal.facts.models import Fact
from portal.pages.models.kept_weight import KeptWeight


class OtherLanguage(models.TextChoices):
    """How the version in the other language stands to this one."""

    NONE = "none", _("none")
    DRAFT = "draft", _("draft")
    OLDER = "older", _("older than this")
    SAME = "same", _("up to date")


@dataclass(frozen=True, slots=True)
class Notes:
    """What a list says of one page; None where nobody knows, or there is nothing to say."""

    other_language: OtherLanguage | None
    review_by: datetime.date | None
    weight: KeptWeight | None


def notes_of(pages: Iterable[Page]) -> dict[int, Notes]:
    """Read the notes of some pages, by their keys."""
    listed = list(pages)
    keys = [page.pk for page in listed]
    others = _others(listed)
    days = _review_days(keys)
    weights = KeptWeight.objects.in_bulk(keys)
    return {
        page.pk: Notes(
            other_language=_state(page, others.get(page.translation_key, [])),
            review_by=days.get(page.pk),
            weight=weights.get(page.pk) if page.live else None,
        )
        for page in listed
    }


def _others(pages: list[Page]) -> Mapping[Any, list[Page]]:
    """Read all language versions of some pages."""
    wanted = {page.translation_key for page in pages}
    found: dict[Any, list[Page]] = defaultdict(list)
    told = ("translation_key", "locale_id", "live", "last_published_at")
    for one in Page.objects.filter(translation_key__in=wanted).only(*told):
        found[one.translation_key].append(one)
    return found


def _state(page: Page, versions: list[Page]) -> OtherLanguage | None:
    """Compare by Dhaka's days: nobody publishes two languages in the same minute."""
    if not hasattr(page.specific_class, "budget"):
        return None
    others = [one for one in versions if one.locale_id != page.locale_id]
    if not others:
        return OtherLanguage.NONE
    if not all(one.live for one in others):
        return OtherLanguage.DRAFT
    if page.live and any(_day(one) < _day(page) for one in others):
        return OtherLanguage.OLDER
    return OtherLanguage.SAME


def _day(page: Page) -> datetime.date:
    published = page.last_published_at
    return dhaka_day(published) if published else datetime.date.min


def _review_days(keys: list[int]) -> dict[int, datetime.date]:
    """Give the day on which the first fact of each page has to be checked again."""
    kinds = ContentType.objects.get_for_models(Fact, Page)
    found = ReferenceIndex.objects.filter(
        to_content_type=kinds[Fact],
        base_content_type=kinds[Page],
        object_id__in=[str(key) for key in keys],
    )
    pairs = set(found.values_list("object_id", "to_object_id"))
    days = dict(
        Fact.objects.filter(pk__in={fact for _page, fact in pairs})
        .exclude(review_by=None)
        .values_list("pk", "review_by")
    )
    soonest: dict[int, datetime.date] = {}
    for page, fact in pairs:
        if day := days.get(int(fact)):
            soonest[int(page)] = min(day, soonest.get(int(page), day))
    return soonest
