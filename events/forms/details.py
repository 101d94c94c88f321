"""What is asked besides in the form of the office: one field for each answer."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.overlap_poll import ANSWERS as OF_THE_POLL
from campaigns.overlap_poll import ANY, ASKED
from campaigns.scope import Scope
from events.details.fair import LINKAGES, LONGEST_PROVIDER, MOST_PROVIDERS
from events.details.quiz import HANDS, LONGEST_SCHOOL_NAME, MOST_QUESTIONS, WINNERS
from events.details.showing import label_of
from events.details.slots import to_slots
from events.models import LARGEST_ATTENDANCE, Question, School, ServiceKind
from events.places import describe_place

HELP = {
    "school_name": _("Only if the list lacks it. No pupil's or teacher's name."),
    "classes": _("As numbers, such as 8, 9."),
    "winner_girls": _("How many. No names."),
    "winner_boys": _("How many. No names."),
    "linkages_women": _("How many were linked to one of the institutions."),
    "linkages_not_recorded": _("Those who were linked and not told apart."),
    ASKED: _("All who could have raised a hand."),
    ANY: _("Each person once, however many they have seen."),
}


class SchoolField(forms.ModelChoiceField):
    """The schools of a person's districts, each with its place."""

    def label_from_instance(self, school: Any) -> str:
        return f"{school} ({describe_place(school.place)})"


def detail_fields(details: dict[str, Any], scope: Scope) -> dict[str, forms.Field]:
    """Make the fields; what is no longer offered stays choosable where it was chosen."""
    used = to_slots(details)
    schools = School.objects.filter(Q(active=True) | Q(pk=used.get("school")))
    fields: dict[str, forms.Field] = {
        "school": SchoolField(
            scope.narrow(schools).select_related("place__parent__parent"),
            label=label_of("school"),
            required=False,
        ),
        "school_name": _text("school_name", LONGEST_SCHOOL_NAME),
        "classes": _text("classes", 40),
        **{name: _figure(name) for name in (*WINNERS, *LINKAGES, *OF_THE_POLL)},
    }
    questions = _choices(
        Question.objects.filter(Q(active=True) | Q(pk__in=_chosen(used, "question")))
    )
    for number in range(1, MOST_QUESTIONS + 1):
        name = f"question_{number}"
        fields[name] = forms.TypedChoiceField(
            choices=questions,
            coerce=int,
            empty_value=None,
            required=False,
            label=label_of(name),
        )
        fields |= {slot: _figure(slot) for slot in (f"{part}_{number}" for part in HANDS)}
    services = _choices(
        ServiceKind.objects.filter(Q(active=True) | Q(pk__in=_chosen(used, "service")))
    )
    for number in range(1, MOST_PROVIDERS + 1):
        name = f"service_{number}"
        fields[f"provider_{number}"] = _text(f"provider_{number}", LONGEST_PROVIDER)
        fields[name] = forms.ChoiceField(choices=services, required=False, label=label_of(name))
    return fields


def first_values(details: dict[str, Any]) -> dict[str, Any]:
    """Give what the fields begin with."""
    values = to_slots(details)
    if "classes" in values:
        values["classes"] = ", ".join(map(str, values["classes"]))
    return values


def _chosen(used: dict[str, Any], part: str) -> list[Any]:
    return [answer for slot, answer in used.items() if slot.startswith(f"{part}_")]


def _choices(rows: Any) -> list[tuple[Any, str]]:
    return [("", "–"), *((row.pk, str(row)) for row in rows)]


def _text(slot: str, longest: int) -> forms.Field:
    return forms.CharField(
        label=label_of(slot), max_length=longest, required=False, help_text=HELP.get(slot, "")
    )


def _figure(slot: str) -> forms.Field:
    number_pad = {"inputmode": "numeric", "autocomplete": "off", "size": 5}
    return forms.IntegerField(
        label=label_of(slot),
        min_value=0,
        max_value=LARGEST_ATTENDANCE,
        required=False,
        help_text=HELP.get(slot, ""),
        widget=forms.TextInput(attrs=number_pad),
    )
