"""News reports that use a story: each is a copy of that story, and the consent is asked.

The report is in the register of ``campaigns``, which knows no story. Here it is said which
story it was; from then on the register of copies has it, and a withdrawal opens a task.
"""

import datetime
from typing import Any, cast

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages

from campaigns.campaign_parts import Part
from campaigns.models import NewsReport
from campaigns.models.register_rows import RegisterRow
from campaigns.scope import scope_of
from campaigns.views.admin_page import AdminPage
from crm_videos.consent import newest_consent
from crm_videos.copies.registering import register_copy
from crm_videos.models import Copy, Story
from crm_videos.words import Channel, CopyKind, Language, Purpose
from foundation.moments import dhaka_day

# How the register of copies begins what it knows a report by.
REPORT = "news:"
MAY_ENTER = ("crm_videos.add_copy", "crm_videos.view_story", "campaigns.view_newsreport")
MAY_SEE = ("crm_videos.view_copy", "crm_videos.view_story")


def ref_of(report: NewsReport) -> str:
    """By this the register of copies knows a report."""
    return report.contributor


def agrees_to_media(story: Story, language: str, on: datetime.date) -> bool:
    """Ask the consent whether journalists may tell this story, in this language."""
    newest = newest_consent(story.testimony)
    if newest is None or not newest.stands(on):
        return False
    languages = [language] if language in Language.values else newest.languages
    return any(
        newest.covers(purpose=purpose, channel=Channel.JOURNALISTS, language=one)
        for purpose in Purpose
        for one in languages
    )


def told_of(report: NewsReport, reader: User, now: datetime.datetime) -> Part | None:
    """Say of a report that uses a story which one it was, to those who may see it."""
    if not report.uses_story:
        return None
    copies = Copy.objects.filter(ref=ref_of(report)).select_related("story__testimony")
    own: list[Copy] = []
    if all(map(reader.has_perm, MAY_SEE)):
        own = list(scope_of(reader).narrow(copies, by="story__testimony__place"))
    may = all(map(reader.has_perm, MAY_ENTER))
    return Part(
        "portal/clipping.html",
        {
            "copies": own,
            "is_known": copies.exists(),
            "enter": reverse("clipping", args=[report.pk]) if may else "",
        },
    )


def why_not_shown(row: RegisterRow) -> str:
    """Say against showing a report that it is registered as a copy of a story; else ""."""
    if isinstance(row, NewsReport) and Copy.objects.filter(ref=ref_of(row)).exists():
        return gettext("It is in the register of copies of a story.")
    return ""


class ClippingForm(forms.Form):
    story = forms.ModelChoiceField(Story.objects.none(), label=gettext_lazy("Story"))


class ClippingView(AdminPage, FormView):
    """Says which story a report used."""

    form_class = ClippingForm
    template_name = "portal/enter_clipping.html"
    page_title = gettext_lazy("Which story did it use?")
    header_icon = "openquote"
    section = gettext_lazy("News reports")
    section_url = reverse_lazy("news_reports:index")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the report, for those who may enter copies."""
        super().setup(request, *args, **kwargs)
        if not all(map(request.user.has_perm, MAY_ENTER)):
            raise PermissionDenied
        self.report = get_object_or_404(NewsReport, pk=kwargs["pk"], uses_story=True)

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        stories = Story.objects.filter(testimony__erased_at=None).select_related("testimony")
        own = scope_of(self.request.user).narrow(stories, by="testimony__place")
        form.fields["story"].queryset = own
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(report=self.report, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Register it, and say so when the person never agreed to it."""
        story, language = form.cleaned_data["story"], self.report.language
        register_copy(
            story,
            kind=CopyKind.OTHER,
            language=language if language in Language.values else "",
            where=self.report.link or self.report.outlet,
            ref=ref_of(self.report),
            details={"holder": self.report.outlet},
            by=cast("User", self.request.user),
            now=self.now,
        )
        if agrees_to_media(story, language, dhaka_day(timezone.now())):
            messages.success(self.request, gettext("The report is in the register of copies."))
        else:
            messages.warning(
                self.request,
                gettext(
                    "The report is in the register of copies. The person has not agreed that "
                    "media tell this story: speak with the outlet, and tell the person."
                ),
            )
        return redirect(reverse("news_reports:inspect", args=[self.report.pk]))
