"""Which number a page has, for its foot."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils import timezone
from wagtail.models import Page

from portal.hotline_calls.models import PageNumber


def number_the_page(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Draw the number of a page that has become public."""
    PageNumber.objects.of(instance, now=timezone.now())


def number_of(page: Any) -> PageNumber | None:
    """Give the number of a page that is or was public."""
    key = getattr(page, "translation_key", None)
    try:
        return _drawn(key) if key else None
    except PageNumber.DoesNotExist:
        return None


# A number never changes, so each process asks once; that there is none yet is not remembered.
@lru_cache(maxsize=4096)
def _drawn(key: UUID) -> PageNumber:
    return PageNumber.objects.get(translation_key=key)
