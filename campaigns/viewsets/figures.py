"""The ledger and its words in the Wagtail admin.

Staff add and rename channels, word indicators, and state figures: one in a
form, many from a sheet. Entries, months and printed totals are records and
nobody edits them here, administrators included.
"""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.formats import date_format, number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet

from campaigns.books import last_day
from campaigns.forms.figures import ChannelForm
from campaigns.models import Channel, Control, Definition, Entry, Indicator, Month
from campaigns.views import EnterFigureView, ErrorsView, ImportSheetView, TemplateView
from foundation.kept_rows import AllowedActionsPolicy, KeptModelViewSet

FIGURE_POLICIES: dict[type[Model], AllowedActionsPolicy] = {
    Channel: AllowedActionsPolicy(Channel, {"view", "add", "change"}),
    Indicator: AllowedActionsPolicy(Indicator, {"view", "add", "change"}),
    Definition: AllowedActionsPolicy(Definition, {"view"}),
    # To add to the ledger is to state a figure, by the form or by a sheet.
    Entry: AllowedActionsPolicy(Entry, {"view", "add"}),
    # Nobody edits a month: one person begins its closing, another approves it.
    Month: AllowedActionsPolicy(Month, {"view", "close", "approve"}),
    Control: AllowedActionsPolicy(Control, {"view"}),
}


HEADLINE = MultiFieldPanel(
    [FieldPanel("counts_indicator"), FieldPanel("counts_from")],
    heading=_("Part of “persons reached”"),
    help_text=_(
        "Its figures are then added to its group's headline from this month on. The words of "
        "the headline stay as they are; the channel is named in it as a part of its own."
    ),
)
WORDS_AND_DATES = [
    FieldRowPanel([FieldPanel("label_en"), FieldPanel("label_bn")]),
    FieldRowPanel([FieldPanel("active_from"), FieldPanel("active_to")]),
    FieldPanel("sort_order"),
]


class ChannelViewSet(KeptModelViewSet):
    model = Channel
    name = "channels"
    icon = "site"
    menu_label = _("Channels")
    absent = frozenset({"delete", "usage"})
    list_display = [
        "__str__", "slug", "group", "active_from", "active_to",
        BooleanColumn("event_kind", label=_("Kind of event")),
    ]  # fmt: skip
    list_filter = ["group", "event_kind"]
    ordering = "sort_order"
    inspect_view_fields = [
        "slug", "group", "label_en", "label_bn", "event_kind", "active_from", "active_to",
    ]  # fmt: skip
    edit_handler = ObjectList(
        [
            *WORDS_AND_DATES,
            MultiFieldPanel(
                [FieldPanel(name, read_only=True) for name in ("slug", "group", "event_kind")],
                heading=_("Fixed"),
            ),
            HEADLINE,
        ],
        base_form_class=ChannelForm,
    )
    add_handler = ObjectList(
        [FieldRowPanel([FieldPanel("slug"), FieldPanel("group")]), *WORDS_AND_DATES, HEADLINE],
        base_form_class=ChannelForm,
    )

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Ask once for what is fixed afterwards: the short name and the group."""
        panel = self.add_handler.bind_to_model(Channel)
        own = {"panel": panel, "form_class": panel.get_form_class()}
        return super().get_add_view_kwargs(**{**own, **kwargs})


def _what(entry: Entry) -> str:
    """Say what an entry is about: its indicator and its channel."""
    return f"{entry.key.indicator} · {entry.key.channel}"


def _period(entry: Entry) -> str:
    """Name the month where the period is one, else its first and last day."""
    start, end = entry.key.period_start, entry.key.period_end
    if start == entry.key.month and end == last_day(start):
        return date_format(start, "YEAR_MONTH_FORMAT")
    return f"{date_format(start, 'SHORT_DATE_FORMAT')} – {date_format(end, 'SHORT_DATE_FORMAT')}"


def _said(entry: Entry) -> str:
    """Give the value, or why there is none."""
    if entry.value is None:
        return f"{entry.get_state_display()} ({entry.reason})"
    return number_format(entry.value, use_l10n=True, force_grouping=True)


class EntryIndexView(generic.IndexView):
    @cached_property
    def columns(self) -> list[Column]:
        """Lead with what is measured; it opens the entry."""
        what = TitleColumn("what", label=_("What"), accessor=_what, get_url=self.get_inspect_url)
        return [what, *ENTRY_COLUMNS]

    def get_base_queryset(self) -> Any:
        """Read what the columns show in one query."""
        return Entry.objects.select_related("key__indicator", "key__channel", "key__definition")


ENTRY_COLUMNS = [
    Column("period", label=_("Period"), accessor=_period),
    Column("said", label=_("Value"), accessor=_said),
    Column("role", label=_("Role"), accessor=lambda entry: entry.key.get_role_display()),
    Column("version", label=_("Version")),
    Column(
        "confidence", label=_("Confidence"), accessor=lambda entry: entry.get_confidence_display()
    ),
    Column(
        "booked",
        label=_("Booked in"),
        accessor=lambda entry: date_format(entry.booked_month, "YEAR_MONTH_FORMAT"),
    ),
    Column("source_ref", label=_("Source")),
    DateColumn("posted_at", label=_("Posted")),
]


class EntryViewSet(KeptModelViewSet):
    model = Entry
    name = "ledger"
    icon = "doc-full"
    menu_label = _("Ledger")
    index_view_class = EntryIndexView
    ordering = "-pk"
    list_filter = ["key__indicator", "key__channel", "key__role", "state", "booked_month"]
    inspect_view_fields = [
        "key", "version", "state", "value", "reason", "settled", "confidence", "observed_at",
        "posted_at", "booked_month", "authority", "source_ref", "payload_sha256", "run_ref",
        "actor_ref",
    ]  # fmt: skip


class ControlViewSet(KeptModelViewSet):
    model = Control
    name = "printed_totals"
    icon = "tick-inverse"
    menu_label = _("Printed totals")
    list_display = ["document", "rule_slug", "month", "basis", "value", "confidence"]
    list_filter = ["rule_slug", "basis"]
    inspect_view_fields = ["document", "rule_slug", "month", "basis", "value", "confidence"]


class PostingMenuItem(MenuItem):
    """Shown to those who may add to the ledger."""

    def is_shown(self, request: HttpRequest) -> bool:
        return FIGURE_POLICIES[Entry].user_has_permission(request.user, "add")


class EnterFigureViewSet(ViewSet):
    name = "enter_figure"
    icon = "plus"
    menu_label = _("Enter a figure")
    menu_item_class = PostingMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", self.construct_view(EnterFigureView), name="index")]


class ImportFiguresViewSet(ViewSet):
    name = "import_figures"
    icon = "upload"
    menu_label = _("Import figures")
    menu_item_class = PostingMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.construct_view(ImportSheetView), name="index"),
            path("refused/", self.construct_view(ErrorsView), name="errors"),
            path("template.<slug:kind>", self.construct_view(TemplateView), name="template"),
        ]
