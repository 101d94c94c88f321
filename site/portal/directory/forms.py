"""The editor's form of a service."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from portal.directory.models import KindOfService
from portal.directory.words import RSC_KIND, Language


class LanguagesField(forms.MultipleChoiceField):
    """Languages as boxes to tick, kept as their codes in a row: ``bn en``."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: Any) -> Any:
        """Tick the boxes of what is kept."""
        return value.split() if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        """Give the codes in the order of the boxes."""
        chosen = super().clean(value)
        return " ".join(code for code, _label in Language.choices if code in chosen)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the codes, whichever way they came."""
        return sorted((initial or "").split()) != sorted(data or [])


class ServiceForm(WagtailAdminModelForm):
    """Of a centre the register has name, seat and districts: they are not asked again."""

    languages = LanguagesField(
        label=_("Languages"),
        choices=Language.choices,
        required=False,
        help_text=_("Tick nothing where nobody has asked: readers are told that it is not known."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_centre = bool(self.instance.rsc_id)
        if "place" in self.fields:
            self.fields["place"].required = False
        if "kind" in self.fields:
            self.fields["kind"].disabled = is_centre
            if not is_centre:
                others = KindOfService.objects.exclude(pk=RSC_KIND)
                self.fields["kind"].queryset = others
        for name in ("name_bn", "name_en", "districts", "districts_source"):
            if is_centre and name in self.fields:
                self.fields[name].disabled = True
                self.fields[name].help_text = _("The register has it: Settings → Service centres.")

    def clean(self) -> Any:
        """Ask who says so, where districts are named."""
        cleaned = super().clean()
        if cleaned.get("districts") and not cleaned.get("districts_source"):
            self.add_error("districts_source", _("Say who says that it serves these districts."))
        return cleaned
