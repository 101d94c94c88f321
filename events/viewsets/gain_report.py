"""The gain in knowledge by school, in one's own districts; in all, as the ledger has it."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from campaigns.quiz_gain import NO_HANDS, hands_by_district, rounded, spread_of
from campaigns.scope import Scope, scope_of
from campaigns.viewsets.own_districts import SEES
from events.columns import show_figure
from events.filters import InDistrictsAndMonthsOfEvents
from events.first_day import first_day
from events.gain_by_school import SchoolGain, gain_by_school
from events.models import Event
from foundation.bangla import UNKNOWN, in_digits_of
from foundation.carrying_away import CarriedAway
from foundation.moments import DHAKA, parse_month

HEADINGS = {
    "name": gettext_lazy("School"),
    "district": gettext_lazy("District"),
    "gain": gettext_lazy("Gain, points"),
    "percent_before": gettext_lazy("Right before, %"),
    "percent_after": gettext_lazy("Right after, %"),
    "asked_before": gettext_lazy("Hands before"),
    "asked_after": gettext_lazy("Hands after"),
    "questions": gettext_lazy("Questions"),
    "quizzes": gettext_lazy("Quizzes"),
    "measured": gettext_lazy("Measured"),
}
COUNTS = ("quizzes", "measured", "questions", "asked_before", "asked_after")


class GainReportView(CarriedAway, ReportView):
    export_permission = "events.export_event"
    page_title = gettext_lazy("Gain in knowledge")
    header_icon = "pick"
    filterset_class = InDistrictsAndMonthsOfEvents
    index_url_name = "quiz_gain"
    index_results_url_name = "quiz_gain_results"
    template_name = "events/gain_report.html"
    results_template_name = "events/gain_report_results.html"
    default_ordering = None
    any_permission_required = SEES
    list_export = list(HEADINGS)
    export_headings = HEADINGS
    export_filename = "quiz-gain"

    @cached_property
    def permission_policy(self) -> Any:
        """Show it to those who see events."""
        return policy_registry.get_by_type(Event)

    def get_filtered_queryset(self) -> list[SchoolGain]:
        own = self.permission_policy.instances_user_has_any_permission_for(self.request.user, SEES)
        return gain_by_school(self.filter_queryset(own))

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the school; what is not measured has a dash."""
        return [
            Column(
                "name",
                label=HEADINGS["name"],
                accessor=lambda row: row.name or _("Not said"),
                classname="event-why",
            ),
            Column("district", label=HEADINGS["district"]),
            *(_count(name) if name in COUNTS else _share(name) for name in [*HEADINGS][2:]),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, in_all=self._in_all())

    def get_list_buttons(self, row: Any) -> list[Any]:
        return []

    def _in_all(self) -> str:
        """Say what the ledger holds of the months and districts that are looked at."""
        asked = self.request.GET
        today = timezone.localdate(timezone=DHAKA)
        first = _month(asked.get("first", "")) or first_day()
        last = _month(asked.get("last", "")) or today
        scope = scope_of(self.request.user)
        if (district := asked.get("district", "")) and scope.holds(district):
            scope = Scope(frozenset({district}))
        hands = hands_by_district(first=first.replace(day=1), last=last.replace(day=1), scope=scope)
        whole = sum(hands.values(), NO_HANDS)
        spread = spread_of(hands.values())
        if spread is None:
            return _("Nothing was measured yet: hands have to be counted before and after.")
        words = _(
            "In all, as the books have it: %(gain)s percentage points (%(before)s %% right before, "
            "%(after)s %% after), from %(asked_before)s hands before and %(asked_after)s after, in "
            "%(quizzes)s quizzes. Districts (%(parts)s): from %(lowest)s to %(highest)s."
        )
        return words % {
            "gain": _say(rounded(whole.gain), sign=True),
            "before": _say(rounded(whole.before and 100 * whole.before)),
            "after": _say(rounded(whole.after and 100 * whole.after)),
            "asked_before": show_figure(whole.asked_before),
            "asked_after": show_figure(whole.asked_after),
            "quizzes": show_figure(whole.quizzes),
            "parts": show_figure(spread.parts),
            "lowest": _say(rounded(spread.lowest), sign=True),
            "highest": _say(rounded(spread.highest), sign=True),
        }


def _month(text: str) -> datetime.date | None:
    try:
        return parse_month(text)
    except ValueError:
        return None


def _say(number: float | None, *, sign: bool = False) -> str:
    if number is None:
        return UNKNOWN
    return in_digits_of(f"{number:+.1f}" if sign else f"{number:.1f}", get_language() or "en")


def _count(name: str) -> Column:
    return Column(
        name,
        label=HEADINGS[name],
        classname="event-figure",
        accessor=lambda row: show_figure(getattr(row, name)),
    )


def _share(name: str) -> Column:
    return Column(
        name,
        label=HEADINGS[name],
        classname="event-figure",
        accessor=lambda row: _say(getattr(row, name), sign=name == "gain"),
    )
