"""Which pages show a fact. Whoever keeps copies of pages listens to ``facts_changed``.

Wagtail's reference index knows the pages: it reads chosen facts, and the keys in texts
(:class:`portal.facts.blocks.FactTextBlock`).
"""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from django.dispatch import Signal
from wagtail.models import Page, ReferenceIndex

from portal.facts.models import Fact, FactQuerySet

# Sent with ``pages``, the keys of the public pages that show what has changed, once it is
# committed.
facts_changed = Signal()

# Who shows facts otherwise than by naming them in a page says here on which pages: given the
# keys of facts, the keys of pages.
also_showing: list[Callable[[list[int]], Iterable[int]]] = []

# What a draft alone writes on the row of its fact: nothing that a reader sees.
OF_A_DRAFT = frozenset({"latest_revision", "has_unpublished_changes"})


def pages_showing(facts: Iterable[Fact]) -> Any:
    """Select the public pages that show any of some facts, by name or in a text."""
    given = [fact.pk for fact in facts]
    keys = [str(key) for key in given]
    kinds = ContentType.objects.get_for_models(Fact, Page)
    found = ReferenceIndex.objects.filter(
        to_content_type=kinds[Fact], to_object_id__in=keys, base_content_type=kinds[Page]
    )
    numbers = {int(key) for key in found.values_list("object_id", flat=True)}
    for pages_of in also_showing:
        numbers.update(pages_of(given))
    return Page.objects.live().filter(pk__in=numbers)


def turned_grey(since: datetime.date, until: datetime.date) -> FactQuerySet:
    """Select what is overdue on the day ``until`` and was not on ``since``: no row changed then."""
    return Fact.objects.overdue(until).exclude(review_by__lt=since)


def watch_facts() -> None:
    """Send ``facts_changed`` whenever what readers see has changed."""
    post_save.connect(_saved, sender=Fact, dispatch_uid="facts_changed")
    pre_delete.connect(_deleted, sender=Fact, dispatch_uid="facts_deleted")


def _saved(
    sender: type[Fact], instance: Fact, update_fields: frozenset[str] | None = None, **_kwargs: Any
) -> None:
    if update_fields is None or not OF_A_DRAFT.issuperset(update_fields):
        _tell(instance)


def _deleted(sender: type[Fact], instance: Fact, **_kwargs: Any) -> None:
    _tell(instance)


def _tell(fact: Fact) -> None:
    pages = list(pages_showing([fact]).values_list("pk", flat=True))
    if pages:
        transaction.on_commit(lambda: facts_changed.send(Fact, pages=pages))
