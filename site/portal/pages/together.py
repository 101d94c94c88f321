"""Publishing a page in all its languages at once, where typed numbers have changed in each."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page

from portal.pages.models import SitePage
from portal.pages.refusal import PageRefused


@transaction.atomic
def publish_together(pages: list[Any], *, by: Any) -> None:
    """Publish the newest drafts of some pages, all or none.

    Raises :class:`PageRefused` where they disagree, or one is too heavy. Nobody sees the moment
    in which they are down: it is inside the transaction.
    """
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(live=False)
    for page in pages:
        newest = page.get_latest_revision() or page.save_revision(user=by, clean=False)
        newest.publish(user=by)


def all_languages(page: Any) -> list[Any]:
    """Give a page and its translations that are public or have been."""
    others = page.get_translations().filter(alias_of=None).exclude(first_published_at=None)
    return [page, *others.specific()]


@require_http_methods(["GET", "HEAD", "POST"])
def together(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask, and then publish, for whoever may publish each of the pages."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, SitePage):
        raise PermissionDenied
    pages = all_languages(page)
    if not all(one.permissions_for_user(request.user).can_publish() for one in pages):
        raise PermissionDenied
    drafts = [one.get_latest_revision_as_object() for one in pages]
    if request.method == "POST":
        if any(one.go_live_at and one.go_live_at > timezone.now() for one in drafts):
            messages.error(request, _("One of them has a date to go live: take it away first."))
        else:
            _publish(request, pages)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return TemplateResponse(request, "portal/pages/publish_together.html", {"drafts": drafts})


def _publish(request: HttpRequest, pages: list[Any]) -> None:
    try:
        publish_together(pages, by=request.user)
    except PageRefused as refused:
        for sentence in refused.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, _("All language versions are published."))
