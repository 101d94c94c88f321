"""The admin forms: they show the rules' problems beside the fields and save through the rules."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from campaigns.forms.districts import OwnDistrictsForm
from campaigns.models import Campaign
from campaigns.scope import scope_of
from events.details import read_details
from events.details.slots import from_slots, slot_of
from events.details.typed import typed_all
from events.forms.details import detail_fields, first_values
from events.kinds import add_kind, change_kind, is_free_slug
from events.known_rows import KnownRows
from events.models import (
    AMONG_FIELDS,
    ATTENDANCE_FIELDS,
    Body,
    DetailQuestions,
    Event,
    EventKind,
    Headcount,
    PlannedEvent,
    ReachClass,
)
from events.planning import hold
from events.plausibility import find_problems
from events.recording import save_event


class EventForm(OwnDistrictsForm):
    """One event, as an office logs it from a paper sheet."""

    # From "Log it" in the list of plans.
    plan = forms.ModelChoiceField(
        PlannedEvent.objects.none(), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        # A kind that is no longer offered stays choosable on its own events.
        self.fields["kind"].queryset = EventKind.objects.filter(
            Q(active=True) | Q(pk=self.instance.kind_id)
        )
        if self.instance.pk is None:
            # What nobody has saved yet cannot be set aside or questioned.
            for name in ("standing", "set_aside_reason", "question"):
                del self.fields[name]
        campaigns = Campaign.objects.to_choose(self.instance.campaign_id)
        if campaigns.named().exists():
            self.fields["campaign"].queryset = campaigns
        else:
            # With nothing to choose the question only costs time.
            del self.fields["campaign"]
        own = scope_of(self.for_user)
        self.fields["plan"].queryset = own.narrow(PlannedEvent.objects.all())
        bodies = own.narrow(Body.objects.all())
        self.fields["body"].queryset = bodies.select_related("meets_as__channel", "place")
        self.fields["headcount"].choices = Headcount.choices
        self.fields |= detail_fields(self.instance.details, own)
        # What somebody sent (the quarantine) goes before what is here.
        for name, value in first_values(self.instance.details).items():
            self.initial.setdefault(name, value)
        for name in (*ATTENDANCE_FIELDS, *AMONG_FIELDS):
            # Whole numbers on a phone's number pad, with no arrows to brush against.
            self.fields[name].widget = forms.TextInput(
                attrs={"inputmode": "numeric", "autocomplete": "off", "size": 8}
            )

    class Media:
        js = ("events/details.js",)

    def _post_clean(self) -> None:
        """Add the event's own rules to Django's checks of the single fields."""
        super()._post_clean()
        self._take_details()
        problems = find_problems(self.instance, now=self.now)
        if any(name in self.errors for name in ATTENDANCE_FIELDS):
            # A figure that could not be read makes the sum of the others meaningless.
            problems.pop("headcount", None)
        self._show(problems)

    def _take_details(self) -> None:
        """Read the answers about a quiz or a fair as every door's are read."""
        given = {slot: getattr(answer, "pk", answer) for slot, answer in self.cleaned_data.items()}
        if self.instance.kind_id is None:
            return
        details = read_details(
            from_slots(typed_all(given)),
            kind=self.instance.kind,
            place=self.cleaned_data.get("place"),
            find=KnownRows(),
        )
        self.instance.details = details.answers
        self._show(details.problems)

    def _show(self, problems: dict[str, str]) -> None:
        """Put each problem beside its field, unless something is said there already."""
        for name, problem in problems.items():
            field = slot_of(name) or name
            if field not in self.errors:
                self.add_error(field if field in self.fields else None, problem)

    def save(self, commit: bool = True) -> Event:
        if commit:
            save_event(self.instance, by=self.for_user, now=self.now)
            if plan := self.cleaned_data.get("plan"):
                hold(plan, self.instance)
        return self.instance


class EventKindForm(WagtailAdminModelForm):
    """One kind of event; its names and short name are kept on its channel."""

    slug = forms.SlugField(
        label=_("Short name"),
        max_length=50,
        help_text=_("In small Latin letters, for addresses and files, such as street-drama."),
    )
    name_en = forms.CharField(
        label=_("Name in English"), max_length=80, help_text=_("What one such event is called.")
    )
    name_bn = forms.CharField(
        label=_("Name in Bangla"), max_length=80, help_text=_("What one such event is called.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reach_class"].choices = ReachClass.choices
        self.fields["details"].choices = DetailQuestions.choices
        self.fields["details"].required = False
        if self.instance.pk is None:
            return
        del self.fields["slug"]
        self.initial["name_en"] = self.instance.channel.label_en
        self.initial["name_bn"] = self.instance.channel.label_bn
        if self.instance.is_used():
            for name in EventKind.FIXED_BY_USE:
                self.fields[name].disabled = True
                self.fields[name].help_text = EventKind.FIXED_BECAUSE

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if not is_free_slug(slug):
            raise ValidationError(_("Another channel has this short name."))
        return slug

    def clean_details(self) -> str:
        """Nothing chosen is nothing asked."""
        return self.cleaned_data["details"] or DetailQuestions.NONE

    def save(self, commit: bool = True) -> EventKind:
        if not commit:
            return self.instance
        write = add_kind if "slug" in self.cleaned_data else change_kind
        own = {
            name: self.cleaned_data[name]
            for name in ("slug", "name_en", "name_bn")
            if name in self.cleaned_data
        }
        return write(self.instance, **own)
