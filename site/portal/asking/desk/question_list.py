"""The list of questions: how long each waits, where from, and never a word of it."""

import datetime
from typing import Any

import django_filters
from django.db.models import Case, IntegerField, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from foundation.bangla import UNKNOWN, figure
from foundation.moments import dhaka_day
from foundation.shown_moments import show_moment
from portal.asking.desk.policy import ANSWERS, POLICY
from portal.asking.models import AskedQuestion
from portal.asking.questions.waiting import is_overdue
from portal.asking.words import DONE, WAITING, State

SHOWN_STATES = [(one.value, one.label) for one in (*WAITING, *DONE)]


class QuestionFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=SHOWN_STATES, empty_label=_("All")
    )

    class Meta:
        model = AskedQuestion
        fields = ["state", "language"]


class QuestionList(ReportView):
    """Who has waited longest comes first, then what is answered. Nothing can be carried away."""

    page_title = _("Questions of the public")
    header_icon = "help"
    model = AskedQuestion
    filterset_class = QuestionFilterSet
    permission_policy = POLICY
    any_permission_required = frozenset({ANSWERS})
    index_url_name = "asked_questions"
    index_results_url_name = "asked_questions_results"
    default_ordering = None
    is_export = False
    paginate_by = 50

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Show the list, whatever file was asked for."""
        answer = super().dispatch(request, *args, **kwargs)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.is_export = False

    @cached_property
    def today(self) -> datetime.date:
        return dhaka_day(timezone.now())

    def get_base_queryset(self) -> Any:
        waits = Case(
            When(state__in=WAITING, then=Value(0)), default=Value(1), output_field=IntegerField()
        )
        own: Any = POLICY.instances_user_has_any_permission_for(self.request.user, {ANSWERS})
        # The words stay where they are.
        rows = own.kept(self.today).select_related("district").defer("told", "answer")
        return rows.order_by(waits, "asked_on", "pk")

    def days(self, row: AskedQuestion) -> str:
        waited = (
            row.days_waited if row.days_waited is not None else ((self.today - row.asked_on).days)
        )
        return figure(waited, get_language() or "en")

    def status(self, row: AskedQuestion) -> str:
        if is_overdue(row, self.today):
            return gettext("Overdue")
        return str(State(row.state).label)

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the number, which opens the question."""
        return [
            TitleColumn(
                "pk",
                label=_("Question"),
                accessor=str,
                get_url=lambda row: reverse("asked_question", args=[row.pk]),
            ),
            StatusTagColumn(
                "state",
                label=_("State"),
                accessor=self.status,
                primary=lambda row: is_overdue(row, self.today),
            ),
            Column("days", label=_("Days waited"), accessor=self.days),
            Column("asked_on", label=_("Asked on"), accessor=lambda row: show_moment(row.asked_on)),
            Column(
                "district",
                label=_("District"),
                accessor=lambda row: row.district.name if row.district else UNKNOWN,
            ),
            Column("language", label=_("Language"), accessor="get_language_display"),
            Column(
                "wants_call",
                label=_("Wants a call"),
                accessor=lambda row: gettext("yes") if row.wants_call else "",
            ),
            Column(
                "erase_on",
                label=_("Erased on"),
                accessor=lambda row: show_moment(row.erase_on),
            ),
        ]

    def get_list_buttons(self, row: Any) -> list[Any]:
        return []
