"""Clearing the pages of a story, what leads to them, and drafts of them."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from wagtail.admin.models import EditingSession, FormState
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, Revision

from crm_videos.erasing.addresses import remember_addresses
from crm_videos.erasing.traces import PAGE, STORY, Traces
from portal.pages.models import StoryPage


def clear_redirects(traces: Traces) -> int:
    """Delete what leads to the pages, and keep of their public addresses a keyed hash.

    The pages have to be there still: they know where they lay.
    """
    leading = Q(redirect_page__in=traces.numbers(PAGE))
    pages = StoryPage.objects.filter(pk__in=traces.numbers(PAGE))
    placed = [page.get_url_parts() for page in pages if page.first_published_at]
    public = {parts[2] for parts in placed if parts and parts[2]}
    former = set(Redirect.objects.filter(leading).values_list("old_path", flat=True))
    remember_addresses(public | former)
    paths = {Redirect.normalise_path(path) for path in public | former}
    for path in paths:
        leading |= Q(old_path=path)
        leading |= Q(redirect_link__endswith=path) | Q(redirect_link__endswith=f"{path}/")
    found = Redirect.objects.filter(leading)
    logged = ModelLogEntry.objects.filter(content_type=_type_of(Redirect))
    of_these = Q(object_id__in=[str(key) for key in found.values_list("pk", flat=True)])
    logged.filter(of_these | Q(label__in=paths)).update(label="", data={})
    return found.delete()[0]


def clear_pages(traces: Traces) -> int:
    """Delete the pages; Wagtail deletes what hangs on them.

    That is revisions, comments, steps of approval, entries of the search and of references.
    """
    pages = list(StoryPage.objects.filter(pk__in=traces.numbers(PAGE)).order_by("-path"))
    for page in pages:
        page.delete()
    return len(pages)


def clear_drafts_elsewhere(traces: Traces) -> int:
    """Delete versions of other pages in which somebody had put the story."""
    told = {"content_type": _type_of(StoryPage), "content__story__in": traces.numbers(STORY)}
    return Revision.objects.filter(**told).delete()[0]


def clear_unsaved_forms(traces: Traces) -> int:
    """Delete what the editor keeps of forms nobody saved, those of new pages included."""
    ours = {"content_type": _type_of(StoryPage)}
    forms = FormState.objects.filter(object_id__in=[*traces.ids(PAGE), ""], **ours)
    sessions = EditingSession.objects.filter(object_id__in=traces.ids(PAGE), **ours)
    return forms.delete()[0] + sessions.delete()[0]


def _type_of(model: type[Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)
