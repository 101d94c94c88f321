"""Asking a question, and looking for its answer with the code.

Both are posts: no address, no history and no log of a server has a word of it.
"""

from typing import Any

from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from foundation.moments import dhaka_day
from portal.asking.anonymous_posts.door import ANSWER, QUESTION
from portal.asking.anonymous_posts.tokens import Token
from portal.asking.forms import QuestionForm
from portal.asking.questions.asking import ask, find, take_back
from portal.asking.questions.codes import grouped
from portal.asking.questions.erasing import AFTER_ANSWER, AT_MOST
from portal.asking.questions.waiting import days_waited
from portal.asking.views.anonymous_form import AnonymousForm

DATES = {"after_answer": AFTER_ANSWER.days, "at_most": AT_MOST.days}
NONE_FOUND = _(
    "There is no question with this code. Look whether all twelve digits are right. "
    "It may also be erased."
)


class AskView(AnonymousForm):
    form = QUESTION
    template_name = "portal/asking/ask.html"

    def own_context(self) -> dict[str, Any]:
        given = QuestionForm(self.request.POST or None)
        return {"form": given, "waited": days_waited(dhaka_day(self.now)), **DATES}

    def taken(self, token: Token) -> HttpResponseBase:
        given = QuestionForm(self.request.POST)
        if not given.is_valid():
            problem = _("Something is missing. What you wrote is still here.")
            return self.show_again(problem, form=given, same_token=True)
        code = ask(given.asked(self.language), token, now=self.now)
        return self.show(code=grouped(code), by_phone=given.wants_call, form=QuestionForm())


class AnswerView(AnonymousForm):
    form = ANSWER
    template_name = "portal/asking/answer.html"

    def own_context(self) -> dict[str, Any]:
        return DATES

    def taken(self, token: Token) -> HttpResponseBase:
        typed = self.request.POST.get("code", "")[:40]
        question = find(typed, now=self.now)
        if question is None:
            return self.show_again(NONE_FOUND, typed=typed)
        if "erase" in self.request.POST:
            take_back(question, now=self.now)
            return self.show(is_erased=True)
        return self.show(
            question=question,
            typed=typed,
            days=(dhaka_day(self.now) - question.asked_on).days,
            answer=question.answer.open().get("words", ""),
        )
