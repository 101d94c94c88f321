"""Wagtail's forms for users, which here may have no e-mail address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet

from portal.people.roles import LABELS


def address_field() -> forms.EmailField:
    """Ask for an address without demanding one: field staff often have none."""
    return forms.EmailField(
        required=False,
        label=_("Email"),
        help_text=_("May stay empty. Without it the password can be reset by you alone."),
    )


class NamesRoles(forms.Form):
    """Names the groups that are roles in the reader's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: Any = self.fields["groups"]
        groups.label_from_instance = lambda group: LABELS.get(group.name, group.name)


class NewPersonForm(NamesRoles, UserCreationForm):
    email = address_field()


class PersonForm(NamesRoles, UserEditForm):
    email = address_field()


class PeopleViewSet(UserViewSet):
    def get_form_class(self, for_update: bool = False) -> type[forms.Form]:
        return PersonForm if for_update else NewPersonForm
