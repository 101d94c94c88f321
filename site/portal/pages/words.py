"""The reader's words for the codes that a report carries."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STATUS: dict[str, Promise] = {
    "open": _("the month is still running"),
    "settling": _("may still change a little"),
    "settled": _("final"),
    "partial": _("part of the month is missing"),
    "gap": _("no reading for this month"),
    "not_asked": _("not asked in this month"),
}

KIND: dict[str, Promise] = {
    "persons": _("persons"),
    "contacts": _("attendances: who comes twice is counted twice"),
    "accounts": _("accounts: one person can have several"),
    "views": _("views: one person can view several times"),
    "actions": _("actions"),
    "items": _("pieces"),
    "survey": _("answers to a survey"),
    "minutes": _("minutes of playing, not people"),
}

CONFIDENCE: dict[str, Promise] = {
    "sure": _("certain"),
    "likely": _("likely"),
    "unsure": _("not certain"),
}

ATTENDANCE: tuple[tuple[str, Promise], ...] = (
    ("women", _("Women")),
    ("men", _("Men")),
    ("girls", _("Girls")),
    ("boys", _("Boys")),
    ("not_recorded", _("Not recorded")),
)

CONSENT_STATE: dict[str, Promise] = {
    "none": _("no consent"),
    "standing": _("stands"),
    "ending": _("ends soon"),
    "expired": _("has ended"),
    "withdrawn": _("withdrawn"),
}
