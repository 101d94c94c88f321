"""The forms of an issue: which story it quotes; why it is frozen in spite of red marks."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from crm_videos.models import Story
from portal.issues.quoting import stories_to_choose

NOT_SHOWN_ANY_MORE = _("A story that may not be quoted now")


class IssueForm(WagtailAdminModelForm):
    """Offers the stories that may be quoted now, by their public titles."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields.get("story")
        if field is None:
            return
        titles = stories_to_choose(now=timezone.now())
        # What was chosen before stays chosen, so that saving something else does not lose it.
        field.queryset = Story.objects.filter(pk__in={*titles, self.instance.story_id} - {None})
        language = get_language() or "en"
        field.label_from_instance = lambda story: _title(titles.get(story.pk, {}), language)


def _title(titles: dict[str, str], language: str) -> str:
    return titles.get(language) or next(iter(titles.values()), str(NOT_SHOWN_ANY_MORE))


class FreezeForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it goes out in spite of a red mark"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("Only where a check is red. It is kept with the version."),
    )
    erratum_bn = forms.CharField(
        label=_("What changed, in Bangla"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Everybody reads it on the issue."),
    )
    erratum_en = forms.CharField(
        label=_("What changed, in English"), widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["erratum_bn"], self.fields["erratum_en"]
