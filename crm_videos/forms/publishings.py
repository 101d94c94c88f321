"""The forms that send a video to a platform, and that enter one which somebody put there."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm_videos.models import Publishing, Story, StoryVideo
from crm_videos.models.publishings import MOST_DESCRIPTION, MOST_TITLE
from crm_videos.publishing.links import Link, LinkRefused, read_link
from crm_videos.publishing.ordering import videos_to_send
from crm_videos.publishing.ports import accounts
from crm_videos.words import Language


def _no_brackets(text: str) -> None:
    if "<" in text or ">" in text:
        raise ValidationError(_("Write it without < and >: YouTube does not take them."))


class OrderForm(forms.Form):
    video = forms.ModelChoiceField(
        StoryVideo.objects.none(), label=gettext_lazy("Video"), empty_label=None
    )
    to = forms.ChoiceField(label=gettext_lazy("Where to"))
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=Language)
    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=MOST_TITLE, validators=[_no_brackets]
    )
    description = forms.CharField(
        label=gettext_lazy("Description"),
        max_length=MOST_DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[_no_brackets],
        help_text=gettext_lazy(
            "Everybody reads it, and what a platform has shown it may keep. No name, no place "
            "nearer than the district. A second person reads it before it becomes public."
        ),
    )

    def __init__(self, *args: Any, story: Story, **more: Any) -> None:
        super().__init__(*args, **more)
        videos: Any = self.fields["video"]
        videos.queryset = videos_to_send(story)
        to: Any = self.fields["to"]
        to.choices = [
            (f"{platform}:{account}", f"{label}: {name}")
            for platform, label in Publishing.Platform.choices
            for account, name in accounts(platform)
        ]

    def said(self) -> dict[str, Any]:
        """Give what was filled in, as ordering takes it."""
        given = dict(self.cleaned_data)
        given["platform"], _colon, given["account"] = given.pop("to").partition(":")
        return given


class LinkForm(forms.Form):
    address = forms.CharField(
        label=gettext_lazy("Address of the video"),
        max_length=300,
        help_text=gettext_lazy(
            "Open the video by itself and copy what stands in the browser, such as "
            "https://www.youtube.com/watch?v=… or https://www.facebook.com/…/videos/…"
        ),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=Language)

    link: Link

    def clean_address(self) -> str:
        """Read it; say what is wanted when it names no single video."""
        try:
            self.link = read_link(self.cleaned_data["address"])
        except LinkRefused as refused:
            raise ValidationError(str(refused)) from None
        return self.link.address
