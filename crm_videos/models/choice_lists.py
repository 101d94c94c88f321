"""A field for any number of entries of a declared list."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class ChoiceListField(models.JSONField):
    """A list of codes out of ``of``; shown as boxes to tick."""

    def __init__(self, *args: Any, of: Any, **kwargs: Any) -> None:
        self.of = of
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Leave the list out of migrations: a new word in it changes no table."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": ()}

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuse what is no list, or not on the list."""
        super().validate(value, model_instance)
        if not isinstance(value, list) or set(map(str, value)) - set(self.of.values):
            raise ValidationError(_("Choose only what is on the list."))

    def formfield(self, **kwargs: Any) -> Any:
        """Offer each entry as a box."""
        return forms.MultipleChoiceField(
            choices=self.of.choices,
            widget=forms.CheckboxSelectMultiple,
            required=not self.blank,
            label=kwargs.get("label", self.verbose_name),
            help_text=self.help_text,
        )

    def labels(self, value: list[str]) -> list[str]:
        """Give the words for the codes, in the order of the list."""
        return [str(one.label) for one in self.of if one.value in value]
