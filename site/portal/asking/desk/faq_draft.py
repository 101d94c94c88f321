"""A question that many may have, as a draft for the page of questions.

Nothing is taken over from what the person wrote: staff write it anew, in general words. The
identity lint reads both texts; what it is sure of stops the draft, the rest is shown. The
draft goes the way of every page: somebody approves it, or it stays one.
"""

from collections.abc import Iterable
from html import escape
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages

from crm_videos.identity import IdentityLevel
from crm_videos.identity_lint import Finding, Text, find_identifiers
from crm_videos.places_known import place_index
from portal.asking.desk.one_question import AboutAQuestion
from portal.asking.forms import FaqDraftForm
from portal.pages.models import FaqPage


def what_names_somebody(question: str, answer: str) -> list[Finding]:
    """Find what could lead to a person, as for a story that is told in text alone."""
    texts = [Text("question", question), Text("answer", answer)]
    return find_identifiers(texts, level=IdentityLevel.TEXT_ONLY, places=place_index())


class FaqDraftView(AboutAQuestion, View):
    page_title = gettext_lazy("Draft for the questions and answers")
    template_name = "asking/faq_draft.html"

    def get_page_subtitle(self) -> str:
        return str(self.question)

    def pages(self) -> list[FaqPage]:
        """Give the pages of questions in the question's language that this person may write."""
        found = FaqPage.objects.filter(locale__language_code=self.question.language)
        user = self.request.user
        return [page for page in found if page.permissions_for_user(user).can_edit()]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(FaqDraftForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Look the words through, and make the draft."""
        form = FaqDraftForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        page = next((one for one in self.pages() if str(one.pk) == request.POST.get("page")), None)
        if page is None:
            form.add_error(None, _("Choose a page that you may write."))
            return self.show(form)
        found = what_names_somebody(form.cleaned_data["question"], form.cleaned_data["answer"])
        if any(one.blocks for one in found):
            form.add_error(None, _("This could tell who is meant. Write it in general words."))
            return self.show(form, found)
        if found and "looked" not in request.POST:
            form.add_error(None, _("Look at what is marked, then press the button once more."))
            return self.show(form, found)
        add_draft(page, form.cleaned_data["question"], form.cleaned_data["answer"], request.user)
        messages.success(request, _("The draft is on the page. It is public once it is approved."))
        return redirect("wagtailadmin_pages:edit", page.pk)

    def show(self, form: FaqDraftForm, found: Iterable[Finding] = ()) -> HttpResponse:
        context = self.get_context_data(
            question=self.question,
            form=form,
            pages=self.pages(),
            found=list(found),
            back=reverse("asked_question", args=[self.question.pk]),
        )
        return TemplateResponse(self.request, self.template_name, context)


def add_draft(page: FaqPage, question: str, answer: str, user: Any) -> None:
    """Put a question below the others in the newest draft of a page."""
    draft = page.get_latest_revision_as_object()
    raw = draft.questions.get_prep_value()
    paragraphs = "".join(f"<p>{escape(one)}</p>" for one in answer.splitlines() if one.strip())
    value = {"question": question, "answer": paragraphs}
    block = {"type": "question", "value": value, "id": str(uuid4())}
    field = draft._meta.get_field("questions")
    draft.questions = field.to_python([*raw, block])
    draft.save_revision(user=user, log_action=True)
