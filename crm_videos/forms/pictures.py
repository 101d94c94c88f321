"""The form that brings a picture, with what is declared of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from crm_videos.pictures import Declared
from crm_videos.words import PictureShows, Telltale

TAKEN = "image/jpeg,image/png,image/webp,image/heic,image/heif"


class PictureForm(forms.Form):
    file = forms.FileField(
        label=_("Picture"),
        widget=forms.FileInput(attrs={"accept": TAKEN}),
        error_messages={
            "required": _("Choose the picture."),
            "empty": _("The file is empty. Choose the picture again."),
        },
        help_text=_(
            "What the camera wrote into it (place, day, telephone) and its name are never shown. "
            "Nothing hides faces by itself: cover or cut them off before you bring the picture."
        ),
    )
    shows = forms.ChoiceField(
        label=_("Who is to be seen?"), choices=PictureShows, widget=forms.RadioSelect
    )
    tells = forms.MultipleChoiceField(
        label=_("What in it could tell who or where it is?"),
        choices=[one for one in Telltale.choices if one[0] != Telltale.SAID],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "Tick whatever is to be seen, also when it is small or in the background. With one of "
            "these, only somebody who is shown with the full name is shown in the picture."
        ),
    )
    looked_for = forms.BooleanField(
        label=_("I have looked through the whole picture for these."),
        error_messages={"required": _("Look through the whole picture first.")},
    )

    def declared(self) -> Declared:
        """Give what was said of the picture."""
        said = self.cleaned_data
        return Declared(said["shows"], frozenset(said["tells"]), said["looked_for"])
