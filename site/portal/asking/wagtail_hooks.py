"""What asking the public adds to the Wagtail admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from events.viewsets.report_menu import menu_item_of
from portal.asking.desk.faq_draft import FaqDraftView
from portal.asking.desk.helped_report import HelpedReport
from portal.asking.desk.one_question import QuestionView
from portal.asking.desk.policy import ANSWERS, POLICY
from portal.asking.desk.polls import PollViewSet
from portal.asking.desk.question_list import QuestionList
from portal.asking.desk.quiz_report import QuizReport


@hooks.register("register_admin_viewset")
def register_polls() -> ViewSet:
    return PollViewSet()


@hooks.register("register_admin_urls")
def register_screens() -> list[URLPattern]:
    lists: list[tuple[str, Any]] = [
        ("asked-questions/", QuestionList),
        ("reports/helped/", HelpedReport),
        ("reports/public-quiz/", QuizReport),
    ]
    return [
        *(path(at, view.as_view(), name=view.index_url_name) for at, view in lists),
        *(
            path(f"{at}results/", view.as_view(results_only=True), name=view.index_results_url_name)
            for at, view in lists
        ),
        path("asked-questions/<int:pk>/", QuestionView.as_view(), name="asked_question"),
        path("asked-questions/<int:pk>/faq/", FaqDraftView.as_view(), name="asked_question_faq"),
    ]


@hooks.register("register_reports_menu_item")
def lead_to_helped() -> MenuItem:
    return menu_item_of(HelpedReport)


@hooks.register("register_reports_menu_item")
def lead_to_quiz() -> MenuItem:
    return menu_item_of(QuizReport)


class QuestionsMenuItem(MenuItem):
    """Shown to those who answer."""

    def is_shown(self, request: HttpRequest) -> bool:
        may: bool = POLICY.user_has_permission(request.user, ANSWERS)
        return may


@hooks.register("register_admin_menu_item")
def lead_to_questions() -> MenuItem:
    return QuestionsMenuItem(
        QuestionList.page_title,
        reverse("asked_questions"),
        name="asked-questions",
        icon_name="help",
        order=245,
    )
