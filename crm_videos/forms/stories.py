"""The facts of a story; only testimonies of the writer's districts can be told."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from campaigns.models import Campaign
from campaigns.scope import scope_of
from crm_videos.consent import newest_consent
from crm_videos.identity import shows_more
from crm_videos.models import Story, Testimony


class StoryForm(WagtailAdminModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "testimony" in self.fields:
            told = scope_of(self.for_user).narrow(Testimony.objects.filter(erased_at=None))
            self.fields["testimony"].queryset = told
        if "campaign" in self.fields:
            offered = Campaign.objects.to_choose(self.instance.campaign_id)
            # Without one the field is simply empty.
            self.fields["campaign"].queryset = offered.named()

    def clean(self) -> dict[str, Any]:
        """Say at once that more is shown than the person agreed to; the gate would too."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        testimony, level = cleaned.get("testimony"), cleaned.get("identity_level")
        last = newest_consent(testimony) if testimony else None
        if last and level and shows_more(level, last.identity_level):
            self.add_error(
                "identity_level", _("The story shows more of the person than they agreed to.")
            )
        return cleaned

    def save(self, commit: bool = True) -> Story:
        """Note who recorded it."""
        if self.instance._state.adding:
            self.instance.recorded_by, self.instance.recorded_at = self.for_user, timezone.now()
        story: Story = super().save(commit=commit)
        return story
