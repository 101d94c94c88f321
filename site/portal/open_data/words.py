"""The words of open data: what state a value is in, and why it is not there."""

import re
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Status(StrEnum):
    """What state a value is in. Whatever is not known, hidden or withheld is null."""

    KNOWN = "known"
    IN_PART = "in-part"
    UNKNOWN = "unknown"
    HIDDEN = "hidden"
    WITHHELD = "withheld"
    NOT_ASKED = "not-asked"


STATUS_WORDS: dict[Status, str | Promise] = {
    Status.KNOWN: _("The value is known. 0 is a zero that was reported."),
    Status.IN_PART: _("The value is the sum of what is known; more is not known yet."),
    Status.UNKNOWN: _("Nobody knows; the reason says why. It is not zero."),
    Status.HIDDEN: _(
        "Between 1 and 4 people, or hidden so that such a count cannot be computed from others."
    ),
    Status.WITHHELD: _("We know it and may not pass it on; the reason says why."),
    Status.NOT_ASKED: _("Nothing was asked of this channel in this month."),
}

FEWER_THAN_FIVE = "fewer-than-5"
YOUTUBE_TERMS = "youtube-terms"
NO_FIGURE_YET = "no-figure-yet"
NOT_RECORDED = "not-recorded"
# What was counted stands in an opening balance, and in no month.
OPENING_ONLY = "opening-only"
SOME_NOT_KNOWN = "some-not-known"
DOES_NOT_ADD_UP = "does-not-add-up"

OTHER_REASON = "other-reason"
A_CODE = re.compile("[a-z0-9_:-]{1,40}")


def told_reason(reason: str) -> str:
    """Pass on the code of a reason; what somebody wrote in words stays with us."""
    return reason if not reason or A_CODE.fullmatch(reason) else OTHER_REASON


# What stands for no single campaign or area.
ALL, OTHER, ELSEWHERE = "all", "other", "elsewhere"
SEXES = {"w": "female", "m": "male", "x": "not-recorded"}
AGES = {"adult": "adult", "child": "child", "x": "not-recorded"}
