"""The hotline's calls in the Wagtail admin: noting them, mending a note, bringing a list."""

from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSetGroup

from foundation.bangla import figure
from foundation.kept_rows import AllowedActionsPolicy, KeptModelViewSet
from foundation.shown_moments import show_moment
from portal.hotline_calls.forms import CallsForm
from portal.hotline_calls.models import Calls
from portal.hotline_calls.titles import public_titles, title_of
from portal.hotline_calls.views import EmptyListView, ImportCallsView

CALLS_POLICY = AllowedActionsPolicy(Calls, {"view", "add", "change", "delete", "import"})


def show_number(calls: Calls) -> str:
    """Write the number of the page."""
    return calls.page.written(get_language() or "en") if calls.page else "—"


class NotedCalls:
    """What was noted by hand; a list is mended by bringing a better one."""

    def get_queryset(self) -> QuerySet[Calls]:
        return Calls.objects.by_hand().select_related("page")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "now": timezone.now()}  # type: ignore[misc]


class CallsIndexView(generic.IndexView):
    add_item_label = _("Note calls")

    def get_base_queryset(self) -> QuerySet[Calls]:
        """Keep what was noted by hand."""
        return Calls.objects.by_hand().select_related("page")

    @cached_property
    def titles(self) -> dict[Any, str]:
        return public_titles()

    def page_of(self, calls: Calls) -> str:
        """Name the page, where the public may read its title."""
        return title_of(calls.page and calls.page.translation_key, self.titles)

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the day, which opens the note."""
        return [
            TitleColumn(
                "day",
                label=_("Day"),
                accessor=lambda row: show_moment(row.day),
                get_url=self.get_edit_url,
                sort_key="day",
            ),
            Column("number", label=_("Number of the page"), accessor=show_number),
            Column("page", label=_("Page"), accessor=self.page_of),
            Column("calls", label=_("Calls"), accessor=lambda row: _figure(row.calls)),
        ]


class NoteCallsView(NotedCalls, generic.CreateView):
    """Comes back empty, for the next caller."""

    page_title = _("Note calls")
    submit_button_label = _("Write it down")

    def get_success_url(self) -> str:
        return reverse(self.add_url_name)

    def get_success_message(self, instance: Calls) -> str:
        """Say what was noted, and of which page, so that a slip is seen at once."""
        title = title_of(instance.page and instance.page.translation_key, public_titles())
        words = ngettext(
            "%(calls)s call noted: %(page)s", "%(calls)s calls noted: %(page)s", instance.calls
        )
        return words % {"calls": _figure(instance.calls), "page": title}


class EditCallsView(NotedCalls, generic.EditView):
    pass


class DeleteCallsView(generic.DeleteView):
    def get_queryset(self) -> QuerySet[Calls]:
        """Keep what was noted by hand."""
        return Calls.objects.by_hand()


class CallsViewSet(KeptModelViewSet):
    model = Calls
    name = "hotline_calls"
    icon = "mobile-alt"
    menu_label = _("Note calls")
    absent: ClassVar[frozenset[str]] = frozenset({"usage"})
    inspect_view_enabled = False
    index_view_class = CallsIndexView
    add_view_class = NoteCallsView
    edit_view_class = EditCallsView
    delete_view_class = DeleteCallsView

    @cached_property
    def menu_url(self) -> str:
        """Lead straight to the form: somebody waits on the line."""
        return reverse(self.get_url_name("add"))

    def get_form_class(self, for_update: bool = False) -> type[CallsForm]:
        return CallsForm


class ImportMenuItem(MenuItem):
    """Shown to those who may bring a list."""

    def is_shown(self, request: Any) -> bool:
        return CALLS_POLICY.user_has_permission(request.user, "import")


class ImportCallsViewSet(ViewSet):
    name = "import_calls"
    icon = "upload"
    menu_label = _("Import calls")
    menu_item_class = ImportMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.construct_view(ImportCallsView), name="index"),
            path("template.<slug:kind>", self.construct_view(EmptyListView), name="template"),
        ]


class HotlineViewSetGroup(ModelViewSetGroup):
    menu_label = _("Hotline calls")
    menu_icon = "mobile-alt"
    menu_order = 250
    items = (CallsViewSet, ImportCallsViewSet)


def _figure(number: int) -> str:
    return figure(number, get_language() or "en")
