"""Sounds in the Wagtail admin: brought or recorded with a phone, made anew, chosen on pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.pages.models.sound import Sound
from portal.pages.sizes import in_bytes, in_minutes
from portal.stock_files.sounds import MOST_BYTES, light_sound


class SoundForm(WagtailAdminModelForm):
    """Takes a file once; afterwards only the name can be changed."""

    brought = forms.FileField(
        label=_("Sound"),
        # Without ``capture`` a phone offers both: to record now, and to choose a file.
        widget=forms.ClearableFileInput(attrs={"accept": "audio/*"}),
        help_text=_(
            "Choose a file, or on a phone record it now: at most 15 minutes. It is made anew, "
            "light enough for a weak network. Never the voice of a person of a story."
        ),
    )

    class Meta:
        model = Sound
        fields = ["title", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # Pages are published by two people; what they play does not change behind them.
            del self.fields["brought"]
            self.fields["language"].disabled = True

    def clean_brought(self) -> Any:
        """Make it anew, or say why it is not taken."""
        sent = self.cleaned_data["brought"]
        return light_sound(sent.read(MOST_BYTES + 1))

    def save(self, commit: bool = True) -> Any:
        """Keep what was made with the row."""
        if made := self.cleaned_data.get("brought"):
            self.instance.hold(made)
        return super().save(commit)


class SoundViewSet(SnippetViewSet):
    model = Sound
    icon = "media"
    menu_label = _("Sounds")
    menu_order = 245
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = [
        "title",
        Column("language", label=_("Language"), accessor="get_language_display"),
        Column("length", label=_("Length"), accessor=lambda one: in_minutes(one.seconds)),
        Column("size", label=_("Weight"), accessor=lambda one: in_bytes(one.size)),
    ]
    panels = [FieldPanel("title"), FieldPanel("language"), FieldPanel("brought")]

    def get_form_class(self, for_update: bool = False) -> Any:
        """Use the form that makes the sound."""
        return SoundForm


register_snippet(SoundViewSet)
