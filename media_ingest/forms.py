"""What a person types or chooses while connecting a YouTube channel."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from campaigns.models import Channel
from media_ingest.models import PendingGrant


class ConnectForm(forms.Form):
    """For which channel of ours the YouTube channel shall count."""

    channel = forms.CharField(
        label=_("Channel here"),
        max_length=50,
        initial="youtube",
        validators=[
            RegexValidator(r"^[a-z0-9][a-z0-9_-]*$", _("Small letters, digits and dashes only."))
        ],
        help_text=_("Its short name in the figures. A name that is new makes a new channel."),
    )

    def clean_channel(self) -> str:
        """Refuse a channel of the field or of a register."""
        slug: str = self.cleaned_data["channel"]
        known = Channel.objects.filter(pk=slug).first()
        if known and known.group != Channel.Group.DIGITAL:
            raise forms.ValidationError(_("This channel is not one of digital media."))
        return slug


class ChooseForm(forms.Form):
    """Which of the owner's YouTube channels it is."""

    youtube = forms.ChoiceField(label=_("YouTube channel"), widget=forms.RadioSelect)

    def __init__(self, grant: PendingGrant, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["youtube"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(key, f"{title} ({key})") for key, title in grant.channels]
