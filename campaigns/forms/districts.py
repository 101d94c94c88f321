"""The forms of centres and assignments: which of the 64 districts, ticked off by division."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from campaigns.models import RSC, Place, ServedDistrict
from campaigns.scope import scope_of


def districts() -> QuerySet[Place]:
    """Select the 64 districts, division by division."""
    return Place.objects.filter(level=Place.Level.DISTRICT).select_related("parent")


class ByDivision(forms.models.ModelChoiceIterator):
    """Offers the districts under the names of their divisions."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        for division, inside in groupby(self.queryset.order_by("code"), attrgetter("parent")):
            yield str(division), [self.choice(district) for district in inside]


class DistrictsField(forms.ModelMultipleChoiceField):
    """Any number of districts, as boxes to tick."""

    iterator = ByDivision
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(districts(), **kwargs)


class RSCForm(WagtailAdminModelForm):
    """A centre and the districts that it serves; each district has one centre."""

    districts = DistrictsField(
        label=_("Districts that it serves"),
        required=False,
        help_text=_("Each district is served by one centre."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["districts"] = [row.pk for row in self.instance.served.all()]

    def clean_districts(self) -> QuerySet[Place]:
        """Refuse what another centre serves, and name that centre."""
        chosen: QuerySet[Place] = self.cleaned_data["districts"]
        others = ServedDistrict.objects.filter(district__in=chosen)
        if self.instance.pk:
            others = others.exclude(rsc=self.instance)
        if taken := list(others.select_related("district", "rsc")):
            named = ", ".join(f"{row.district} ({row.rsc})" for row in taken)
            message = _("Another centre serves %(districts)s. Take them off there first.")
            raise ValidationError(message % {"districts": named})
        return chosen

    def save(self, commit: bool = True) -> RSC:
        rsc: RSC = super().save(commit=commit)
        if commit:
            with transaction.atomic():
                rsc.served.all().delete()
                ServedDistrict.objects.bulk_create(
                    ServedDistrict(district=district, rsc=rsc)
                    for district in self.cleaned_data["districts"]
                )
        return rsc


class AssignmentForm(WagtailAdminModelForm):
    """Where one person works."""

    districts = DistrictsField(
        label=_("Districts"),
        required=False,
        help_text=_("Where this person logs events and sees those of others."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # One assignment a person: who has one is found in the list.
        free = Q(is_active=True, assignment=None) | Q(pk=self.instance.user_id)
        self.fields["user"].queryset = User.objects.filter(free).order_by("username")

    def clean(self) -> dict[str, Any]:
        """Refuse an assignment to nothing: it would look like one and open nothing."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("districts") and not cleaned.get("supervises") and not self.errors:
            self.add_error("districts", _("Choose districts, or the centre that is supervised."))
        return cleaned


class OwnDistrictsForm(WagtailAdminModelForm):
    """A form that takes only places of the districts in which its user works."""

    place_field = "place"

    def _post_clean(self) -> None:
        super()._post_clean()
        place = self.cleaned_data.get(self.place_field)
        if place and not scope_of(self.for_user).holds(place.pk):
            self.add_error(
                self.place_field, _("You are not assigned to the district in which this lies.")
            )
