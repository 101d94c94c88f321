"""How the questions of the bank were answered on the site, question by question.

It is no gain in knowledge: nobody was asked before and after, and who answers chose to.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, Sum
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters import DateFromToRangeFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from events.models import Question
from foundation.bangla import figure
from portal.asking.desk.shares import in_percent, share_of
from portal.asking.models import QuizAnswersOfADay


class QuizFilterSet(WagtailFilterSet):
    day = DateFromToRangeFilter(label=_("Day"), widget=DateRangePickerWidget)

    class Meta:
        model = QuizAnswersOfADay
        fields = ["day"]


@dataclass(frozen=True, slots=True)
class Answered:
    """How often a question was answered, and rightly."""

    question: Question
    all: int
    right: int

    @property
    def share(self) -> int | None:
        return share_of(self.right, self.all)


def answered_by_question(rows: Any) -> list[Answered]:
    """Add days up; the question that most get wrong first."""
    right = Sum("count", filter=Q(answer=F("question__right")), default=0)
    sums = rows.order_by().values("question").annotate(all=Sum("count"), right=right)
    bank = Question.objects.in_bulk([row["question"] for row in sums])
    every = [Answered(bank[row["question"]], row["all"], row["right"]) for row in sums]
    return sorted(every, key=lambda one: (one.right / one.all, one.question.pk))


class QuizReport(ReportView):
    page_title = _("Answers to the public quiz")
    header_icon = "pick"
    model = QuizAnswersOfADay
    filterset_class = QuizFilterSet
    permission_policy = ModelPermissionPolicy(QuizAnswersOfADay)
    any_permission_required = frozenset({"view"})
    index_url_name = "quiz_report"
    index_results_url_name = "quiz_report_results"
    default_ordering = None
    paginate_by = 50

    def get_filtered_queryset(self) -> Any:
        return answered_by_question(self.filter_queryset(QuizAnswersOfADay.objects.all()))

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the question; a share has its n beside it."""
        reader = get_language() or "en"

        return [
            Column("question", label=_("Question"), accessor=lambda row: str(row.question)),
            Column("share", label=_("Right"), accessor=lambda row: in_percent(row.share, reader)),
            Column("n", label=_("Answers"), accessor=lambda row: figure(row.all, reader)),
        ]

    def get_list_buttons(self, row: Any) -> list[Any]:
        return []
