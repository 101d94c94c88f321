"""The quiz of a page: all its questions, then what is right and why. Nothing of it is kept."""

from typing import Any

from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from portal.asking.anonymous_posts.door import QUIZ
from portal.asking.anonymous_posts.tokens import Token
from portal.asking.quizzes import count_answers, questions_of
from portal.asking.views.anonymous_form import FormAboutAPage
from portal.pages.models import QuizPage
from portal.pages.public import for_the_public


class QuizView(FormAboutAPage):
    form = QUIZ
    template_name = "portal/asking/quiz.html"

    def pages(self) -> Any:
        return for_the_public(QuizPage.objects.all(), now=self.now)

    def own_context(self) -> dict[str, Any]:
        asked = questions_of(self.page, self.language, self.request.POST)
        return {**super().own_context(), "asked": asked}

    def taken(self, token: Token) -> HttpResponseBase:
        asked = questions_of(self.page, self.language, self.request.POST)
        if not any(one.chosen for one in asked):
            return self.show_again(_("Choose an answer to one question at least."), same_token=True)
        count_answers(asked, token, now=self.now)
        right = sum(one.is_right for one in asked)
        return self.show(asked=asked, is_answered=True, right=right, of=len(asked))
