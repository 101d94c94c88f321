"""The map of districts, coloured by events or by attendance, and the same figures as a table."""

import datetime
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from django.urls import reverse, reverse_lazy
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from campaigns.books import last_day
from campaigns.district_map import CREDIT, NONE, NOT_SHOWN, UNKNOWN, Shade, draw, swatch
from campaigns.scope import scope_of
from campaigns.shading import Step, even_steps, step_of
from campaigns.views.admin_page import AdminPage
from campaigns.viewsets.own_districts import SEES
from events.district_sums import DistrictSum, district_sums
from events.forms.looking import ATTENDANCE, MapForm
from events.models import Event, Standing
from foundation import bangla
from foundation.moments import dhaka_day

ALL_DISTRICTS = 64


@dataclass(frozen=True, slots=True)
class Row:
    """One district as the table and the map show it."""

    name: str
    events: str
    attendance: str
    href: str
    fill: str | int
    words: str

    @property
    def swatch(self) -> SafeString:
        return swatch(self.fill)


class DistrictMapView(AdminPage, TemplateView):
    model = Event
    any_permission_required = SEES
    template_name = "events/district_map.html"
    page_title = gettext_lazy("Map of events")
    header_icon = "site"
    section = gettext_lazy("Events")
    section_url = reverse_lazy("events:index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Draw the districts of the person who looks; the others have no figure."""
        form = MapForm(self.request.GET, today=dhaka_day(self.now))
        kind, (first, last) = form.answer("kind"), form.months
        shown = _Shown(
            by_people=form.answer("show") == ATTENDANCE,
            query=_query(first, last, kind=kind.pk if kind else ""),
            language=get_language() or "en",
        )
        sums = district_sums(kind=kind, first=first, last=last, scope=scope_of(self.request.user))
        sums.sort(key=attrgetter("district.name"))
        shown.cut(sums)
        rows = {one.district.pk: shown.row(one) for one in sums}
        officials = kind is not None and not kind.counts_as_reached
        return super().get_context_data(
            **kwargs,
            form=form,
            map=draw(
                {code: Shade(row.fill, row.words, row.href) for code, row in rows.items()},
                label=_("Map of the districts. The same figures follow as a table."),
            ),
            rows=rows.values(),
            legend=shown.legend(list(rows.values())),
            months=shown.months(first, last),
            people=_("Officials who met") if officials else _("Attendances"),
            all_events=bangla.figure(sum(one.events for one in sums), shown.language),
            all_people=shown.added(sums),
            late=shown.late(sums),
            credit=CREDIT,
        )


def _query(first: datetime.date, last: datetime.date, *, kind: str) -> dict[str, str]:
    """Ask the list of events for what was counted here."""
    asked = {
        "held_on_from": first.isoformat(),
        "held_on_to": last_day(last).isoformat(),
        "standing": Standing.COUNTED.value,
    }
    return {**asked, "kind": kind} if kind else asked


@dataclass(slots=True)
class _Shown:
    """By which figure the map is coloured, and how figures are written."""

    by_people: bool
    query: dict[str, str]
    language: str
    steps: list[Step] = field(default_factory=list)

    def cut(self, sums: list[DistrictSum]) -> None:
        """Cut the figures of these districts into the steps of the legend."""
        self.steps = even_steps(max((self.figure(one) or 0 for one in sums), default=0))

    def figure(self, one: DistrictSum) -> int | None:
        return one.attendance if self.by_people else one.events

    def row(self, one: DistrictSum) -> Row:
        fill, name = self.fill(one), one.district.name
        events, people = self.write(one.events), self.people(one)
        return Row(
            name=name,
            events=events,
            attendance=people,
            href=f"{reverse('events:index')}?"
            f"{urlencode({'district': one.district.pk, **self.query})}",
            fill=fill,
            words=f"{name}: {people if self.by_people and one.events else self.events(one)}",
        )

    def fill(self, one: DistrictSum) -> str | int:
        """Say how a district is drawn: unknown is never drawn as nought."""
        value = self.figure(one)
        if value is None:
            return UNKNOWN if one.events else NONE
        step = step_of(value, self.steps)
        return NONE if step is None else step

    def events(self, one: DistrictSum) -> str:
        words = ngettext("%(number)s event", "%(number)s events", one.events)
        return words % {"number": self.write(one.events)}

    def people(self, one: DistrictSum) -> str:
        """Write an attendance; where there was an event and nobody knows, in words."""
        if one.attendance is None:
            return _("not known") if one.events else bangla.UNKNOWN
        number = self.write(one.attendance)
        return _("at least %(total)s") % {"total": number} if one.is_at_least else number

    def added(self, sums: list[DistrictSum]) -> str:
        """Add up the attendances; somebody may be missing where one district does not know all."""
        known = [one.attendance for one in sums if one.attendance is not None]
        missing = any(one.is_at_least or (one.events and one.attendance is None) for one in sums)
        if not known:
            return bangla.UNKNOWN
        number = self.write(sum(known))
        return _("at least %(total)s") % {"total": number} if missing else number

    def late(self, sums: list[DistrictSum]) -> str:
        number = sum(one.late for one in sums)
        return self.write(number) if number else ""

    def months(self, first: datetime.date, last: datetime.date) -> str:
        names = dict.fromkeys(bangla.month_name(month, self.language) for month in (first, last))
        return " – ".join(names)

    def legend(self, rows: list[Row]) -> list[tuple[SafeString, str, str]]:
        """Name each shade that there is: its swatch, its figures, how many districts have it."""
        named: list[tuple[str | int, str]] = [(NONE, _("no event, or nobody came"))]
        if not self.by_people:
            named = [(NONE, _("no event is logged"))]
        named += [(number, self.range(step)) for number, step in enumerate(self.steps)]
        named += [(UNKNOWN, _("events, but nobody counted the people"))]
        counted = [(fill, words, sum(row.fill == fill for row in rows)) for fill, words in named]
        told = [
            (swatch(fill), words, self.districts(number))
            for fill, words, number in counted
            if number or isinstance(fill, int)
        ]
        if len(rows) < ALL_DISTRICTS:
            told.append((swatch(NOT_SHOWN), _("not your district: no figure is shown"), ""))
        return told

    def range(self, step: Step) -> str:
        return "–".join(dict.fromkeys(map(self.write, step)))

    def districts(self, number: int) -> str:
        words = ngettext("%(number)s district", "%(number)s districts", number)
        return words % {"number": self.write(number)}

    def write(self, number: int) -> str:
        return bangla.figure(number, self.language)
