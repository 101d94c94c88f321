"""The register of news reports in the Wagtail admin."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn

from campaigns.campaign_parts import OF_NEWS
from campaigns.forms.registers import NewsReportForm
from campaigns.models import NewsReport
from campaigns.viewsets.registers import (
    RegisterIndexView,
    RegisterInspectView,
    RegisterViewSet,
)
from foundation import bangla
from foundation.shown_moments import show_moment

HEADINGS = {
    "uid": _("Number"),
    "published_on": _("Date"),
    "outlet": _("Outlet"),
    "medium": _("Medium"),
    "headline": _("Headline"),
    "language": _("Language"),
    "link": _("Link"),
    "tone": _("Tone"),
    "campaign": _("Campaign"),
    "uses_story": _("Uses a story"),
    "on_site": _("On the site"),
    "counted": _("Counted by itself"),
}

CHOSEN_BY = ("language", "medium", "tone", "campaign", "uses_story", "on_site")


def facts_about(report: NewsReport) -> list[tuple[Any, Any]]:
    """Give what is known of a report, each with its label."""
    return [
        (_("Date"), show_moment(report.published_on)),
        (_("Outlet"), f"{report.outlet} ({report.get_medium_display()})"),
        (_("Language"), report.get_language_display()),
        (_("Link"), report.link or bangla.UNKNOWN),
        (_("Tone"), report.get_tone_display()),
        (_("Campaign"), report.campaign),
        (_("File"), report.document or bangla.UNKNOWN),
    ]


class NewsReportIndexView(RegisterIndexView):
    add_item_label = _("Write down a report")
    export_permission = "campaigns.export_newsreport"

    def get_base_queryset(self) -> Any:
        """Read the campaigns with the reports."""
        return NewsReport.objects.select_related("campaign")

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the headline, which opens the report."""
        return [
            TitleColumn(
                "headline", label=HEADINGS["headline"], get_url=self.get_inspect_url,
                sort_key="headline",
            ),
            Column(
                "outlet", label=HEADINGS["outlet"], sort_key="outlet", classname="campaign-wide"
            ),
            Column(
                "published_on", label=HEADINGS["published_on"], sort_key="published_on",
                accessor=lambda one: show_moment(one.published_on),
            ),
            Column("language", label=HEADINGS["language"], accessor="get_language_display"),
            Column("tone", label=HEADINGS["tone"], accessor="get_tone_display", sort_key="tone"),
            BooleanColumn("uses_story", label=HEADINGS["uses_story"]),
            BooleanColumn("on_site", label=HEADINGS["on_site"], sort_key="on_site"),
        ]  # fmt: skip

    def to_row_dict(self, report: NewsReport) -> dict[str, Any]:
        plain = ("published_on", "outlet", "uses_story", "on_site")
        return {
            **{name: getattr(report, name) for name in plain},
            "uid": str(report.uid),
            # A headline and a link lead to the person whose story it is; a file goes anywhere.
            "headline": "" if report.uses_story else report.headline,
            "link": "" if report.uses_story else report.link,
            "medium": str(report.get_medium_display()),
            "language": str(report.get_language_display()),
            "tone": str(report.get_tone_display()),
            "campaign": report.campaign_id,
            "counted": not report.in_a_printed_figure,
        }


class NewsReportInspectView(RegisterInspectView):
    template_name = "campaigns/register_row.html"
    page_title = _("News report")
    facts_of = staticmethod(facts_about)
    hook = OF_NEWS


class NewsReportViewSet(RegisterViewSet):
    model = NewsReport
    name = "news_reports"
    icon = "doc-empty"
    menu_label = _("News reports")
    menu_name = "news-register"
    index_view_class = NewsReportIndexView
    inspect_view_class = NewsReportInspectView
    inspect_template_name = NewsReportInspectView.template_name
    list_filter = {
        **{name: ["exact"] for name in CHOSEN_BY},
        "published_on": ["gte", "lte"],
    }
    ordering = ["-published_on"]
    search_fields = ["outlet", "headline"]
    list_export = list(HEADINGS)
    export_headings = HEADINGS
    export_filename = "news-reports"
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("published_on"), FieldPanel("outlet")]),
            FieldRowPanel([FieldPanel("medium"), FieldPanel("language")]),
            FieldPanel("headline"),
            FieldPanel("link"),
            FieldPanel("tone"),
            FieldPanel("campaign"),
            MultiFieldPanel(
                [FieldPanel("uses_story"), FieldPanel("document")], heading=_("Story and scan")
            ),
            FieldPanel("in_a_printed_figure"),
        ],
        base_form_class=NewsReportForm,
    )
