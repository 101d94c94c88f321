"""The columns themselves, in Wagtail's own list of pages (a ``PageViewSet`` for every type)."""

from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from foundation.moments import dhaka_day
from foundation.shown_moments import show_moment
from portal.pages.listing.notes import Notes, notes_of
from portal.pages.sizes import in_tenths

NOTHING = Notes(None, None, None)


def notes_on(page: Any) -> Notes:
    """Give what was read for the list; nothing of a page that is not in it."""
    found: Notes = getattr(page, "listed_notes", NOTHING)
    return found


def show_other_language(page: Any) -> str:
    state = notes_on(page).other_language
    return str(state.label) if state else ""


def show_review_day(page: Any) -> Any:
    day = notes_on(page).review_by
    if day is None:
        return ""
    is_overdue = day < dhaka_day(timezone.now())
    return format_html("<strong>{}</strong>", show_moment(day)) if is_overdue else show_moment(day)


def show_weight(page: Any) -> Any:
    """Write what a first view weighs; in bold where it grew past what its kind allows."""
    kept = notes_on(page).weight
    if kept is None:
        return ""
    most = page.specific_class.budget
    is_too_much = kept.whole > most.whole or (most.text is not None and kept.text > most.text)
    words = in_tenths(kept.whole)
    return format_html("<strong>{}</strong>", words) if is_too_much else words


COLUMNS = [
    Column("other_language", label=_("Other language"), accessor=show_other_language, width="10%"),
    Column("review_by", label=_("Check again by"), accessor=show_review_day, width="10%"),
    Column("weight", label=_("Weight"), accessor=show_weight, width="8%"),
]


class NotedIndexView(ExplorableIndexView):
    """Wagtail's list of the pages below a page, with our columns before the way down."""

    base_columns = [*ExplorableIndexView.base_columns, *COLUMNS]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read the notes of the pages that are shown."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        pages = list(context["object_list"])
        notes = notes_of(pages)
        for page in pages:
            page.listed_notes = notes[page.pk]
        return context


class NotedPageViewSet(PageViewSet):
    model = Page
    index_view_class = NotedIndexView
    columns = NotedIndexView.base_columns


# After Wagtail's own viewset of pages, which it takes the place of.
@hooks.register("register_admin_viewset", order=10)
def note_pages() -> PageViewSet:
    return NotedPageViewSet()
