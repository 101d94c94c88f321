"""A month of events and plans: a table on a desk, a list by day on a phone."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.urls import reverse, reverse_lazy
from django.utils.dates import WEEKDAYS
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.permissions import policy_registry

from campaigns.books import next_month
from campaigns.scope import Scope, scope_of
from campaigns.views.admin_page import AdminPage
from campaigns.viewsets.own_districts import SEES
from events.calendar_month import Day, weeks_of
from events.columns import show_total
from events.forms.looking import CalendarForm
from events.models import Event, PlannedEvent, PlanState, Standing
from events.places import describe_place
from foundation import bangla
from foundation.moments import dhaka_day

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One event or plan as its day shows it."""

    what: str
    where: str
    told: str
    href: str
    style: str


@dataclass(frozen=True, slots=True)
class ShownDay:
    """One day as the page shows it."""

    number: str
    name: str
    is_in_month: bool
    is_today: bool
    entries: list[Entry]
    more: list[tuple[str, str]]


class CalendarView(AdminPage, TemplateView):
    model = Event
    any_permission_required = SEES
    template_name = "events/calendar.html"
    page_title = _("Calendar of events")
    header_icon = "table"
    section = _("Events")
    section_url = reverse_lazy("events:index")

    @cached_property
    def today(self) -> datetime.date:
        return dhaka_day(self.now)

    @cached_property
    def language(self) -> str:
        return get_language() or "en"

    @cached_property
    def may_open_plans(self) -> bool:
        policy = policy_registry.get_by_type(PlannedEvent)
        return bool(policy.user_has_permission(self.request.user, "change"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the month that was asked for, in the districts of the person who looks."""
        scope = scope_of(self.request.user)
        form = CalendarForm(self.request.GET, today=self.today, scope=scope)
        month, asked = form.answer("month"), self._asked(form)
        weeks = weeks_of(
            month,
            events=self._narrowed(Event, scope, form),
            plans=self._narrowed(PlannedEvent, scope, form),
        )
        return super().get_context_data(
            **kwargs,
            form=form,
            weeks=[[self._day(day, asked) for day in week] for week in weeks],
            weekdays=[WEEKDAYS[number % 7] for number in range(6, 13)],
            month=bangla.month_name(month, self.language),
            is_empty=all(day.is_empty for week in weeks for day in week),
            earlier=self._address((month - DAY).replace(day=1), asked),
            later=self._address(next_month(month), asked),
        )

    def _asked(self, form: CalendarForm) -> dict[str, str]:
        kind, district = form.answer("kind"), form.answer("district")
        asked = {"kind": kind.pk if kind else "", "district": district or ""}
        return {name: value for name, value in asked.items() if value}

    def _narrowed(self, model: type[Any], scope: Scope, form: CalendarForm) -> Any:
        """Select what this person may see, and of it what was asked for."""
        if not policy_registry.get_by_type(model).user_has_any_permission(self.request.user, SEES):
            return model._default_manager.none()
        rows = scope.narrow(model._default_manager.all())
        if kind := form.answer("kind"):
            rows = rows.filter(kind=kind)
        if district := form.answer("district"):
            rows = Scope(frozenset({district})).narrow(rows)
        return rows

    def _day(self, day: Day, asked: dict[str, str]) -> ShownDay:
        more = [
            (events_more(day.more_events, self.language), self._list_of(day, asked)),
            (plans_more(day.more_plans, self.language), self._plans_of(day, asked)),
        ]
        return ShownDay(
            number=bangla.in_digits_of(str(day.date.day), self.language),
            name=f"{WEEKDAYS[day.date.weekday()]}, {bangla.day(day.date, self.language)}",
            is_in_month=day.is_in_month,
            is_today=day.date == self.today,
            entries=[*map(self._event, day.events), *map(self._plan, day.plans)],
            more=[(words, address) for words, address in more if words],
        )

    def _event(self, event: Event) -> Entry:
        questioned = event.standing == Standing.QUESTIONED
        return Entry(
            what=self._with_hour(event),
            where=describe_place(event.place),
            told=str(_("Questioned")) if questioned else who_came(event),
            href=reverse("events:inspect", args=[event.pk]),
            style="questioned" if questioned else "held",
        )

    def _plan(self, plan: PlannedEvent) -> Entry:
        state = plan.state(self.today)
        return Entry(
            what=self._with_hour(plan),
            where=describe_place(plan.place),
            told=str(PlanState(state).label),
            href=reverse("planned_events:edit", args=[plan.pk]) if self.may_open_plans else "",
            style=state.value,
        )

    def _with_hour(self, one: Event | PlannedEvent) -> str:
        kind = str(one.kind)
        return f"{bangla.clock(one.starts_at, self.language)}: {kind}" if one.starts_at else kind

    def _address(self, month: datetime.date, asked: dict[str, str]) -> str:
        return f"?{urlencode({'month': f'{month:%Y-%m}', **asked})}"

    def _list_of(self, day: Day, asked: dict[str, str]) -> str:
        date = day.date.isoformat()
        query = {"held_on_from": date, "held_on_to": date, **asked}
        return f"{reverse('events:index')}?{urlencode(query)}"

    def _plans_of(self, day: Day, asked: dict[str, str]) -> str:
        date = day.date.isoformat()
        query = {"planned_for_from": date, "planned_for_to": date, **asked}
        return f"{reverse('planned_events:index')}?{urlencode(query)}"


def who_came(event: Event) -> str:
    """Say how many came; that nobody counted is no nought."""
    if event.total is None:
        return str(_("nobody counted"))
    return str(_("%(total)s came") % {"total": show_total(event)})


def events_more(number: int, language: str) -> str:
    """Say how many events a day has besides; nothing when it has none."""
    words = ngettext("%(number)s more event", "%(number)s more events", number)
    return words % {"number": bangla.figure(number, language)} if number else ""


def plans_more(number: int, language: str) -> str:
    """Say how many plans a day has besides; nothing when it has none."""
    words = ngettext("%(number)s more plan", "%(number)s more plans", number)
    return words % {"number": bangla.figure(number, language)} if number else ""
