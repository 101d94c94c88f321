"""The overlap poll from every door to the ledger: its rules are one, and so are its sums."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from campaigns.closing import approve_closing, begin_closing
from campaigns.models import Channel, Current, Definition, Place, Rule
from campaigns.overlap_poll import (
    ANSWERS,
    CHANNELS,
    INDICATORS,
    MEASURES,
    hands_by_district,
    overlap_of,
)
from campaigns.scope import EVERYWHERE
from campaigns.terms import current_terms
from campaigns.totals import lines_at
from events.api_schemas import PollIn
from events.content import content_of
from events.details.poll import hands_of_poll
from events.event_parts import read_parts
from events.models import Event, EventKind
from events.openrosa.instances import read_content
from events.plausibility import find_problems
from events.recording import save_event
from events.sheets.importing import import_events
from events.verification.merging import merge_events, undo_merge
from tests.events.collect import filled
from tests.events.phone import NOW, field_worker
from tests.events.quizzes import hands, offered_question, quiz_of
from tests.events.sheets import csv_sheet, show

START = dt.datetime(2024, 6, 1, 6, tzinfo=dt.UTC)
WHOLE = {"poll_asked": 40, "poll_facebook": 15, "poll_youtube": 8, "poll_any": 19}
CAME = 46  # of the show that a phone, a form and a sheet fill in: 34 women and 12 men
EACH_CAME = {"women": 34, "men": 12, "girls": 0, "boys": 0}


def posted(ledger: Any) -> dict[str, int]:
    return {name[:2]: figure for name, figure in ledger().items() if name.startswith("P")}


@pytest.mark.django_db
def test_a_show_of_hands_is_kept_and_posted_and_an_edit_moves_it(phone, ledger):
    record = phone.record(details=WHOLE)
    told = phone.send(record).json()
    assert Event.objects.get().details == WHOLE
    assert posted(ledger) == {"P1": 40, "P2": 15, "P3": 8, "P4": 19}
    assert set(Current.objects.filter(key__indicator__kind="survey").values_list(
        "key__channel", "key__area_code")) == {("ipt-show", phone.place)}  # fmt: skip
    again = phone.send(phone.edit(record, told, details={**WHOLE, "poll_facebook": 16})).json()
    assert posted(ledger)["P2"] == 16
    phone.send(phone.edit(record, again, details=None))
    assert posted(ledger) == {}


@pytest.mark.django_db
def test_what_nobody_counted_is_unknown_and_the_poll_no_part_of_the_sample(phone, ledger):
    for missing in ANSWERS[1:]:
        part = {name: count for name, count in WHOLE.items() if name != missing}
        assert phone.send(phone.record(venue=missing, details=part)).status_code == 201
    assert phone.send(phone.record(details=dict.fromkeys(ANSWERS, 0))).status_code == 201
    assert posted(ledger) == {}
    assert Event.objects.filter(details__poll_any=0).exists()
    # Nobody who raised a hand is a figure.
    none = {"poll_asked": 30, "poll_facebook": 0, "poll_youtube": 0, "poll_any": 0}
    phone.send(phone.record(details=none))
    assert posted(ledger) == {"P1": 30, "P2": 0, "P3": 0, "P4": 0}


@pytest.mark.django_db
def test_officials_may_be_asked_and_are_no_part_of_it(phone, new_event, now, ledger):
    save_event(new_event("dcc-meeting", details={**WHOLE, "poll_asked": 37}), by=None, now=now)
    assert Event.objects.get().details["poll_any"] == 19
    assert posted(ledger) == {}


@pytest.mark.django_db
def test_a_quiz_says_both_and_each_keeps_its_own_problems(phone, ledger):
    asked = {"hands": [hands(offered_question(), 60, 21, 58, 49)], "winner_girls": 2}
    assert phone.send(quiz_of(phone, {**asked, **WHOLE})).status_code == 201
    assert ledger(key__indicator="K3") == {"K3 x x": 60}
    assert posted(ledger)["P4"] == 19
    wrong = phone.send(quiz_of(phone, {"winner_girls": 41, "poll_asked": 71, "poll_any": 72}))
    assert {*wrong.json()["reasons"]} == {"details.poll_any"}
    late = phone.send(quiz_of(phone, {"winner_girls": 41, "poll_asked": 71}))
    assert {*late.json()["reasons"]} == {"details.winner_girls", "details.poll_asked"}


@pytest.mark.django_db
def test_who_came_is_compared_only_where_it_is_known(phone):
    assert phone.send(phone.record(details={"poll_asked": 400})).status_code == 201
    whole = phone.record(**EACH_CAME, details={"poll_asked": CAME + 1})
    reasons = phone.send(whole).json()["reasons"]
    assert reasons == {"details.poll_asked": ["These are more people than came."]}
    assert phone.send(phone.record(**EACH_CAME, details={"poll_asked": CAME})).status_code == 201


@pytest.mark.django_db
def test_the_office_fills_it_in_and_finds_it_again(admin, new_event, form, ledger):
    answers = {name: str(count) for name, count in WHOLE.items()}
    show_of = new_event(women=34, men=12, girls=0, boys=0)
    wrong = admin.post("/admin/events/new/", form(show_of, **{**answers, "poll_any": "14"}))
    assert [*wrong.context["form"].errors] == ["poll_any"]
    assert "whoever saw one saw any of them" in wrong.content.decode()
    answer = admin.post("/admin/events/new/", form(show_of, **answers))
    assert answer.status_code == 302, dict(answer.context["form"].errors)
    assert posted(ledger) == {"P1": 40, "P2": 15, "P3": 8, "P4": 19}
    event = Event.objects.get()
    edit = admin.get(f"/admin/events/edit/{event.pk}/")
    assert edit.context["form"]["poll_youtube"].value() == 8
    assert "Ask the crowd" in edit.content.decode()
    page = admin.get(f"/admin/events/inspect/{event.pk}/").content.decode()
    assert "Have you seen our page on Facebook before today?" in page
    text = b"".join(admin.get("/admin/events/?export=csv").streaming_content).decode("utf-8-sig")
    assert "Have you seen our videos on YouTube before today?" in text.splitlines()[0]
    assert ",40,15,8,19," in text.splitlines()[1]


@pytest.mark.django_db
def test_merging_takes_the_hands_along_and_undoing_gives_them_back(new_event, now, ledger):
    person = field_worker("karim")
    kept = new_event(women=60, men=30)
    other = new_event(women=60, men=30, details=WHOLE)
    for event in (kept, other):
        save_event(event, by=None, now=now)
    merge = merge_events(kept, other, by=person, now=NOW, take_figures=True)
    assert posted(ledger)["P1"] == 40
    assert Event.objects.get(pk=kept.pk).details == WHOLE
    undo_merge(merge, by=person, now=NOW)
    assert Event.objects.get(pk=kept.pk).details == {}
    assert posted(ledger)["P1"] == 40


@pytest.mark.django_db
def test_what_comes_for_a_closed_month_is_late_in_the_open_one(new_event, now):
    one, other = (field_worker(name) for name in ("asma", "rahim"))
    april, may = dt.date(2024, 4, 1), dt.date(2024, 5, 1)
    save_event(new_event(held_on=dt.date(2024, 4, 10), details=WHOLE, women=40), by=None, now=now)
    begin_closing(april, by=one, today=now.date())
    approve_closing(april, by=other, now=now)
    late = new_event(held_on=dt.date(2024, 4, 12), details=WHOLE, women=40)
    save_event(late, by=None, now=now + dt.timedelta(hours=1))
    told = {
        month: overlap_of(
            line for line in lines_at(month, by_district=INDICATORS) if line.name.area
        )
        for month in (april, may)
    }
    asked = [told[month][basis]["asked"] for month in told for basis in ("month", "cumulative")]
    assert asked == [40, 40, 0, 80]
    assert told[may]["cumulative"]["events"] == 2


@pytest.mark.django_db
def test_each_channel_is_one_of_the_books_and_each_answer_is_in_the_schema():
    digital = {*Channel.objects.filter(group=Channel.Group.DIGITAL).values_list("pk", flat=True)}
    terms = {term.channel_id for term in current_terms() if term.rule.slug == Rule.DIGITAL}
    # "unlabelled" is a printed figure of nobody knows which page: no one can be asked about it.
    assert {one.slug for one in CHANNELS} == (terms & digital) - {"unlabelled"}
    assert {*PollIn.model_fields} == {*ANSWERS}
    kept = {*Definition.objects.filter(indicator__in=INDICATORS).values_list("indicator", "pk")}
    assert kept == {*MEASURES.values()}


# --- One set of rules ------------------------------------------------------------------

count = st.none() | st.integers(0, CAME + 4)
polls = st.fixed_dictionaries(dict.fromkeys(ANSWERS, count))


def broken(poll: dict[str, int | None]) -> set[str]:
    """Name, from the rules alone, which answers cannot be."""
    asked, facebook, youtube, both_or_one = (poll[name] for name in ANSWERS)
    said = {name: poll[name] for name in ANSWERS[1:] if poll[name] is not None}
    wrong = set()
    if asked is None and said:
        wrong.add("poll_asked")
    if asked is not None:
        wrong |= {name for name, figure in said.items() if figure > asked}
        if asked > CAME:
            wrong.add("poll_asked")
    if both_or_one is not None:
        if any(one is not None and one > both_or_one for one in (facebook, youtube)):
            wrong.add("poll_any")
        if None not in (facebook, youtube) and both_or_one > facebook + youtube:
            wrong.add("poll_any")
    return wrong


def slots(problems: Any) -> set[str]:
    return {name.removeprefix("details.") for name in problems}


def judged(content: Any) -> tuple[set[str], dict[str, int]]:
    """Read and judge what a door brought, as the intake does."""
    parts = read_parts(content)
    if parts.problems:
        # What cannot be read is not compared with who came, so that comparison is made here.
        said = parts.event["details"].get("poll_asked", 0)
        more = {"poll_asked"} if said > CAME else set()
        return slots(parts.problems) | more, parts.event["details"]
    event = Event(**parts.event)
    return slots(find_problems(event, now=START)), event.details


class TheDoors(TestCase):
    @settings(max_examples=60, deadline=None)
    @given(polls)
    @example(dict.fromkeys(ANSWERS))
    @example(dict(zip(ANSWERS, (40, 15, 8, 23), strict=True)))
    @example(dict(zip(ANSWERS, (40, 15, 8, 24), strict=True)))
    @example(dict(zip(ANSWERS, (CAME, CAME, 0, CAME), strict=True)))
    @example(dict(zip(ANSWERS, (40, None, 8, 39), strict=True)))
    def test_they_refuse_the_same_and_read_the_same(self, poll):
        said = {name: figure for name, figure in poll.items() if figure is not None}
        parts = {"kind": "ipt-show", "place": "BD4047", "held_on": "2024-05-10", **EACH_CAME}
        phone = judged(content_of(uuid4(), {**parts, "headcount": "count", "details": dict(poll)}))
        texts = {name: str(figure) for name, figure in said.items()}
        odk = judged(read_content(filled({**parts, "headcount": "count", **texts})))
        assert phone == odk
        assert phone[0] == broken(poll)
        if not phone[0]:
            assert phone[1] == said
            whole = len(said) == len(ANSWERS) and said["poll_asked"] > 0
            assert (hands_of_poll(phone[1]) is not None) == whole

    @settings(max_examples=15, deadline=None)
    @given(polls)
    def test_a_sheet_says_it_by_column_and_takes_what_a_phone_would(self, poll):
        texts = {name: str(figure) for name, figure in poll.items() if figure is not None}
        row = show(**{name: str(figure) for name, figure in EACH_CAME.items()}, **texts)
        result = import_events(csv_sheet(row), now=NOW, person=None, dry_run=True)
        told = {one.column for refused in result.refused for one in refused.problems}
        wrong = broken(poll)
        # Of a row of which something cannot be read, who came is compared when that is mended.
        assert told == wrong or told == wrong - {"poll_asked"}
        assert bool(told) == bool(wrong)


# --- One sum ---------------------------------------------------------------------------

DAYS = (dt.date(2024, 4, 30), dt.date(2024, 5, 1), dt.date(2024, 5, 31))


@st.composite
def held(draw: Any) -> dict[str, int]:
    """Hold a poll that can be, with a count missing now and then."""
    asked = draw(st.integers(0, 50))
    facebook, youtube = (draw(st.integers(0, asked)) for _ in range(2))
    any_of_them = draw(st.integers(max(facebook, youtube), min(asked, facebook + youtube)))
    poll = dict(zip(ANSWERS, (asked, facebook, youtube, any_of_them), strict=True))
    missing = draw(st.none() | st.sampled_from(ANSWERS[1:]))
    return {name: figure for name, figure in poll.items() if name != missing}


versions = st.fixed_dictionaries(
    {
        "day": st.sampled_from(DAYS),
        "district": st.integers(0, 1),
        "aside": st.booleans(),
        "poll": st.none() | held(),
    }
)
# Three shows, saved again and again in the order of the list.
histories = st.lists(st.tuples(st.integers(0, 2), versions), min_size=1, max_size=6)


def counted_by_hand(events: list[Event]) -> tuple[int, ...]:
    """Add up anew, from nothing but what the events say: four counts, and how many events."""
    whole = [one.details for one in events if len(one.details) == 4 and one.details["poll_asked"]]
    return (*(sum(one[name] for one in whole) for name in ANSWERS), len(whole))


def of(told: dict[str, Any]) -> tuple[int, ...]:
    return (told["asked"], *(told[name]["hands"] for name in ANSWERS[1:]), told["events"])


class SumsOfTheLedger(TestCase):
    @settings(max_examples=15, deadline=None)
    @given(histories)
    def test_they_are_those_of_the_events(self, history):
        kind = EventKind.objects.get(pk="ipt-show")
        places = [Place.objects.get(pk=code) for code in ("BD4047", "BD3093")]
        shows = [Event(kind=kind, headcount="count", women=30, men=20) for _ in range(3)]
        for minute, (number, version) in enumerate(history):
            event = shows[number]
            event.held_on, event.place = version["day"], places[version["district"]]
            event.details = version["poll"] or {}
            event.standing = "set-aside" if version["aside"] else "counted"
            event.set_aside_reason = "logged twice" if version["aside"] else ""
            save_event(event, by=None, now=START + dt.timedelta(minutes=minute))
        counted = [one for one in shows if one.pk and one.standing == "counted"]
        first, last = dt.date(2024, 4, 1), dt.date(2024, 5, 1)
        by_district = hands_by_district(first=first, last=last, scope=EVERYWHERE)
        for place in places:
            told = by_district.get(place.pk)
            figures = (*told.counts.values(), told.events) if told else (0,) * 5
            assert figures == counted_by_hand([one for one in counted if one.place_id == place.pk])
        lines = lines_at(last, by_district=INDICATORS)
        told = overlap_of(line for line in lines if line.name.area)
        assert of(told["cumulative"]) == counted_by_hand(counted)
        assert of(told["month"]) == counted_by_hand(
            [one for one in counted if one.held_on.month == 5]
        )
        # Taken back, all of it is gone.
        for minute, event in enumerate(counted, start=100):
            event.standing, event.set_aside_reason = "set-aside", "it did not take place"
            save_event(event, by=None, now=START + dt.timedelta(minutes=minute))
        lines = lines_at(last, by_district=INDICATORS)
        assert of(overlap_of(line for line in lines if line.name.area)["cumulative"]) == (0,) * 5
