"""What the registers of products and news reports show to everybody: what was put on the site."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import or_
from typing import Any

from django.db.models import Count, Q, QuerySet
from wagtail.models import Collection

from campaigns.models import NewsReport, Product

# Codes of languages as HTML has them; of others nothing is claimed.
SPOKEN = {"bn": "in_bangla", "en": "in_english"}


@dataclass(frozen=True, slots=True)
class ShownProduct:
    """One product as the public reads it, in the words of one language."""

    product: Product
    title: str
    # Where the title is in another language than the page.
    language: str
    url: str
    size: int | None


def products(now_day: datetime.date) -> "QuerySet[Product]":
    """Select what was put on the site and has not expired on this day."""
    still_used = Q(expires_on=None) | Q(expires_on__gte=now_day)
    shown = Product.objects.filter(still_used, on_site=True).select_related("document__collection")
    return shown.order_by("-developed_on", "-pk")


def as_shown(rows: Iterable[Product], language: str) -> list[ShownProduct]:
    """Give products with the file that everybody may open; one query."""
    closed = _closed_collections()
    return [_shown(row, language, closed) for row in rows]


def _shown(product: Product, language: str, closed: tuple[str, ...]) -> ShownProduct:
    titles = {"bn": product.title_bn, "en": product.title_en}
    title_in = language if titles[language] else ("en" if language == "bn" else "bn")
    file = product.document
    if file is not None and closed and file.collection.path.startswith(closed):
        file = None
    return ShownProduct(
        product=product,
        title=titles[title_in],
        language="" if title_in == language else title_in,
        url=file.url if file else "",
        size=file.file_size if file else None,
    )


def _closed_collections() -> tuple[str, ...]:
    """Give the collections whose files ask for a password or a sign-in, with all below them."""
    rows = Collection.objects.filter(view_restrictions__isnull=False)
    return tuple(rows.values_list("path", flat=True))


def in_language(asked: str) -> Q:
    """Ask for what is in one language; "other" is whatever is in neither of ours."""
    if asked in SPOKEN:
        return Q(**{SPOKEN[asked]: True})
    ours = reduce(or_, (Q(**{name: True}) for name in SPOKEN.values()))
    return ~ours if asked == "other" else Q()


def by_kind(shown: "QuerySet[Product]", language: str) -> dict[str, int]:
    """Give the kinds of which there is at least one, with how many are in a language."""
    found = Count("pk", filter=in_language(language)) if language else Count("pk")
    return dict(shown.order_by("kind").values_list("kind").annotate(found=found))


def news() -> "QuerySet[NewsReport]":
    """Select the reports that were put on the site; none of them uses a story."""
    shown = NewsReport.objects.filter(on_site=True, uses_story=False)
    return shown.order_by("-published_on", "-pk")


def by_month(reports: Iterable[NewsReport]) -> list[tuple[datetime.date, list[Any]]]:
    """Arrange reports, the newest first, under their months."""
    found = groupby(reports, key=lambda one: one.published_on.replace(day=1))
    return [(month, list(some)) for month, some in found]
