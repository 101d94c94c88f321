"""The page editor's forms."""

from typing import Any

from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm

from campaigns.scope import scope_of
from crm_videos.models import Story
from portal.pages.story_content import verdict_of


class SitePageForm(WagtailAdminPageForm):
    """Lets an editor leave the address empty; the page then makes its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False


class StoryPageForm(SitePageForm):
    """Offers the stories of the writer's districts; says why a story cannot be published."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "story" in self.fields:
            # The list would else be a chooser of all stories, open to whoever may write a page.
            self.fields["story"].queryset = stories_for(self.for_user)

    def _post_clean(self) -> None:
        super()._post_clean()
        if "action-publish" in self.data and self.instance.pk and not self.errors:
            for sentence in verdict_of(self.instance, now=timezone.now()).words:
                self.add_error(None, sentence)


def stories_for(person: Any) -> Any:
    """Select the stories that a person may know of."""
    if person is None or not person.has_perm("crm_videos.view_story"):
        return Story.objects.none()
    rows = Story.objects.select_related("testimony")
    return scope_of(person).narrow(rows, by="testimony__place")
