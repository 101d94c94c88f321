"""The page editor's forms."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.models import WagtailAdminModelForm

from campaigns.scope import scope_of
from crm_videos.models import PictureSize, Story, StoryPicture, StoryVideo
from portal.pages.own_addresses import TAKEN, is_taken
from portal.pages.story_content import hindrances_of
from portal.pages.video_choice import poster_size, video_choice
from portal.pages.weight.stop import excess
from portal.pages.weight.weighing import weigh

# Of the small copies and the poster together: the page itself needs the rest of its 60 KB.
MOST_SHOWN_BYTES = 48_000


class SitePageForm(WagtailAdminPageForm):
    """Lets an editor leave the address empty; the page then makes its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> Any:
        """Refuse an address at which the site itself answers; Wagtail asks of pages alone."""
        cleaned = super().clean()
        if is_taken(self.cleaned_data.get("slug", ""), self.parent_page):
            self.add_error("slug", TAKEN)
        return cleaned


class StoryPageForm(SitePageForm):
    """Offers the stories of the writer's districts; says why a story cannot be published."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "story" in self.fields:
            # The list would else be a chooser of all stories, open to whoever may write a page.
            self.fields["story"].queryset = stories_for(self.for_user)
        own = stories_for(self.for_user).filter(pk=self.instance.story_id)
        if "pictures" in self.formsets:
            offered = StoryPicture.objects.here().filter(story__in=own)
            self.formsets["pictures"].form_kwargs["offered"] = offered
        if "video" in self.fields:
            videos = StoryVideo.objects.here().with_files().filter(story__in=own)
            self.fields["video"] = video_choice(
                videos, self.instance.story_id, help_text=self.fields["video"].help_text
            )

    def is_valid(self) -> bool:
        """Ask the gate about what is to be published, the pictures of the form among it."""
        if super().is_valid() and self._is_too_heavy():
            self.add_error(
                "video",
                _("With this video the page is too heavy for a weak network. Take a picture away."),
            )
        if super().is_valid() and "action-publish" in self.data and self.instance.pk:
            self.formsets["pictures"].save(commit=False)
            against = hindrances_of(self.instance, now=timezone.now())
            for sentence in against or excess(weigh(self.instance)):
                self.add_error(None, sentence)
        return super().is_valid()

    def _is_too_heavy(self) -> bool:
        """Say whether video and pictures weigh more than pictures alone may at first sight."""
        poster = poster_size(self.cleaned_data.get("video"))
        if not poster or "pictures" not in self.formsets:
            return False
        kept = [form for form in self.formsets["pictures"].forms if _is_kept(form)]
        weight = poster + sum(form.cleaned_data["picture"].small.size for form in kept)
        return len(kept) > 0 and weight > MOST_SHOWN_BYTES


def _is_kept(form: Any) -> bool:
    return bool(form.cleaned_data.get("picture")) and not form.cleaned_data.get("DELETE")


class PictureChoice(forms.ModelChoiceField):
    """Shows the pictures themselves, with what was declared of each."""

    widget = forms.RadioSelect

    def label_from_instance(self, picture: Any) -> SafeString:
        """Show the small copy."""
        address = reverse(
            "story_pictures:copy", args=[picture.story_id, picture.pk, PictureSize.SMALL]
        )
        return format_html(
            '<img src="{}" width="120" alt="" loading="lazy" style="margin-right:1em">{} ({})',
            *(address, picture, picture.get_shows_display() or _("nobody has said what it shows")),
        )


class StoryPagePictureForm(WagtailAdminModelForm):
    """Offers the pictures of one story, and no others."""

    class Meta:
        # A draft may lack the words; the gate asks for them.
        defer_required_on_fields = ["alt"]

    def __init__(self, *args: Any, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["picture"] = PictureChoice(
            offered, empty_label=None, label=_("Picture"), blank=False
        )


def stories_for(person: Any) -> Any:
    """Select the stories that a person may know of."""
    if person is None or not person.has_perm("crm_videos.view_story"):
        return Story.objects.none()
    rows = Story.objects.filter(testimony__erased_at=None).select_related("testimony")
    return scope_of(person).narrow(rows, by="testimony__place")
