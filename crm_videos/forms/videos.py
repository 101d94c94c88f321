"""The forms of videos: what is to be made, what somebody saw, and captions that are brought."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm_videos.models import Recording
from crm_videos.videos.captions import MOST_BYTES, CaptionsRefused, parse_captions, parse_time
from crm_videos.videos.watching import Said, played_in
from crm_videos.words import Hiding, Medium, PictureShows, Telltale, VoiceAs

PER_PERCENT = 10
NO_TIME = _("Write a time as minutes and seconds, such as 1:05.")


class TimeField(forms.CharField):
    """A time in a recording; gives milliseconds, or None when nothing is written."""

    def clean(self, value: Any) -> Any:
        """Read it in any digits."""
        text = super().clean(value)
        if not text:
            return None
        if (milliseconds := parse_time(text)) is None:
            raise forms.ValidationError(NO_TIME)
        return milliseconds


class RegionsField(forms.CharField):
    """Parts of the picture, a line each: four numbers in percent; gives thousandths."""

    widget = forms.Textarea(attrs={"rows": 3, "inputmode": "numeric"})

    def clean(self, value: Any) -> Any:
        """Read the lines."""
        regions = []
        for line in super().clean(value).splitlines():
            numbers = re.split(r"[\s,;]+", line.strip()) if line.strip() else []
            if not numbers:
                continue
            if len(numbers) != 4 or not all(number.isdecimal() for number in numbers):
                raise forms.ValidationError(
                    _("Write four whole numbers in a line: left, top, width and height.")
                )
            regions.append([int(number) * PER_PERCENT for number in numbers])
        return regions


class OrderForm(forms.Form):
    starts = TimeField(
        label=_("Begins at"),
        required=False,
        help_text=_("Empty: at the beginning of the recording."),
    )
    ends = TimeField(
        label=_("Ends at"), required=False, help_text=_("Empty: at the end of the recording.")
    )
    hiding = forms.ChoiceField(
        label=_("What is hidden?"), choices=Hiding, widget=forms.RadioSelect, initial=Hiding.WHOLE
    )
    regions = RegionsField(
        label=_("Parts of the picture"),
        required=False,
        help_text=_(
            "Draw a box around each part on the picture, or write numbers in percent, a line for "
            "each: from the left, from the top, width, height. A part is hidden for the whole "
            "length of the video, so make it large enough for every movement."
        ),
    )
    voice = forms.ChoiceField(
        label=_("The voice"),
        choices=VoiceAs,
        widget=forms.RadioSelect,
        initial=VoiceAs.LOWER,
        help_text=_(
            "A changed voice keeps neighbours from knowing it at once. It hides nobody for good: "
            "whoever knows how can change it back. Where that would be a danger, let somebody "
            "else speak the words, or publish in writing only."
        ),
    )

    def __init__(self, *args: Any, recording: Recording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if recording.medium == Medium.AUDIO:
            del self.fields["regions"]
            self.fields["hiding"] = forms.ChoiceField(
                label=_("What is hidden?"),
                choices=[(Hiding.NO_PICTURE, Hiding.NO_PICTURE.label)],
                widget=forms.RadioSelect,
                initial=Hiding.NO_PICTURE,
            )

    def wanted(self) -> dict[str, Any]:
        """Give what is asked for, as :func:`crm_videos.videos.ordering.order_video` takes it."""
        said = self.cleaned_data
        return {
            "starts_ms": said["starts"] or 0,
            "ends_ms": said["ends"],
            "hiding": said["hiding"],
            "regions": said.get("regions", []) if said["hiding"] == Hiding.REGION else [],
            "voice": said["voice"],
        }


class WatchedForm(forms.Form):
    shows = forms.ChoiceField(
        label=_("Who is to be seen?"), choices=PictureShows, widget=forms.RadioSelect
    )
    tells = forms.MultipleChoiceField(
        label=_("What in it could tell who or where it is?"),
        choices=Telltale,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "Tick whatever is to be seen or heard, however short. With one of these, the video "
            "is shown only of somebody who is shown with the full name."
        ),
    )
    whole = forms.BooleanField(
        label=_("I have watched and heard all of it, from the beginning to the end."),
        error_messages={"required": _("Play the video from its beginning to its end first.")},
    )
    # What the player noted, as "from-to" in seconds; empty where no script ran.
    played = forms.RegexField(
        r"^(?:\d+(?:\.\d+)?-\d+(?:\.\d+)?,?)*$",
        required=False,
        max_length=4000,
        widget=forms.HiddenInput,
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=2000)

    def __init__(self, *args: Any, hiding: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if hiding == Hiding.NO_PICTURE:
            self.fields["shows"].initial = PictureShows.NOBODY
            self.fields["shows"].required = False
            self.fields["shows"].widget = forms.HiddenInput()

    def said(self) -> Said:
        """Give what was said of the video."""
        told = self.cleaned_data
        parts = [tuple(map(float, one.split("-"))) for one in told["played"].split(",") if one]
        played = played_in((begins, ends) for begins, ends in parts) if parts else None
        return Said(told["shows"], frozenset(told["tells"]), told["whole"], played)


class CaptionFileForm(forms.Form):
    file = forms.FileField(
        label=_("File with captions (.vtt or .srt)"),
        widget=forms.FileInput(attrs={"accept": ".vtt,.srt,text/vtt"}),
        error_messages={"required": _("Choose a .vtt or .srt file.")},
    )

    def clean_file(self) -> Any:
        """Read the cues; of the file's name nothing is kept."""
        data = self.cleaned_data["file"].read(MOST_BYTES + 1)
        try:
            return parse_captions(data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError(
                _("The file is not written in UTF-8. Save it anew as UTF-8.")
            ) from None
        except CaptionsRefused as refused:
            raise forms.ValidationError(str(refused)) from None


class CueForm(forms.Form):
    begins = TimeField(label=_("From"), required=False)
    ends = TimeField(label=_("To"), required=False)
    words = forms.CharField(
        label=_("Words"),
        required=False,
        strip=True,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """Demand the times of a row with words; one without words is no caption."""
        said = super().clean() or {}
        if self.errors or not said.get("words"):
            return said
        if said.get("begins") is None or said.get("ends") is None:
            raise forms.ValidationError(NO_TIME)
        return said


CueFormSet = forms.formset_factory(CueForm, extra=8, max_num=1600, absolute_max=1600)
