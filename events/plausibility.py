"""What an event must satisfy before it may be stored, whichever door it comes through.

The rules know no form and no clock: ``now`` is passed in. Forms show the
problems beside the fields; :mod:`events.recording` refuses an event that has any.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from campaigns.models import Place
from events.details import details_problems
from events.first_day import first_day
from events.flags import cannot_be_counted
from events.models import (
    AMONG_FIELDS,
    LARGEST_ATTENDANCE,
    Event,
    Headcount,
    Level,
    Merge,
    Standing,
)
from foundation.shown_moments import show_moment

# Events and the programme's months are days in Bangladesh.
EVENT_ZONE = "Asia/Dhaka"

# A workshop for an upazila may serve a city corporation, which has the same rank.
LEVELS_OF_PLACES: dict[str, set[str]] = {
    Level.UNION: {Place.Level.UNION},
    Level.UPAZILA: {Place.Level.UPAZILA, Place.Level.CITY_CORPORATION},
    Level.DISTRICT: {Place.Level.DISTRICT},
}

Problems = dict[str, str]


def find_problems(event: Event, *, now: datetime) -> Problems:
    """Give what is wrong with an event, by field, in words for the person who typed it.

    A field that is still missing is left to the form's own "required".
    """
    return {
        **_date_problems(event, now),
        **_level_problems(event),
        **_place_problems(event),
        **body_problems(event),
        **_attendance_problems(event),
        **_among_problems(event),
        **details_problems(event),
        **_standing_problems(event),
        **merged_problems(event),
    }


def _date_problems(event: Event, now: datetime) -> Problems:
    # What does not count may wait with a day that cannot be right.
    if event.held_on is None or event.standing != Standing.COUNTED:
        return {}
    today = now.astimezone(ZoneInfo(EVENT_ZONE)).date()
    if event.held_on > today:
        return {"held_on": _("This day has not come yet.")}
    if event.held_on < first_day():
        start = show_moment(first_day())
        return {"held_on": _("The programme began on %(start)s.") % {"start": start}}
    return {}


def _level_problems(event: Event) -> Problems:
    if event.kind_id is None:
        return {}
    if event.kind.has_level and not event.level:
        return {"level": _("Say for which level it was held.")}
    if event.level and not event.kind.has_level:
        return {"level": _("Only a workshop has a level. Clear this, or choose another kind.")}
    return {}


def _place_problems(event: Event) -> Problems:
    if event.place_id is None:
        return {}
    if event.place.level == Place.Level.DIVISION:
        return {"place": _("A division is too wide. Choose a district or a smaller place.")}
    fitting = LEVELS_OF_PLACES.get(event.level)
    if fitting and event.place.level not in fitting:
        return {"place": _("The place is not of the level for which the workshop was held.")}
    return {}


def body_problems(event: Event) -> Problems:
    """Say why an event cannot be a meeting of the body it is linked to."""
    if event.body is None or event.kind_id is None or event.place_id is None:
        return {}
    if event.body.meets_as_id != event.kind_id:
        return {"body": _("Meetings of this body are logged as another kind of event.")}
    if not event.place_id.startswith(event.body.place_id):
        return {"body": _("The meeting was held outside the place of this body.")}
    return {}


def _attendance_problems(event: Event) -> Problems:
    nobody_counted = event.headcount == Headcount.NOT_COUNTED
    if event.total is None:
        if event.headcount and not nobody_counted:
            return {
                "headcount": _(
                    "Give at least one figure, or say that the attendance is not recorded. "
                    "When nobody came, write 0."
                )
            }
    elif nobody_counted:
        return {"headcount": _("There are figures, so somebody counted. Say how.")}
    elif event.total > LARGEST_ATTENDANCE:
        return {"headcount": _("Together these are more people than one event can hold.")}
    return {}


def _among_problems(event: Event) -> Problems:
    """Compare with the total only where it is whole: more may have come than were told apart."""
    if event.total is None or event.total_is_at_least:
        return {}
    return {
        name: _("These are more people than came.")
        for name in AMONG_FIELDS
        if (figure := getattr(event, name)) is not None and figure > event.total
    }


def _standing_problems(event: Event) -> Problems:
    if event.standing == Standing.QUESTIONED:
        if not event.question.strip() and not cannot_be_counted(event.flags):
            return {"question": _("Say what has to be answered.")}
    elif event.standing == Standing.COUNTED and event.question.strip():
        return {"question": _("The event counts, so nothing is asked. Clear this.")}
    if event.standing == Standing.SET_ASIDE and not event.set_aside_reason.strip():
        return {"set_aside_reason": _("Say why the event is set aside.")}
    if event.standing != Standing.SET_ASIDE and event.set_aside_reason.strip():
        return {"set_aside_reason": _("It is not set aside, so it needs no reason. Clear this.")}
    return {}


def merged_problems(event: Event) -> Problems:
    """Let an event that a person has merged into another come back only by undoing that."""
    if event.pk is None or event.standing == Standing.SET_ASIDE:
        return {}
    merge = Merge.objects.standing().filter(merged=event).first()
    if merge is None:
        return {}
    return {"standing": _("It was merged into another event and would count twice. Undo that.")}
