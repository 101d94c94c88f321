"""What is announced, as a list, a feed and a calendar file, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar import Event as CalendarEntry

from campaigns.models import Place
from campaigns.scope import Scope
from events.models import PlannedEvent, PlanState
from events.places import describe_place
from foundation import bangla
from foundation.moments import DHAKA, dhaka_day

SHOWN_AHEAD = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Announcement:
    """One announced event as the public reads it; nothing of the office's is in it."""

    plan: PlannedEvent
    cancelled: bool

    @property
    def day(self) -> date:
        return self.plan.planned_for

    @property
    def place(self) -> str:
        return describe_place(self.plan.place)

    @property
    def where(self) -> str:
        """Give the venue and the place, as somebody who wants to go there reads it."""
        return ", ".join(filter(None, (self.plan.venue, self.place)))

    @property
    def title(self) -> str:
        kind = str(self.plan.kind)
        return _("Cancelled: %(kind)s") % {"kind": kind} if self.cancelled else kind


def announcements(now: datetime, *, district: str = "") -> list[Announcement]:
    """Give what is announced from today on, of one district or of all; two queries at most."""
    today = dhaka_day(now)
    plans = PlannedEvent.objects.for_the_public(today, today + SHOWN_AHEAD).with_names()
    if district:
        plans = Scope(frozenset({district})).narrow(plans)
    return [Announcement(plan, plan.state(today) == PlanState.CANCELLED) for plan in plans]


def districts_of(announced: Iterable[Announcement]) -> list[Place]:
    """Give the districts in which something is announced, by name."""
    codes = {one.plan.place.district_code for one in announced}
    return sorted(Place.objects.filter(code__in=codes), key=attrgetter("name"))


def by_day(announced: Iterable[Announcement]) -> list[tuple[date, list[Announcement]]]:
    """Arrange announcements, which are in order, under their days."""
    return [(day, list(rest)) for day, rest in groupby(announced, key=attrgetter("day"))]


def calendar_file(announced: Iterable[Announcement], *, name: str, url: str, host: str) -> bytes:
    """Write a calendar that a phone can subscribe to; a cancelled event is marked, not missing."""
    calendar = Calendar()
    calendar.add("prodid", "-//Nirapad//coming events//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for one in announced:
        calendar.add_component(_entry(one, url=url, host=host))
    return bytes(calendar.to_ical())


def _entry(one: Announcement, *, url: str, host: str) -> CalendarEntry:
    plan, entry = one.plan, CalendarEntry()
    start: date = plan.planned_for
    if plan.starts_at:
        start = datetime.combine(plan.planned_for, plan.starts_at, tzinfo=DHAKA).astimezone(UTC)
    entry.add("uid", f"{plan.uid}@{host}")
    entry.add("dtstamp", plan.changed_at)
    # Grows with every change, so that a phone takes the newer version.
    entry.add("sequence", int(plan.changed_at.timestamp()))
    entry.add("dtstart", start)
    entry.add("summary", one.title)
    entry.add("location", one.where)
    entry.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    entry.add("url", url)
    return entry


def feed(announced: Iterable[Announcement], *, title: str, url: str, language: str) -> str:
    """Write an Atom feed, an entry for each announced event."""
    atom: Any = Atom1Feed(title=title, link=url, description="", language=language)
    for one in announced:
        when = bangla.day(one.day, language)
        if one.plan.starts_at:
            when += f", {bangla.clock(one.plan.starts_at, language)}"
        atom.add_item(
            title=f"{when}: {one.title}",
            link=f"{url}#{one.plan.uid}",
            description=one.where,
            unique_id=one.plan.uid.urn,
            pubdate=one.plan.changed_at,
            updateddate=one.plan.changed_at,
        )
    return str(atom.writeString("utf-8"))
