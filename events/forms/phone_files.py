"""The form by which a phone's file is brought."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.columns import show_person
from events.phone_files.reading import MOST_BYTES
from events.phone_files.whose import people_for


class WorkerField(forms.ModelChoiceField):
    def label_from_instance(self, person: User) -> str:
        return f"{show_person(person)} ({person.get_username()})"


class PhoneFileForm(forms.Form):
    """A file that the field app has saved, and whose it is if it does not say so rightly."""

    file = forms.FileField(
        label=_("File of the phone"),
        widget=forms.FileInput(attrs={"accept": ".json"}),
        help_text=_("The worker saves it in the field app, under “what is not sent yet”."),
    )
    worker = WorkerField(
        User.objects.none(),
        label=_("Whose records they are"),
        required=False,
        empty_label=_("As the file says"),
    )

    def __init__(self, *args: Any, bringer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worker: Any = self.fields["worker"]
        worker.queryset = people_for(bringer).order_by("username")

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            most = {"most": MOST_BYTES // 2**20}
            raise ValidationError(_("The file is larger than %(most)s MB.") % most)
        return file
