"""Telling whoever keeps copies of pages that the directory has changed; and the search index.

A centre of the register is a service from the moment when it is entered there.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.search import index

from campaigns.models import RSC, ServedDistrict
from portal.directory.models import KindOfService, Service, ServiceFact
from portal.directory.words import RSC_KIND
from portal.facts.showing import also_showing, facts_changed

WATCHED = (Service, ServiceFact, KindOfService, RSC, ServedDistrict)


def watch() -> None:
    """Begin to listen; the signals are told apart by name, so twice is once."""
    post_save.connect(_make_service, sender=RSC, dispatch_uid="directory_service_of_rsc")
    for model in WATCHED:
        uid = f"directory_{model.__name__}"
        post_save.connect(_changed, sender=model, dispatch_uid=f"{uid}_saved")
        post_delete.connect(_changed, sender=model, dispatch_uid=f"{uid}_deleted")
    if pages_with not in also_showing:
        also_showing.append(pages_with)


def pages_with(facts: list[int]) -> Iterable[int]:
    """Give the directory's pages, where any of some facts is told of a service."""
    told = ServiceFact.objects.filter(fact__in=facts).exists()
    if not told and not KindOfService.objects.filter(about__in=facts).exists():
        return []
    return _pages().values_list("pk", flat=True)


def _make_service(sender: type[RSC], instance: RSC, raw: bool = False, **_kwargs: Any) -> None:
    if raw:
        return
    kind = KindOfService.objects.filter(pk=RSC_KIND).first()
    if kind:
        Service.objects.get_or_create(rsc=instance, defaults={"kind": kind})


def _changed(sender: Any, **_kwargs: Any) -> None:
    transaction.on_commit(_tell)


def _tell() -> None:
    """Send the signal of changed facts for the directory's pages, and index them anew."""
    pages = list(_pages().specific())
    if pages:
        facts_changed.send(Service, pages=[page.pk for page in pages])
        for page in pages:
            index.insert_or_update_object(page)


def _pages() -> Any:
    model = apps.get_model("pages", "DirectoryPage")
    return Page.objects.live().filter(pk__in=model._default_manager.values("pk"))
