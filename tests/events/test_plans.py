"""Planned against held: what is announced, what became of it, what nobody has logged."""

import datetime as dt

import pytest

from campaigns.models import Place
from events.models import Event, PlannedEvent, PlanState
from events.planning import may_be_held_as, planned_against_held
from events.recording import save_event

pytestmark = pytest.mark.django_db

TODAY = dt.date(2024, 6, 1)
MOMENT = dt.datetime(2024, 5, 1, tzinfo=dt.UTC)
LIST, NEW = "/admin/planned_events/", "/admin/planned_events/new/"


@pytest.fixture
def plan(union):
    def make(day: dt.date = dt.date(2024, 5, 10), **parts) -> PlannedEvent:
        given = {"kind_id": "ipt-show", "place": union, "changed_at": MOMENT, **parts}
        return PlannedEvent.objects.create(planned_for=day, **given)

    return make


def plan_form(plan: PlannedEvent, **over) -> dict[str, str]:
    return {
        "kind": plan.kind_id, "planned_for": plan.planned_for.isoformat(), "starts_at": "",
        "place": plan.place_id, "venue": plan.venue, "note": "", "held_as": "",
        "cancel_reason": "", **over,
    }  # fmt: skip


def test_a_plan_is_coming_until_its_day_is_over(plan):
    assert plan(TODAY).state(TODAY) == PlanState.COMING
    assert plan(TODAY - dt.timedelta(days=1)).state(TODAY) == PlanState.NOT_LOGGED


def test_planned_is_counted_against_held(plan, new_event, now):
    event = new_event()
    save_event(event, by=None, now=now)
    plan(held_as=event)
    plan(cancel_reason="rain")
    plan()
    plan(TODAY)
    assert planned_against_held(PlannedEvent.objects.all(), TODAY) == {
        "planned": 4, "held": 1, "cancelled": 1, "not_logged": 1, "coming": 1,
    }  # fmt: skip


@pytest.mark.parametrize("state", PlanState.values)
def test_the_list_narrows_to_a_state_as_the_row_says_it(plan, new_event, now, state):
    event = new_event()
    save_event(event, by=None, now=now)
    for each in (plan(held_as=event), plan(cancel_reason="rain"), plan(), plan(TODAY)):
        alone = PlannedEvent.objects.filter(pk=each.pk)
        assert alone.in_state(state, TODAY).exists() == (each.state(TODAY) == state)


def test_what_was_planned_is_taken_over_when_it_is_logged(admin, plan, form, new_event):
    planned = plan(venue="Bazar field")
    page = admin.get(f"/admin/events/new/?plan={planned.pk}").content.decode()
    assert "Bazar field" in page
    assert f'name="plan" value="{planned.pk}"' in page
    sent = form(new_event(held_on=dt.date(2024, 5, 11)), plan=planned.pk)
    assert admin.post("/admin/events/new/", sent).status_code == 302
    planned.refresh_from_db()
    assert planned.held_as == Event.objects.get()


def test_a_plan_does_not_become_an_event_of_another_kind(admin, plan, form, new_event):
    planned = plan()
    admin.post("/admin/events/new/", form(new_event("video-show"), plan=planned.pk))
    planned.refresh_from_db()
    assert planned.held_as is None
    assert Event.objects.count() == 1


def test_what_was_cancelled_meanwhile_stays_cancelled(admin, plan, form, new_event):
    planned = plan(cancel_reason="rain")
    admin.post("/admin/events/new/", form(new_event(), plan=planned.pk))
    planned.refresh_from_db()
    assert planned.state(TODAY) == PlanState.CANCELLED


def test_a_plan_may_have_become_an_event_of_its_kind_and_district_near_its_day(
    plan, new_event, now
):
    elsewhere = Place.objects.filter(level="union", code__startswith="BD3093")[0]
    put_off = new_event(held_on=dt.date(2024, 5, 20))
    others = [
        new_event("video-show"),
        new_event(place=elsewhere),
        new_event(held_on=dt.date(2024, 2, 1)),
        new_event(standing="set-aside", set_aside_reason="logged twice"),
    ]
    for event in (put_off, *others):
        save_event(event, by=None, now=now)
    assert list(may_be_held_as(plan())) == [put_off]


def test_a_reason_cancels_and_the_list_shows_it(admin, plan):
    planned = plan()
    edit = f"/admin/planned_events/edit/{planned.pk}/"
    assert admin.post(edit, plan_form(planned, cancel_reason="river in flood")).status_code == 302
    assert "Cancelled: river in flood" in admin.get(LIST).content.decode()


def test_what_was_held_cannot_be_cancelled(admin, plan, new_event, now):
    event = new_event()
    save_event(event, by=None, now=now)
    planned = plan()
    sent = plan_form(planned, held_as=event.pk, cancel_reason="rain")
    answer = admin.post(f"/admin/planned_events/edit/{planned.pk}/", sent)
    assert "cancel_reason" in answer.context["form"].errors


def test_a_plan_is_entered_in_the_admin(admin, union):
    sent = {
        "kind": "migration-fair", "planned_for": "2027-01-15", "starts_at": "10:00",
        "place": union.pk, "venue": "Upazila field", "announced": "on", "note": "",
    }  # fmt: skip
    assert admin.post(NEW, sent).status_code == 302
    planned = PlannedEvent.objects.get()
    assert planned.announced
    assert planned.starts_at == dt.time(10)


def test_the_list_says_what_nobody_has_logged(admin, plan):
    planned = plan()
    page = admin.get(LIST).content.decode()
    assert "0 of 1 held, 1 not logged" in page
    assert f"/admin/events/new/?plan={planned.pk}" in page
