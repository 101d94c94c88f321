"""The addresses of the forms, under each language.

Exempt from Django's guard, which needs a cookie; they have a door of their own.
"""

from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from portal.asking.views.helped import HelpedView
from portal.asking.views.poll import PollView
from portal.asking.views.questions import AnswerView, AskView
from portal.asking.views.quiz import QuizView

urlpatterns = [
    path("", csrf_exempt(AskView.as_view()), name="ask"),
    path("answer/", csrf_exempt(AnswerView.as_view()), name="answer"),
    path("helped/<int:page_id>/", csrf_exempt(HelpedView.as_view()), name="helped"),
    path("quiz/<int:page_id>/", csrf_exempt(QuizView.as_view()), name="quiz"),
    path("poll/<int:page_id>/", csrf_exempt(PollView.as_view()), name="poll"),
]
