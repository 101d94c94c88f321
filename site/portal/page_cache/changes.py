"""What the public sees has changed: nothing that was kept before is true any more.

Nobody has to know which page shows what. And what is not named here (the figures of the
ledger, the name of a place, a change made on another machine) is seen when a page's few
seconds are over.
"""

from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import post_page_move

from events.models import PlannedEvent
from portal.facts.models import Fact
from portal.page_cache.shelf import shelf
from portal.pages.models import Programme

SHOWN: tuple[type[models.Model], ...] = (
    Page,
    Fact,
    Programme,
    PlannedEvent,
    AbstractImage,
    AbstractDocument,
    PageViewRestriction,
    Site,
    Redirect,
)
# What a draft alone writes on the row of what is public: nothing that a reader sees.
OF_A_DRAFT = frozenset(
    {"latest_revision", "latest_revision_created_at", "has_unpublished_changes", "draft_title"}
)


def watch() -> None:
    """Forget all kept pages whenever something that they show is written."""
    post_save.connect(_saved, dispatch_uid="kept_pages_saved")
    post_delete.connect(_deleted, dispatch_uid="kept_pages_deleted")
    post_page_move.connect(_moved, dispatch_uid="kept_pages_moved")


def _saved(
    sender: type[models.Model], update_fields: frozenset[str] | None = None, **_kwargs: Any
) -> None:
    if issubclass(sender, SHOWN) and not (update_fields and OF_A_DRAFT.issuperset(update_fields)):
        forget_all()


def _deleted(sender: type[models.Model], **_kwargs: Any) -> None:
    if issubclass(sender, SHOWN):
        forget_all()


def _moved(**_kwargs: Any) -> None:
    forget_all()


def forget_all() -> None:
    """Forget when it is committed: until then the old is what is true."""
    transaction.on_commit(lambda: shelf().forget_all())
