"""What a claim must satisfy before it may be stored. Pure: ``now`` is passed in."""

from datetime import datetime

from django.utils.translation import gettext as _

from campaigns.models import Place
from events.first_day import first_day
from events.models import ClaimEvidence, OutcomeClaim
from events.outcomes.personal_numbers import find_personal
from foundation.moments import dhaka_day
from foundation.shown_moments import show_moment

# What a person writes in a claim; the reason of a decision is looked at where it is given.
WRITTEN = ("other_kind", "words", "evidence_words")
Problems = dict[str, str]


def find_problems(claim: OutcomeClaim, *, now: datetime) -> Problems:
    """Give what is wrong with a claim, by field, in words for the person who typed it.

    A field that is still missing is left to the form's own "required".
    """
    return {
        **_day_problems(claim, now),
        **_place_problems(claim),
        **_kind_problems(claim),
        **_word_problems(claim),
    }


def personal_problem(text: str) -> str:
    """Refuse words that would lead to a person, with what to do; nothing when they are fine."""
    if why := find_personal(text):
        return f"{why} " + _("Write it without: these words must lead nobody to the person.")
    return ""


def _day_problems(claim: OutcomeClaim, now: datetime) -> Problems:
    day = claim.happened_on
    if day is None:
        return {}
    today = dhaka_day(now)
    months = (day.replace(day=1), today.replace(day=1))
    if months[0] > months[1] if claim.only_month else day > today:
        return {"happened_on": _("This day has not come yet.")}
    if day < first_day().replace(day=1):
        start = show_moment(first_day())
        return {"happened_on": _("The programme began on %(start)s.") % {"start": start}}
    return {}


def _place_problems(claim: OutcomeClaim) -> Problems:
    if claim.place_id is None or claim.place.level != Place.Level.DIVISION:
        return {}
    return {"place": _("A division is too wide. Choose a district or a smaller place.")}


def _kind_problems(claim: OutcomeClaim) -> Problems:
    if claim.kind_id is None:
        return {}
    problems = {}
    if claim.amount is not None and not claim.kind.about_money:
        problems["amount"] = _("No amount belongs to this outcome. Clear this.")
    if claim.kind.needs_words and not claim.other_kind.strip():
        problems["other_kind"] = _("Say in a few words what happened.")
    if claim.other_kind.strip() and not claim.kind.needs_words:
        problems["other_kind"] = _("It is in the list, so it needs no other name. Clear this.")
    return problems


def _word_problems(claim: OutcomeClaim) -> Problems:
    problems = {}
    if not claim.words.strip():
        problems["words"] = _("Say what was claimed.")
    has_evidence = claim.evidence not in {"", ClaimEvidence.NONE}
    if has_evidence and not claim.evidence_words.strip():
        problems["evidence_words"] = _("Say what there is, and where it lies.")
    for name in WRITTEN:
        if why := personal_problem(getattr(claim, name)):
            problems[name] = why
    return problems
