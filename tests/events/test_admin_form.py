"""Logging and editing an event in the admin, as a browser does it."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from wagtail.users.models import UserProfile

from campaigns.models import Place
from campaigns.reach import reach_report
from events.models import Event
from events.recording import save_event

pytestmark = pytest.mark.django_db

NEW = "/admin/events/new/"


def edit_url(event: Event) -> str:
    return f"/admin/events/edit/{event.pk}/"


def errors_of(answer) -> dict[str, list[str]]:
    return dict(answer.context["form"].errors)


def test_an_event_logged_in_the_admin_counts(admin, new_event, form, ledger):
    answer = admin.post(NEW, form(new_event(women=34, men=12, girls=0, boys=5)))
    assert answer.status_code == 302, errors_of(answer)
    assert ledger() == {
        "A1 x x": 1,
        "A2 w adult": 34,
        "A2 m adult": 12,
        "A2 w child": 0,
        "A2 m child": 5,
    }
    assert Event.objects.get().recorded_by.username == "shirin"


def test_an_event_logged_in_the_admin_is_in_the_months_report(admin, new_event, form, now):
    admin.post(NEW, form(new_event(women=34, men=12, girls=0, boys=5)))
    admin.post(NEW, form(new_event("dcc-meeting", women=2, men=9, girls=0, boys=0)))
    field = reach_report(dt.date(2024, 5, 1), now=now)["field"]
    assert field["events"]["month"] == 2
    assert (
        field["attendance"]["month"].items()
        >= {
            "all": 51,
            "women": 34,
            "men": 12,
            "girls": 0,
            "boys": 5,
            "not_recorded": None,
        }.items()
    )


def test_an_edit_in_the_admin_moves_the_figures(admin, new_event, form, ledger, now):
    event = new_event(women=34, men=12)
    save_event(event, by=None, now=now)
    answer = admin.post(edit_url(event), form(event, women=30, girls=4))
    assert answer.status_code == 302, errors_of(answer)
    assert ledger() == {"A1 x x": 1, "A2 w adult": 30, "A2 m adult": 12, "A2 w child": 4}


def test_an_event_is_set_aside_and_back_in_the_admin(admin, new_event, form, ledger, now):
    event = new_event()
    save_event(event, by=None, now=now)
    counted = ledger()
    admin.post(edit_url(event), form(event, standing="set-aside", set_aside_reason="logged twice"))
    assert ledger() == {}
    admin.post(edit_url(event), form(event, standing="counted", set_aside_reason=""))
    assert ledger() == counted


def test_a_new_event_is_not_asked_whether_it_is_set_aside(admin, new_event, form, ledger):
    assert b"set_aside_reason" not in admin.get(NEW).content
    admin.post(NEW, form(new_event(), standing="set-aside", set_aside_reason="slipped in"))
    assert Event.objects.get().standing == "counted"


def test_figures_typed_in_bangla_digits_count(admin, new_event, form, ledger):
    answer = admin.post(NEW, form(new_event(), women="৩৪"))
    assert answer.status_code == 302, errors_of(answer)
    assert ledger()["A2 w adult"] == 34


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("held_on", "2999-01-01", "This day has not come yet."),
        ("held_on", "2016-01-01", "The programme began on 1 April 2017."),
        ("held_on", "", "This field is required."),
        ("place", "", "This field is required."),
        ("women", "100001", "less than or equal to 100000"),
        ("men", "-1", "greater than or equal to 0"),
        ("girls", "about 20", "Enter a whole number."),
        ("headcount", "not-counted", "There are figures, so somebody counted. Say how."),
        ("level", "union", "Only a workshop has a level."),
    ],
)
def test_bad_input_is_answered_beside_its_field(admin, new_event, form, field, typed, said):
    answer = admin.post(NEW, form(new_event(), **{field: typed}))
    assert answer.status_code == 200
    assert list(errors_of(answer)) == [field]
    assert said in errors_of(answer)[field][0]
    assert said in answer.content.decode()
    assert not Event.objects.exists()


def test_a_figure_that_cannot_be_read_is_the_only_complaint(admin, new_event, form):
    answer = admin.post(NEW, form(new_event(women=1), women="3O"))
    assert list(errors_of(answer)) == ["women"]


def test_a_workshop_at_the_wrong_place_is_answered_beside_the_place(admin, new_event, form):
    union = Place.objects.filter(level="union")[0]
    answer = admin.post(NEW, form(new_event("workshop", place=union), level="district"))
    assert list(errors_of(answer)) == ["place"]


def test_what_the_ledger_refuses_is_said_on_the_form_and_not_stored(
    admin, new_event, form, opening_of_2019
):
    answer = admin.post(NEW, form(new_event(), held_on="2019-05-01"))
    assert answer.status_code == 200
    assert "balance" in answer.content.decode()
    assert not Event.objects.exists()


def test_a_kind_no_longer_offered_stays_on_its_own_events(admin, new_event, form, now):
    event = new_event("dialogue")
    save_event(event, by=None, now=now)
    event.kind.active = False
    event.kind.save()
    assert list(errors_of(admin.post(NEW, form(event)))) == ["kind"]
    assert admin.post(edit_url(event), form(event, venue="hall")).status_code == 302


def test_the_admin_offers_no_way_to_delete_or_copy(admin, new_event, now):
    event = new_event()
    save_event(event, by=None, now=now)
    page = admin.get(edit_url(event)).content.decode()
    assert f"/admin/events/delete/{event.pk}/" not in page
    for way in ("delete", "copy"):
        answer = admin.post(f"/admin/events/{way}/{event.pk}/", follow=True)
        assert answer.status_code == 404


def test_in_bangla_the_form_shows_and_takes_the_same_figures(admin, new_event, form, now, ledger):
    event = new_event(women=1030)
    save_event(event, by=None, now=now)
    profile = UserProfile.get_for_user(User.objects.get(username="shirin"))
    profile.preferred_language = "bn"
    profile.save()
    page = admin.get(edit_url(event)).content.decode()
    assert 'value="1030"' in page
    assert 'value="2024-05-10"' in page
    assert admin.post(edit_url(event), form(event, men=1)).status_code == 302
    assert ledger() == {"A1 x x": 1, "A2 w adult": 1030, "A2 m adult": 1}
