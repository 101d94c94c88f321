"""The draw for call-backs: anybody gets the same list, once a month; the rate is all numbers."""

import datetime as dt
import hashlib
import io
import json
import uuid
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.models import Place
from events.models import Draw, DrawnEvent, EventLogEntry
from events.recording import save_event
from events.verification.draws import (
    CallRefused,
    DrawRefused,
    draw_lots,
    draw_month,
    in_words,
    list_drawn,
    note_call,
    population_of,
    repeat_draw,
    verified,
    verified_between,
    verified_in,
)
from events.verification.merging import merge_events
from tests.events.in_bulk import store_in_bulk
from tests.events.phone import Phone, field_worker

MAY = dt.date(2024, 5, 1)
populations = st.dictionaries(
    st.sampled_from(["BD4047", "BD3093", "BD1004"]),
    st.sets(st.uuids().map(str), min_size=1, max_size=30).map(sorted),
)


@settings(max_examples=40)
@given(population=populations, seed=st.text(max_size=9), share=st.integers(1, 100))
def test_so_many_of_a_hundred_are_drawn_of_each_district_and_at_least_one(population, seed, share):
    drawn = draw_lots(population, seed=seed, share=share)
    assert len(drawn) == len(set(drawn))
    for ids in population.values():
        assert len({*ids} & {*drawn}) == -(-len(ids) * share // 100) >= 1


@settings(max_examples=25)
@given(population=populations, data=st.data())
def test_the_order_in_which_ids_are_given_means_nothing(population, data):
    shuffled = {
        district: data.draw(st.permutations(population[district]))
        for district in data.draw(st.permutations(sorted(population)))
    }
    assert draw_lots(shuffled, seed="x", share=30) == draw_lots(population, seed="x", share=30)


def test_it_is_as_the_words_say_and_another_seed_draws_others():
    ids = [str(uuid.UUID(int=number)) for number in range(1, 101)]
    lots = sorted(ids, key=lambda one: hashlib.sha256(f"4711:{one}".encode()).hexdigest())
    assert draw_lots({"BD4047": ids}, seed="4711", share=5) == lots[:5]
    assert draw_lots({"BD4047": ids}, seed="4712", share=5) != lots[:5]


def test_every_event_is_drawn_about_as_often():
    ids = [str(uuid.UUID(int=number)) for number in range(1, 21)]
    times = dict.fromkeys(ids, 0)
    for seed in range(400):
        for one in draw_lots({"BD4047": ids}, seed=str(seed), share=10):
            times[one] += 1
    assert min(times.values()) > 15
    assert max(times.values()) < 75


@pytest.fixture
def may(new_event, now) -> list:
    """Give twenty shows of May in Khulna, and one in Tangail."""
    elsewhere = Place.objects.filter(level="union", code__startswith="BD3093")[0]
    events = [new_event(venue=f"Canary {n}") for n in range(20)] + [new_event(place=elsewhere)]
    return store_in_bulk(events, at=now)


@pytest.fixture
def caller(db) -> User:
    return User.objects.create_user("caller")


@pytest.mark.django_db
def test_only_what_counts_in_the_month_can_be_drawn(may, new_event, now):
    out = [
        new_event(held_on=dt.date(2024, 4, 30)),
        new_event(standing="questioned", question="When?"),
        new_event(standing="set-aside", set_aside_reason="not held"),
    ]
    store_in_bulk(out, at=now)
    population = population_of(MAY)
    assert {district: len(ids) for district, ids in population.items()} == {
        "BD3093": 1, "BD4047": 20,
    }  # fmt: skip


@pytest.mark.django_db
def test_a_month_is_drawn_once_and_can_be_repeated_for_ever(may, new_event, now):
    draw = draw_month(MAY, by=None, now=now)
    drawn = list_drawn(draw)
    assert len(drawn) == 2
    assert draw.seed == f"2024-05:{draw.digest}"
    with pytest.raises(DrawRefused, match="once"):
        draw_month(MAY, by=None, now=now, seed="another")
    save_event(new_event(), by=None, now=now)
    may[0].standing, may[0].set_aside_reason = "set-aside", "not held"
    save_event(may[0], by=None, now=now)
    assert repeat_draw(Draw.objects.get()) == drawn


@pytest.mark.django_db
@pytest.mark.parametrize("month", [dt.date(2024, 6, 1), dt.date(2024, 2, 1)])
def test_a_month_that_is_not_over_or_is_empty_is_not_drawn(may, now, month):
    with pytest.raises(DrawRefused):
        draw_month(month, by=None, now=now)
    assert not Draw.objects.exists()


@pytest.mark.django_db
def test_the_last_day_of_a_month_ends_in_dhaka(may):
    late = dt.datetime(2024, 5, 31, 18, 30, tzinfo=dt.UTC)
    with pytest.raises(DrawRefused, match="not over"):
        draw_month(MAY, by=None, now=late - dt.timedelta(hours=1))
    assert draw_month(MAY, by=None, now=late)


@pytest.mark.django_db
def test_draws_are_never_deleted(may, now):
    draw = draw_month(MAY, by=None, now=now)
    for delete in (draw.delete, Draw.objects.all().delete, DrawnEvent.objects.all().delete):
        with pytest.raises(TypeError):
            delete()


# --- Calls -----------------------------------------------------------------------


@pytest.mark.django_db
def test_what_calls_bring_is_counted_and_said_with_its_n(may, now, caller):
    draw = draw_month(MAY, by=None, now=now, share=30)
    drawn = list(draw.drawn.all())
    assert in_words(verified(draw)) == ("0 of 7 events drawn were confirmed, 7 still to be called")
    for row, result in zip(drawn, ["confirmed"] * 4 + ["differs", "refused"], strict=False):
        note_call(row, result=result, by=caller, now=now, differs_how="a day later")
    for _ in range(3):
        assert not verified_in(MAY).is_complete
        note_call(drawn[6], result="not-reached", by=caller, now=now)
    told = verified_in(MAY)
    assert (told.confirmed, told.differs, told.refused, told.not_reached) == (4, 1, 1, 1)
    assert (told.drawn, told.events, told.waiting) == (7, 21, 0)
    assert in_words(told) == (
        "4 of 7 events drawn were confirmed, 1 differs, 1 not reached, 1 refused to answer"
    )


@pytest.mark.django_db
def test_what_is_kept_of_the_calls_is_what_their_rows_say(
    may, now, caller, django_assert_num_queries
):
    draw = draw_month(MAY, by=None, now=now, share=30)
    assert verified_between(MAY, MAY) == [verified_in(MAY)]
    drawn = list(draw.drawn.all())
    for row, result in zip(drawn, ["confirmed"] * 3 + ["differs", "refused"], strict=False):
        note_call(row, result=result, by=caller, now=now, differs_how="a day later")
        assert verified_between(MAY, MAY) == [verified_in(MAY)]
    # A slip that is put right, and a call in vain.
    note_call(drawn[0], result="refused", by=caller, now=now)
    note_call(drawn[6], result="not-reached", by=caller, now=now)
    with django_assert_num_queries(1):
        (told,) = verified_between(dt.date(2020, 1, 1), MAY)
    assert told == verified_in(MAY)
    assert (told.confirmed, told.refused, told.waiting) == (2, 2, 2)
    Draw.objects.update(number_of_events=0, number_drawn=0, confirmed=9, differs=9, refused=9)
    import_module("events.migrations.0021_count_the_calls_so_far").count(apps, None)
    assert verified_between(MAY, MAY) == [told]


@pytest.mark.django_db
def test_the_published_figures_hold_no_name(may, now, caller):
    draw = draw_month(MAY, by=caller, now=now)
    note_call(draw.drawn.first(), result="differs", differs_how="Canary", by=caller, now=now)
    told = verified_in(MAY)
    text = f"{told} {in_words(told)}"
    assert "Canary" not in text
    assert "caller" not in text


@pytest.mark.django_db
def test_nobody_answers_three_times_before_it_is_not_reached(may, now, caller):
    (row, *_) = draw_month(MAY, by=None, now=now).drawn.all()
    for number in (1, 2):
        row = note_call(row, result="not-reached", by=caller, now=now)
        assert (row.result, row.tries) == ("", number)
    assert note_call(row, result="not-reached", by=caller, now=now).result == "not-reached"
    assert note_call(row, result="confirmed", by=caller, now=now).result == "confirmed"


@pytest.mark.django_db
def test_how_it_differs_has_to_be_said(may, now, caller):
    row = draw_month(MAY, by=None, now=now).drawn.first()
    with pytest.raises(CallRefused):
        note_call(row, result="differs", differs_how=" ", by=caller, now=now)
    row.refresh_from_db()
    assert (row.result, row.tries) == ("", 0)


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["recorded", "sent", "merged"])
def test_nobody_calls_back_an_event_of_their_own(new_event, now, how):
    phone = Phone(field_worker("rahima"), new_event().place_id)
    phone.send(phone.record(held_on="2024-05-10"))
    event = phone_event = DrawnEvent._meta.get_field("event").related_model.objects.get()
    if how == "sent":
        event.recorded_by = None
        save_event(event, by=None, now=now)
    if how == "merged":
        event = new_event()
        save_event(event, by=None, now=now)
        merge_events(event, phone_event, by=phone.person, now=now)
    row = draw_month(MAY, by=None, now=now).drawn.get(event=event)
    with pytest.raises(CallRefused, match="yourself"):
        note_call(row, result="confirmed", by=phone.person, now=now)
    assert note_call(row, result="confirmed", by=field_worker("karim"), now=now).result


@pytest.mark.django_db
def test_each_call_is_in_the_history_of_the_event(may, now, caller):
    row = draw_month(MAY, by=None, now=now).drawn.first()
    note_call(row, result="not-reached", by=caller, now=now)
    note_call(row, result="confirmed", by=caller, now=now)
    lines = EventLogEntry.objects.filter(event=row.event, action="events.called_back")
    assert {line.data["result"] for line in lines} == {"not-reached", "confirmed"}
    assert {line.user for line in lines} == {caller}


# --- The command -----------------------------------------------------------------


def run(*words: str) -> dict:
    out = io.StringIO()
    call_command("draw_events", *words, "--json", stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.django_db
def test_anybody_repeats_a_draw_by_command(may):
    tried = run("--month", "2024-05")
    assert not Draw.objects.exists()
    assert run("--month", "2024-05", "--store") == {**tried, "kept": True}
    assert run("--month", "2024-05") == {**tried, "kept": True}
    other = run("--month", "2024-05", "--seed", "4711", "--share", "50")
    assert (other["kept"], len(other["drawn"])) == (False, 11)
    with pytest.raises(CommandError, match="once"):
        run("--month", "2024-05", "--store")


@pytest.mark.django_db
def test_a_draw_that_was_tampered_with_is_found(may):
    run("--month", "2024-05", "--store")
    drawn = DrawnEvent.objects.first()
    others = {one.pk for one in may} - set(DrawnEvent.objects.values_list("event", flat=True))
    DrawnEvent.objects.filter(pk=drawn.pk).update(event=min(others))
    with pytest.raises(CommandError, match="changed"):
        run("--month", "2024-05")


@pytest.mark.django_db
@pytest.mark.parametrize("words", [["--month", "May"], ["--month", "2024-05", "--share", "0"]])
def test_the_command_says_what_it_cannot_read(words):
    with pytest.raises(CommandError):
        run(*words)
