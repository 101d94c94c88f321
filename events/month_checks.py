"""What is still open about the events of a month, told to whoever closes it. All of it is amber."""

import datetime
from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from campaigns.books import last_day
from campaigns.month_checks import Check, Light, Mend
from campaigns.words import count as in_digits
from events.models import DrawnEvent, EventPair, Quarantined
from events.quarantine import fields_of
from foundation.moments import DHAKA, dhaka_day, parse_day

QUARANTINE = Mend(
    "quarantine:index", gettext_lazy("Go to the quarantine"), "events.view_quarantined"
)
PAIRS = Mend("same_events:index", gettext_lazy("Go to the pairs"), "events.view_eventpair")
DRAWS = Mend("draws:index", gettext_lazy("Go to the call-backs"), "events.view_draw")


def look_at_events(month: datetime.date, today: datetime.date) -> Iterator[Check]:
    """Tell of submissions in quarantine, pairs that may be one event, and call-backs."""
    yield _submissions(_waiting_of(month))
    yield _pairs(month)
    yield from _call_backs(month)


def _submissions(count: int) -> Check:
    label = _("Events in quarantine")
    if not count:
        says = _("No submission of the month waits for a person.")
        return Check(slug="events-quarantine", label=label, light=Light.GREEN, says=says)
    says = ngettext(
        "%(count)s submission of the month waits for a person and is counted nowhere.",
        "%(count)s submissions of the month wait for a person and are counted nowhere.",
        count,
    ) % {"count": in_digits(count)}
    return Check(
        slug="events-quarantine", label=label, light=Light.AMBER, says=says, mend=QUARANTINE
    )


def _waiting_of(month: datetime.date) -> int:
    """Count what waits and speaks of a day of the month; without a day, what came in it."""
    begin = datetime.datetime.combine(month, datetime.time(), DHAKA)
    # What was held in the month was sent after the month began.
    waiting = Quarantined.objects.waiting().filter(received_at__gte=begin)
    return sum(_day_of(kept).replace(day=1) == month for kept in waiting.iterator())


def _day_of(kept: Quarantined) -> datetime.date:
    try:
        return parse_day(str(fields_of(kept).get("held_on", "")))
    except ValueError:
        return dhaka_day(kept.received_at)


def _pairs(month: datetime.date) -> Check:
    label = _("Events that may be one")
    days = (month, last_day(month))
    held = Q(first__held_on__range=days) | Q(second__held_on__range=days)
    count = EventPair.objects.waiting().filter(held).count()
    if not count:
        says = _("No pair of the month's events waits for a decision.")
        return Check(slug="events-pairs", label=label, light=Light.GREEN, says=says)
    says = ngettext(
        "%(count)s pair of events may be counted twice: nobody has decided yet.",
        "%(count)s pairs of events may be counted twice: nobody has decided yet.",
        count,
    ) % {"count": in_digits(count)}
    return Check(slug="events-pairs", label=label, light=Light.AMBER, says=says, mend=PAIRS)


def _call_backs(month: datetime.date) -> Iterator[Check]:
    """Say nothing where no events were drawn: not every month is verified by call-backs."""
    drawn = DrawnEvent.objects.filter(draw__month=month)
    if not drawn.exists():
        return
    label, count = _("Call-backs"), drawn.filter(result="").count()
    if not count:
        says = _("All that were drawn were called.")
        yield Check(slug="events-calls", label=label, light=Light.GREEN, says=says)
        return
    says = ngettext(
        "%(count)s event that was drawn is not verified yet.",
        "%(count)s events that were drawn are not verified yet.",
        count,
    ) % {"count": in_digits(count)}
    yield Check(slug="events-calls", label=label, light=Light.AMBER, says=says, mend=DRAWS)
