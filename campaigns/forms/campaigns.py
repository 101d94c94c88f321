"""The form of a campaign; what an open one lacks is said before anything is stored."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from campaigns.forms.districts import DistrictsField
from campaigns.models import Activity, Audience, Campaign, Channel, Commitment, Indicator
from campaigns.models.campaigns import lacking_in_words


class ByGoal(ModelChoiceIterator):
    """Offers the activities that bear on awareness first, then all others by their goal."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        rows = list(self.queryset)
        about = [one for one in rows if one.about_awareness]
        yield gettext("About information and awareness"), [self.choice(one) for one in about]
        others = sorted(
            (one for one in rows if not one.about_awareness), key=lambda one: one.goal_no
        )
        for goal, some in groupby(others, key=lambda one: one.goal):
            yield goal, [self.choice(one) for one in some]


class Boxes(forms.ModelMultipleChoiceField):
    """Any number of rows, as boxes to tick."""

    widget = forms.CheckboxSelectMultiple


class ActivitiesField(Boxes):
    iterator = ByGoal


class CampaignForm(WagtailAdminModelForm):
    audiences = Boxes(Audience.objects.all(), label=_("Audience"), required=False)
    channels = Boxes(Channel.objects.all(), label=_("Channels"), required=False)
    indicators = Boxes(
        Indicator.objects.all(),
        label=_("Indicators"),
        required=False,
        help_text=_("By which it is seen whether the campaign does what it is for."),
    )
    districts = DistrictsField(
        label=_("Districts"), required=False, help_text=_("None chosen: the whole country.")
    )
    activities = ActivitiesField(Activity.objects.all(), label=_("MiGOF"), required=False)
    commitments = Boxes(
        Commitment.objects.all(), label=_("Global Compact and SDGs"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            # The ledger's keys hold it.
            self.fields.pop("slug", None)

    def is_valid(self) -> bool:
        """Let nobody take from an open campaign what it cannot be open without."""
        valid: bool = super().is_valid()
        if valid and self.instance.state == Campaign.State.OPEN and (missing := self._missing()):
            self.add_error(None, lacking_in_words(missing))
            return False
        return valid

    def _missing(self) -> list[Any]:
        """Say what it would lack if it were stored as it was filled in."""
        given = self.cleaned_data
        kept = [
            one
            for one in self.formsets["messages"].forms
            if one.cleaned_data and not one.cleaned_data.get("DELETE")
        ]
        wanted = [
            (given["audiences"], _("audience")),
            (given["objective"].strip(), _("objective")),
            (kept, _("message")),
            (given["indicators"], _("indicator")),
        ]
        return [name for some, name in wanted if not some]
