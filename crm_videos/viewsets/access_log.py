"""The access log in the admin: read by administrators, changed by nobody."""

from typing import Any

from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from crm_videos.columns import LabelledColumn
from crm_videos.filters import AccessFilterSet
from crm_videos.models import AccessEntry
from foundation.bangla import UNKNOWN, to_bangla_digits
from foundation.kept_rows import KeptModelViewSet
from foundation.moments import DHAKA


def _in_digits(text: str) -> str:
    return to_bangla_digits(text) if get_language() == "bn" else text


def _when(entry: AccessEntry) -> str:
    return _in_digits(date_format(localtime(entry.at, DHAKA), "j M Y, H:i:s"))


def _who(entry: AccessEntry) -> str:
    return f"{entry.username} ({entry.role or UNKNOWN})"


def _why(entry: AccessEntry) -> str:
    return f"{entry.get_reason_display()}: {entry.words}" if entry.reason else UNKNOWN


class AccessIndexView(generic.IndexView):
    def get_base_queryset(self) -> Any:
        """Read the testimonies with the entries; nothing else may be there any more."""
        return super().get_base_queryset().select_related("testimony").defer("testimony__person")

    def get_list_buttons(self, entry: AccessEntry) -> list[Any]:
        return []

    @cached_property
    def columns(self) -> list[Column]:
        """Show all of an entry: it has no page of its own."""
        return [
            Column("at", label=_("When"), accessor=_when, sort_key="number"),
            LabelledColumn("who", label=_("Who"), accessor=_who),
            LabelledColumn("outcome", label=_("What came of it"), accessor="get_outcome_display"),
            LabelledColumn("why", label=_("Reason"), accessor=_why),
            LabelledColumn(
                "testimony",
                label=_("Testimony"),
                accessor=lambda entry: entry.testimony.code if entry.testimony else UNKNOWN,
            ),
            LabelledColumn("file", label=_("Private file"), accessor="file_id"),
            LabelledColumn("view", label=_("Asked through")),
            LabelledColumn(
                "asked_range",
                label=_("Bytes asked for"),
                accessor=lambda entry: entry.asked_range or UNKNOWN,
            ),
            LabelledColumn(
                "number", label=_("Number"), accessor=lambda entry: _in_digits(str(entry.number))
            ),
        ]


class AccessLogViewSet(KeptModelViewSet):
    model = AccessEntry
    name = "access_log"
    icon = "view"
    menu_label = _("Access log")
    add_to_settings_menu = True
    inspect_view_enabled = False
    index_view_class = AccessIndexView
    filterset_class = AccessFilterSet
