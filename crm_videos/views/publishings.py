"""The videos of one story on YouTube and Facebook: sending, making public, taking down."""

from abc import ABC, abstractmethod
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from crm_videos.forms.publishings import LinkForm, OrderForm
from crm_videos.models import PLATFORMS, Copy, Publishing
from crm_videos.publishing import ordering, ports
from crm_videos.publishing.links import enter_link
from crm_videos.publishing.ordering import MAY_MAKE_PUBLIC, MAY_ORDER, Refused, videos_to_send
from crm_videos.views.pictures import OneStory


class OfOneStory(OneStory):
    header_icon = "media"

    def list_address(self) -> str:
        return reverse("publishings:list", args=[self.story.pk])

    def person(self) -> User:
        person = self.request.user
        assert isinstance(person, User)  # noqa: S101 - the guard lets nobody else in
        return person

    def publishing(self) -> Publishing:
        rows = Publishing.objects.select_related("video__story__testimony", "copy", "ordered_by")
        return get_object_or_404(rows, pk=self.kwargs["publishing"], video__story=self.story)


class PublishingsView(OfOneStory, TemplateView):
    template_name = "crm_videos/publishings.html"
    page_title = _("On YouTube and Facebook")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add each order with its copy, what was entered by hand, and what was counted."""
        own = Publishing.objects.filter(video__story=self.story).select_related(
            "video__story__testimony", "copy", "ordered_by", "public_by"
        )
        copies = list(Copy.objects.filter(story=self.story, kind__in=PLATFORMS))
        counted = ports.counts(copies)
        rows = [(one, counted.get(one.copy_id, [])) for one in own]
        by_hand = [
            (copy, counted.get(copy.pk, []))
            for copy in copies
            if copy.pk not in {one.copy_id for one in own}
        ]
        return super().get_context_data(
            story=self.story,
            rows=rows,
            by_hand=by_hand,
            may_order=self.request.user.has_perm(MAY_ORDER),
            may_make_public=self.request.user.has_perm(MAY_MAKE_PUBLIC),
            is_connected=any(ports.accounts(name) for name in Publishing.Platform.values),
        )


class OrderView(OfOneStory, FormView):
    needs = MAY_ORDER
    form_class = OrderForm
    template_name = "crm_videos/publishing_form.html"
    page_title = _("Send a video")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "story": self.story}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether there is anything to choose; else where it comes from."""
        return super().get_context_data(
            story=self.story, is_ready=videos_to_send(self.story).exists(), **kwargs
        )

    def form_valid(self, form: OrderForm) -> HttpResponse:
        """Order it, or say why not; nothing that was filled in is lost."""
        said = form.said()
        try:
            ordering.order(said.pop("video"), **said, by=self.person(), now=self.now)
        except Refused as refused:
            for sentence in refused.sentences:
                form.add_error(None, sentence)
            return self.form_invalid(form)
        told = _("It is on its way. Nobody but us can see it before a second person says so.")
        messages.success(self.request, told)
        return redirect(self.list_address())


class LinkView(OfOneStory, FormView):
    needs = MAY_ORDER
    form_class = LinkForm
    template_name = "crm_videos/publishing_link_form.html"
    page_title = _("Enter a video that is there already")

    def form_valid(self, form: LinkForm) -> HttpResponse:
        """Register it in any case; tell what the gate has against it."""
        _copy, judged = enter_link(
            self.story, form.link, language=form.cleaned_data["language"], by=self.person(),
            now=self.now,
        )  # fmt: skip
        if judged.against:
            told = _("It is registered, and it must not be there. Take it down:")
            messages.error(self.request, f"{told} {' '.join(judged.against)}")
        else:
            messages.success(self.request, _("It is registered. A withdrawal will find it."))
        return redirect(self.list_address())


class Deciding(OfOneStory, TemplateView, ABC):
    """One decision, asked for once more."""

    http_method_names = ["get", "post"]
    done: Any = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            story=self.story, publishing=self.publishing(), back=self.list_address()
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            self.decide(self.publishing())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, self.done)
        return redirect(self.list_address())

    @abstractmethod
    def decide(self, publishing: Publishing) -> None:
        """Do what was decided. Raises :class:`Refused`."""


class PublicView(Deciding):
    needs = MAY_MAKE_PUBLIC
    template_name = "crm_videos/publishing_public.html"
    page_title = _("Make public")
    done = _("It is being made public.")

    def decide(self, publishing: Publishing) -> None:
        ordering.ask_to_make_public(publishing, by=self.person(), now=self.now)


class TakeDownView(Deciding):
    needs = MAY_ORDER
    template_name = "crm_videos/publishing_take_down.html"
    page_title = _("Take down")
    done = _("It is being taken down.")

    def decide(self, publishing: Publishing) -> None:
        ordering.ask_to_take_down(publishing, now=self.now)


class AgainView(Deciding):
    needs = MAY_ORDER
    template_name = "crm_videos/publishing_again.html"
    page_title = _("Try again")
    done = _("It is tried again.")

    def decide(self, publishing: Publishing) -> None:
        ordering.try_again(publishing, now=self.now)
