"""Reports on the events of one's own districts: how they are evidenced, and what stands out."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from campaigns.viewsets.own_districts import SEES
from events.columns import show_figure, show_person
from events.filters import InDistrictsOfEvents, OutlierFilterSet
from events.models import ATTENDANCE_FIELDS, Event, EventKind, EventPair, Headcount, Standing
from events.verification.evidence import Evidence, evidence_by_month
from events.verification.outliers import Logged, StandsOut, find_outliers
from foundation import bangla
from foundation.moments import DHAKA, parse_month

MONTHS = 24
A_YEAR = timedelta(days=365)
MOST_LINKS = 5


class VerifiersReport(ReportView):
    """For those who verify: it tells of colleagues, so to see events is not enough."""

    of_model = EventPair
    any_permission_required = SEES
    list_export: list[str] = []

    @cached_property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(self.of_model)

    def own_events(self) -> Any:
        """Select the events of the person's districts that the filters leave."""
        policy = policy_registry.get_by_type(Event)
        own = policy.instances_user_has_any_permission_for(self.request.user, SEES)
        return self.filter_queryset(own)

    def get_list_buttons(self, row: Any) -> list[Any]:
        return []


class EvidenceReportView(VerifiersReport):
    page_title = _("Evidence of events")
    header_icon = "check"
    filterset_class = InDistrictsOfEvents
    index_url_name = "event_evidence"
    index_results_url_name = "event_evidence_results"
    default_ordering = None

    def get_filtered_queryset(self) -> list[dict[str, Any]]:
        """Give a row a month: how many events of each step, and who came to them."""
        today = timezone.localdate(timezone=DHAKA)
        since = (today.replace(day=1) - (MONTHS - 1) * timedelta(days=30.5)).replace(day=1)
        months: dict[str, dict[str, Any]] = {}
        for row in evidence_by_month(self.own_events(), since=since):
            month = months.setdefault(
                row["month"],
                {"month": parse_month(row["month"]), "all": 0, "came": 0}
                | dict.fromkeys(Evidence.values, 0),
            )
            month[row["step"]] = row["events"]
            month["all"] += row["events"]
            month["came"] += row["attendances"]
        return [*months.values()]

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the month, which opens its events."""
        return [
            TitleColumn(
                "month",
                label=_("Month"),
                accessor=lambda row: bangla.month_name(row["month"], get_language() or "en"),
                get_url=lambda row: f"{reverse('events:index')}?month={row['month']:%Y-%m}",
            ),
            *(_figures(level.value, level.label) for level in Evidence),
            _figures("all", _("All events")),
            _figures("came", _("Attendances")),
        ]


def _figures(name: str, label: Any) -> Column:
    return Column(
        name,
        label=label,
        classname="event-figure",
        accessor=lambda row: show_figure(row[name]),
    )


class OutlierReportView(VerifiersReport):
    page_title = _("Figures to look at")
    header_icon = "warning"
    filterset_class = OutlierFilterSet
    index_url_name = "event_outliers"
    index_results_url_name = "event_outliers_results"
    template_name = "events/outliers.html"
    results_template_name = "events/outliers_results.html"

    @property
    def by_person(self) -> bool:
        return bool(self.filters) and self.filters.form["who"].value() == "person"

    def get_filtered_queryset(self) -> list[StandsOut]:
        """Look at the last year, unless the filter names other days."""
        events = self.own_events().filter(standing=Standing.COUNTED)
        if not self.request.GET.get("held_on_from"):
            events = events.filter(held_on__gte=_a_year_ago())
        who = "recorded_by" if self.by_person else "organiser"
        named = events.exclude(**({who: None} if self.by_person else {who: ""}))
        rows = named.values_list("pk", who, "kind_id", "headcount", *ATTENDANCE_FIELDS)
        found = find_outliers(
            Logged(
                id=key,
                who=str(name),
                kind=kind,
                counted=headcount in {Headcount.COUNT, Headcount.SHEET},
                figures=tuple(figures),
            )
            for key, name, kind, headcount, *figures in rows.order_by("-held_on", "-pk")
        )
        return [row for row in found if row.look_at]

    @cached_property
    def names(self) -> dict[str, str]:
        """Name the people whose events are in the report."""
        if not self.by_person:
            return {}
        people = User.objects.filter(pk__in={row.who for row in self.object_list})
        return {str(one.pk): show_person(one) for one in people}

    @cached_property
    def kinds(self) -> dict[str, str]:
        return {kind.pk: str(kind) for kind in EventKind.objects.all()}

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with who, then with what there is to look at."""
        return [
            Column(
                "who",
                label=_("Logged by") if self.by_person else _("Organiser"),
                accessor=lambda row: self.names.get(row.who, row.who),
            ),
            Column("kind", label=_("Kind"), accessor=lambda row: self.kinds.get(row.kind, "")),
            Column(
                "look_at",
                label=_("Look at this"),
                accessor=lambda row: " ".join(row.look_at),
                classname="event-why",
            ),
            _number("n", _("Events")),
            _number("median", _("Usual crowd")),
            _number("usual", _("Usual for the kind")),
            Column(
                "round_share",
                label=_("End in 0 or 5"),
                classname="event-figure",
                accessor=_share,
            ),
            _number("repeated", _("The same figures")),
            Column("far", label=_("Single events"), accessor=_links),
        ]


def _number(name: str, label: Any) -> Column:
    def read(row: StandsOut) -> str:
        number = getattr(row, name)
        return show_figure(None if number is None else round(number))

    return Column(name, label=label, classname="event-figure", accessor=read)


def _share(row: StandsOut) -> str:
    if row.round_share is None:
        return bangla.UNKNOWN
    words = _("%(n)s of 10")
    return str(words) % {"n": show_figure(round(10 * row.round_share))}


def _links(row: StandsOut) -> Any:
    return format_html_join(
        " ",
        '<a href="{}">{}</a>',
        (
            (reverse("events:inspect", args=[key]), show_figure(number))
            for number, key in enumerate(row.far[:MOST_LINKS], start=1)
        ),
    )


def _a_year_ago() -> date:
    return timezone.localdate(timezone=DHAKA) - A_YEAR
