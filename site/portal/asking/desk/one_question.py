"""One question: read (a step is kept of it), taken in work, answered or referred."""

from typing import Any, cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages

from campaigns.views.admin_page import AdminPage
from events.columns import show_person
from foundation.moments import dhaka_day
from foundation.shown_moments import show_moment
from portal.asking.desk.policy import ANSWERS, POLICY
from portal.asking.forms import AnswerForm
from portal.asking.models import AskedQuestion
from portal.asking.questions.answering import (
    AnswerRefused,
    answer_question,
    open_question,
    take_in_work,
)
from portal.asking.questions.waiting import is_overdue
from portal.asking.words import Target


class AboutAQuestion(AdminPage):
    """A page of one question, for who may answer it, while its date has not come."""

    header_icon = "help"
    section = gettext_lazy("Questions of the public")
    section_url = reverse_lazy("asked_questions")

    @cached_property
    def question(self) -> AskedQuestion:
        """Find the question. Raises Http404 for one that is erased, PermissionDenied elsewhere."""
        user = self.request.user
        if not POLICY.user_has_permission(user, ANSWERS):
            raise PermissionDenied
        kept = AskedQuestion.objects.kept(dhaka_day(self.now)).select_related("district")
        question = kept.filter(pk=self.kwargs["pk"]).first()
        if question is None:
            raise Http404
        if not POLICY.user_has_permission_for_instance(user, ANSWERS, question):
            raise PermissionDenied
        return question

    @property
    def actor(self) -> User:
        return cast("User", self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let no browser keep it."""
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        answer.headers["Cache-Control"] = "no-store"
        return answer


class QuestionView(AboutAQuestion, View):
    page_title = gettext_lazy("Question of the public")
    template_name = "asking/question.html"

    def get_page_subtitle(self) -> str:
        return str(self.question)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Take it in work, or keep the answer."""
        form = AnswerForm(request.POST)
        try:
            if "take" in request.POST:
                take_in_work(self.question, by=self.actor, now=self.now)
                messages.success(request, _("The question is in work."))
                return redirect("asked_question", self.question.pk)
            if not form.is_valid():
                return self.show(form)
            target = form.cleaned_data["referred_to"]
            answer_question(
                self.question,
                form.cleaned_data["words"].strip(),
                target=Target(target) if target else None,
                by=self.actor,
                now=self.now,
            )
        except AnswerRefused as refused:
            form.is_valid()
            form.add_error(None, str(refused))
            return self.show(form)
        messages.success(request, _("The answer is kept. The person finds it with the code."))
        return redirect("asked_questions")

    def show(self, form: AnswerForm | None = None) -> HttpResponse:
        question, today = self.question, dhaka_day(self.now)
        told = open_question(question, by=self.actor, now=self.now)
        if form is None:
            form = AnswerForm(
                initial={"words": told["answer"], "referred_to": question.referred_to}
            )
        waited = question.days_waited
        context = self.get_context_data(
            question=question,
            told=told,
            form=form,
            is_overdue=is_overdue(question, today),
            days=waited if waited is not None else (today - question.asked_on).days,
            asked_on=show_moment(question.asked_on),
            erase_on=show_moment(question.erase_on),
            faq_url=reverse("asked_question_faq", args=[question.pk]),
            steps=[
                (show_moment(step.at), step.get_step_display(), show_person(step.by))
                for step in question.steps.select_related("by")
            ],
        )
        return TemplateResponse(self.request, self.template_name, context)
