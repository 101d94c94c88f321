"""The videos of one story, for those who work at it: asking for one, looking at it, removing it."""

from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from crm_videos.consent import newest_consent
from crm_videos.forms.videos import OrderForm, WatchedForm
from crm_videos.models import Recording, StoryVideo
from crm_videos.videos.ordering import NotOrdered, consent_stands, order_video
from crm_videos.videos.removing import remove_video
from crm_videos.videos.watching import NotWatched, declare, page_given, watched_rendition
from crm_videos.views.pictures import MAY_CHANGE
from crm_videos.views.video_files import OneVideo
from crm_videos.views.videos_in_words import recording_in_words, video_in_words
from crm_videos.words import Medium


class VideosPage(OneVideo):
    """What the pages about videos share."""

    @property
    def actor(self) -> User:
        person = self.request.user
        assert isinstance(person, User)  # noqa: S101 - the guard lets nobody else in
        return person

    def list_address(self) -> str:
        return reverse("story_videos:list", args=[self.story.pk])


class VideosView(VideosPage, TemplateView):
    template_name = "crm_videos/videos.html"
    page_title = _("Videos")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the recordings, and the videos with how far they are."""
        stands = consent_stands(self.story.testimony, self.now)
        videos = self.story.videos.here().select_related("watched_by", "ordered_by", "recording")
        shown = [
            video_in_words(one)
            for one in videos.prefetch_related("renditions__file", "captions").order_by(
                "-ordered_at"
            )
        ]
        own = Recording.objects.here().filter(testimony=self.story.testimony_id)
        return super().get_context_data(
            story=self.story,
            consent=newest_consent(self.story.testimony) if stands else None,
            videos=shown if stands else (),
            waits=any(one.waits for one in shown),
            recordings=[recording_in_words(one) for one in own.exclude(medium=Medium.TEXT)],
            may_change=self.request.user.has_perm(MAY_CHANGE),
        )


class OrderVideoView(VideosPage, FormView):
    needs = MAY_CHANGE
    form_class = OrderForm
    template_name = "crm_videos/order_video.html"
    page_title = _("Make a video")

    @cached_property
    def recording(self) -> Recording:
        self.demand_consent()
        own = Recording.objects.here().filter(testimony=self.story.testimony_id)
        told = own.exclude(medium=Medium.TEXT).select_related("file")
        return get_object_or_404(told, pk=self.kwargs["recording"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "recording": self.recording}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the recording is."""
        return super().get_context_data(
            story=self.story,
            recording=recording_in_words(self.recording),
            consent=newest_consent(self.story.testimony),
            back=self.list_address(),
            **kwargs,
        )

    def form_valid(self, form: OrderForm) -> HttpResponse:
        """Ask for it, or say why not; nothing that was filled in is lost."""
        wanted = form.wanted()
        try:
            order_video(self.story, self.recording, by=self.actor, now=self.now, **wanted)
        except NotOrdered as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, _("The video is being made. Then look at all of it."))
        return redirect(self.list_address())


class WatchView(VideosPage, FormView):
    """The whole result, and the form that says what it shows."""

    form_class = WatchedForm
    template_name = "crm_videos/watch_video.html"
    page_title = _("Look at a video")

    @cached_property
    def one(self) -> StoryVideo:
        return self.video()

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "hiding": self.one.hiding}

    def get_initial(self) -> dict[str, Any]:
        return {"token": page_given(self.one, to=self.actor, now=self.now)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the file that is to be looked at."""
        return super().get_context_data(
            story=self.story,
            video=self.one,
            shown=video_in_words(self.one),
            rendition=watched_rendition(self.one),
            may_change=self.request.user.has_perm(MAY_CHANGE),
            back=self.list_address(),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for the permission to change: seeing alone says nothing."""
        if not request.user.has_perm(MAY_CHANGE):
            return self.get(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: WatchedForm) -> HttpResponse:
        """Keep what was said, or say why not."""
        token = form.cleaned_data["token"]
        try:
            declare(self.one, form.said(), token, by=self.actor, now=self.now)
        except NotWatched as refused:
            form.add_error("whole", str(refused))
            return self.form_invalid(form)
        messages.success(self.request, _("It is written down what the video shows."))
        return redirect(self.list_address())


class RemoveVideoView(VideosPage, TemplateView):
    needs = MAY_CHANGE
    template_name = "crm_videos/remove_video.html"
    page_title = _("Remove a video")
    http_method_names = ["get", "post"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            story=self.story, video=video_in_words(self.video()), back=self.list_address()
        )

    def post(self, request: HttpRequest, story: int, video: UUID) -> HttpResponse:
        """Erase it. A video may also go when the consent does."""
        own = self.story.videos.here().select_related("story")
        remove_video(get_object_or_404(own, pk=video), now=self.now)
        messages.success(request, _("The video is erased, with its captions."))
        return redirect(self.list_address())
